-- An account row is an account: these triggers keep the login roles of this silo equal to reference.account. They run on
-- replicated rows too (ENABLE ALWAYS), so there is no daemon of ours.
-- The center publishes the schema's tables as whole rows (agencies: the ems silo). No person may enter this schema.

create table reference.account (
    user_id       uuid primary key,
    role_name     text not null unique check (role_name ~ '^mp_[0-9a-f]{32}$'),
    email         text not null,
    name          text not null,
    user_type     text not null check (user_type = any (medport.user_types())),
    is_manager    boolean not null,
    hospital_id   uuid,
    hospital_name text not null default '',
    agency_id     uuid,
    agency_name   text not null default '',
    is_active     boolean not null,
    updated_at    timestamptz not null default clock_timestamp()
);

alter table reference.account enable row level security;
create policy events on reference.account to medport_events using (true) with check (true);
create policy accounts on reference.account to medport_accounts using (true);
create policy replication on reference.account for select to medport_replication using (true);
grant select, insert, update on reference.account to medport_events;
grant select on reference.account to medport_accounts;

-- Change a login role; every change takes this road. Its owner can hold it by an open transaction that re-keys it
-- (ALTER ROLE ... PASSWORD), and with it the bus that brings the change: then their connections are ended, as often as
-- they come back. XX000 is "tuple concurrently updated".
create function reference.alter_login(login text, change text) returns void
    language plpgsql set search_path = '' set lock_timeout = '300ms'
as $$
begin
    for attempt in 1..20
    loop
        begin
            execute format('alter role %I %s', login, change);
            return;
        exception when lock_not_available or internal_error then
            if attempt = 20 then
                raise;
            end if;
            perform reference.end_backends(login);
        end;
    end loop;
end
$$;

-- Membership of one group, given or taken.
create function reference.apply_group(login text, group_name text, belongs boolean) returns void
    language plpgsql set search_path = ''
as $$
declare
    is_member constant boolean := exists (
        select from pg_catalog.pg_auth_members m
        where m.member = login::regrole and m.roleid = group_name::regrole
    );
begin
    if belongs and not is_member then
        -- SET FALSE: the group's rights are inherited, but SET ROLE to it is not possible.
        execute format('grant %I to %I with inherit true, set false', group_name, login);
    elsif is_member and not belongs then
        execute format('revoke %I from %I', group_name, login);
    end if;
end
$$;

create function reference.end_backends(login text) returns void
    language sql set search_path = ''
as $$
    select pg_catalog.pg_terminate_backend(s.pid)
    from pg_catalog.pg_stat_activity s
    where s.usename = login and s.pid <> pg_backend_pid();
$$;

-- End the people who hold an advisory lock of those two keys, shared or not (events.await_announced).
create function reference.end_holders(key_1 integer, key_2 integer) returns void
    language sql security definer set search_path = ''
as $$
    select pg_catalog.pg_terminate_backend(s.pid)
    from pg_catalog.pg_locks l
    join pg_catalog.pg_stat_activity s on s.pid = l.pid
    join reference.account a on a.role_name = s.usename
    where l.locktype = 'advisory' and l.granted and l.objsubid = 2
      and l.classid = (key_1::bigint & 4294967295)::oid and l.objid = (key_2::bigint & 4294967295)::oid;
$$;
grant execute on function reference.end_holders(integer, integer) to medport_events;

create function reference.on_account() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    groups constant text[] := array[
        'medport_hospital', 'medport_hospital_manager',
        'medport_ems', 'medport_ems_manager',
        'medport_center', 'medport_center_admin'
    ];
    mine constant text := case
        when new.user_type = 'center' and new.is_manager then 'medport_center_admin'
        when new.is_manager then 'medport_' || new.user_type || '_manager'
        else 'medport_' || new.user_type
    end;
    group_name text;
begin
    -- A role that somebody dropped by hand must not stop the subscription: it is made anew below.
    if tg_op = 'UPDATE' and old.role_name <> new.role_name
       and exists (select from pg_catalog.pg_roles where rolname = old.role_name)
    then
        perform reference.alter_login(old.role_name, format('rename to %I', new.role_name));
    end if;
    if not exists (select from pg_catalog.pg_roles where rolname = new.role_name) then
        execute format('create role %I connection limit 24', new.role_name);
        perform reference.alter_login(new.role_name, 'set statement_timeout = ''30s''');
        perform reference.alter_login(new.role_name, 'set idle_in_transaction_session_timeout = ''30s''');
    end if;
    if not new.is_active then
        perform reference.end_backends(new.role_name);
    end if;
    perform reference.alter_login(new.role_name, case when new.is_active then 'login' else 'nologin' end);
    foreach group_name in array groups
    loop
        perform reference.apply_group(new.role_name, group_name, group_name = mine);
    end loop;
    perform reference.apply_verifier(new.user_id);
    if not new.is_active then
        perform reference.end_backends(new.role_name);  -- and those that were opened meanwhile
    end if;
    return null;
end
$$;

create trigger account_is_a_login_role after insert or update on reference.account
    for each row execute function reference.on_account();
alter table reference.account enable always trigger account_is_a_login_role;
