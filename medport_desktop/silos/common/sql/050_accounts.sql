-- An account row is an account: these triggers keep the login roles of this silo equal to reference.account and to
-- this silo's verifiers. They run on replicated rows too (ENABLE ALWAYS), so there is no daemon of ours.
-- medport.silo_verifier(user_id) is this silo's own (see <silo>/sql): the verifier that belongs here.

-- Change a login role. Its owner can hold it by an open transaction that re-keys it (ALTER ROLE ... PASSWORD), and with
-- it the bus that brings the change: then their connections are ended. XX000 is "tuple concurrently updated".
create function reference.alter_login(login text, change text) returns void
    language plpgsql set search_path = '' set lock_timeout = '500ms'
as $$
begin
    for attempt in 1..5
    loop
        begin
            execute format('alter role %I %s', login, change);
            return;
        exception when lock_not_available or internal_error then
            if attempt = 5 then
                raise;
            end if;
            perform reference.end_backends(login);
        end;
    end loop;
end
$$;

-- Give the login role its verifier, if both have arrived. Account and verifier may come in either order when a
-- subscription is first copied; the lock makes the second of the two see the first.
create function reference.apply_verifier(user_id uuid) returns void
    language plpgsql security definer set search_path = ''
as $$
declare
    login text;
    verifier text;
begin
    perform pg_advisory_xact_lock(hashtext('medport.account'), hashtext(user_id::text));
    select a.role_name into login from reference.account a where a.user_id = apply_verifier.user_id;
    verifier := reference.silo_verifier(user_id);
    -- Setting a password costs the server a whole key stretching (it looks whether the password is empty).
    if login is not null and verifier like 'SCRAM-SHA-256$%' and not exists (
        select from pg_catalog.pg_authid p where p.rolname = login and p.rolpassword = verifier
    ) then
        perform reference.alter_login(login, format('password %L', verifier));
    end if;
end
$$;

create function reference.on_verifier() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    perform reference.apply_verifier(new.user_id);
    return null;
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
        execute format('alter role %I rename to %I', old.role_name, new.role_name);
    end if;
    if not exists (select from pg_catalog.pg_roles where rolname = new.role_name) then
        execute format('create role %I connection limit 24', new.role_name);
        execute format('alter role %I set statement_timeout = ''30s''', new.role_name);
        execute format('alter role %I set idle_in_transaction_session_timeout = ''30s''', new.role_name);
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

-- Connections that should not be there: of accounts disabled a moment ago; with a transaction that has been open for
-- too long; of people idle for too long: since their last touch_session(), or where they never called it since the
-- connection began. A connection that a left console opens again by itself is therefore ended again; but one that was
-- made a moment ago (`settling`) has yet to say that somebody came back, who was last seen yesterday.
-- A transaction that is in the way is ended sooner, by `patience`: where others, the bus among them, wait for what it
-- holds (and with it all that the same person has open, or the next would take its place); and where it keeps a flood of
-- notifications from being cleared away, since a full queue stops every write.
create function reference.end_strays(
    longest_transaction interval default '2 minutes',
    patience interval default '10 seconds',
    queue_share double precision default 0.1,
    settling interval default '5 seconds'
) returns integer
    language plpgsql security definer set search_path = ''
as $$
declare
    longest constant interval := case
        when pg_catalog.pg_notification_queue_usage() > queue_share then patience
        else longest_transaction
    end;
    idle constant interval := make_interval(mins => medport.setting_int('idle_logoff_minutes', 30));
    in_the_way constant name[] := array(
        select b.usename
        from pg_catalog.pg_stat_activity w
        cross join lateral unnest(pg_catalog.pg_blocking_pids(w.pid)) p (pid)
        join pg_catalog.pg_stat_activity b on b.pid = p.pid
        where w.wait_event_type = 'Lock'
          and b.wait_event_type is distinct from 'Lock'  -- who waits as well is a victim too
          and b.xact_start < clock_timestamp() - patience
    );
    ended integer;
begin
    select count(pg_catalog.pg_terminate_backend(s.pid)) into ended
    from pg_catalog.pg_stat_activity s
    join reference.account a on a.role_name = s.usename
    left join reference.session u on u.user_id = a.user_id
    where not a.is_active
       or s.xact_start < clock_timestamp() - longest
       or s.xact_start is not null and s.usename = any (in_the_way) and s.pid <> pg_backend_pid()
       or coalesce(u.last_seen_at, s.backend_start) < clock_timestamp() - idle
          and s.backend_start < clock_timestamp() - settling;
    return ended;
end
$$;

-- When each person was last at a console: the server's half of the automatic logoff (45 CFR 164.312(a)(2)(iii)).
create table reference.session (
    user_id      uuid primary key,
    last_seen_at timestamptz not null,
    client_addr  inet
);
alter table reference.session owner to medport_events;
alter table reference.session enable row level security;
alter table reference.session force row level security;
create policy events on reference.session to medport_events using (true) with check (true);
create policy accounts on reference.session for select to medport_accounts using (true);
grant select on reference.session to medport_accounts;

create function medport.touch_session() returns void
    language sql security definer set search_path = ''
begin atomic
    insert into reference.session (user_id, last_seen_at, client_addr)
    select me, clock_timestamp(), inet_client_addr() from (select medport.my_user_id() as me) m where me is not null
    on conflict (user_id) do update
    set last_seen_at = excluded.last_seen_at, client_addr = excluded.client_addr;
end;

alter function medport.touch_session() owner to medport_events;
alter function reference.apply_verifier(uuid) owner to medport_accounts;
alter function reference.on_verifier() owner to medport_accounts;
alter function reference.apply_group(text, text, boolean) owner to medport_accounts;
alter function reference.end_backends(text) owner to medport_accounts;
alter function reference.on_account() owner to medport_accounts;
alter function reference.alter_login(text, text) owner to medport_accounts;
alter function reference.end_strays(interval, interval, double precision, interval) owner to medport_accounts;

grant execute on function medport.touch_session() to medport_person;
grant execute on function reference.end_strays(interval, interval, double precision, interval) to medport_events;

create trigger account_is_a_login_role after insert or update on reference.account
    for each row execute function reference.on_account();
alter table reference.account enable always trigger account_is_a_login_role;
