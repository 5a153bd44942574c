-- When each person was last at a console: the server's half of the automatic logoff (45 CFR 164.312(a)(2)(iii)).
create table reference.session (
    user_id      uuid primary key,
    last_seen_at timestamptz not null,
    client_addr  inet
);
alter table reference.session enable row level security;
alter table reference.session force row level security;
create policy events on reference.session to medport_events using (true) with check (true);
create policy accounts on reference.session for select to medport_accounts using (true);
grant select on reference.session to medport_accounts;

create function medport.touch_session() returns void
    language sql security definer set search_path = ''
begin atomic
    select events.refuse_old_console();
    insert into reference.session (user_id, last_seen_at, client_addr)
    select me, clock_timestamp(), inet_client_addr() from (select medport.my_user_id() as me) m where me is not null
    on conflict (user_id) do update
    set last_seen_at = excluded.last_seen_at, client_addr = excluded.client_addr;
end;

grant execute on function medport.touch_session() to medport_person;

-- Whether those who manage the account ended its sessions (end_sessions), and nobody has been at a console of it since.
create function medport.was_ended() returns boolean
    language sql stable security definer set search_path = ''
begin atomic
    select exists (
        select from reference.session s where s.user_id = medport.my_user_id() and s.last_seen_at = '-infinity'
    );
end;
grant execute on function medport.was_ended() to medport_person;

-- A connection that a former password let in can have re-keyed its login role, so that the new password is void here: the
-- center's verifier is set again, and what is open ends once more. Skipped, until the next call, where somebody is at the
-- account. A reset that no open connection is older than is forgotten after a day.
create function reference.reapply_verifiers() returns void
    language plpgsql security definer set search_path = ''
as $$
declare
    voided uuid;
begin
    for voided in
        select r.user_id from reference.resets() r
        join reference.account a on a.user_id = r.user_id
        join pg_catalog.pg_authid p on p.rolname = a.role_name
        where r.let_in_until > clock_timestamp() - interval '5 minutes'
          and p.rolpassword is distinct from reference.silo_verifier(r.user_id)
    loop
        continue when not pg_try_advisory_xact_lock(hashtext('medport.account'), hashtext(voided::text));
        begin
            perform reference.apply_verifier(voided);
            update reference.reset r set reset_at = r.reset_at where r.user_id = voided;
        exception when lock_not_available or internal_error then
            null;
        end;
    end loop;
    delete from reference.reset r
    where r.known_at < clock_timestamp() - interval '1 day'
      and r.known_at < (select min(s.backend_start) from pg_catalog.pg_stat_activity s where s.usename is not null);
end
$$;

-- Who keeps temporary files, and how many bytes: one line a connection. temp_file_limit bounds each connection, and not
-- what a person's connections keep together; a cursor WITH HOLD keeps its files outside of any transaction.
create function reference.temporary_files() returns table (pid integer, bytes bigint)
    language sql stable security definer set search_path = ''
as $$
    select split_part(substr(f.name, 10), '.', 1)::integer, sum(f.size)::bigint
    from pg_catalog.pg_ls_tmpdir() f
    where f.name ~ '^pgsql_tmp[0-9]+\.'
    group by 1
$$;

-- Connections that should not be there: of accounts disabled, or given another password, a moment ago; with a transaction
-- or a statement that has gone on for too long (a statement can commit again and again); with temporary files while nothing
-- runs, or of a person who keeps more than `most_temporary` bytes in them; of people idle for too long: since
-- their last touch_session(), or where they never called it since the connection began. A connection that a left console
-- opens again by itself is therefore ended again; but one that was made a moment ago (`settling`) has yet to say that
-- somebody came back, who was last seen yesterday.
-- A transaction that is in the way is ended sooner, by `patience`: where others, the bus among them, wait for what it
-- holds (and with it all that the same person has open, or the next would take its place); and where it keeps a flood of
-- notifications from being cleared away, since a full queue stops every write. Who waits as well is a victim too, and is
-- spared: but not where they wait for themselves, nor where they had their time before they began to wait, or a loop of
-- short waits would keep them for ever.
create function reference.end_strays(
    longest_transaction interval default '2 minutes',
    patience interval default '10 seconds',
    queue_share double precision default 0.1,
    settling interval default '5 seconds',
    most_temporary bigint default 1073741824
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
        where w.wait_event_type = 'Lock' and b.xact_start < clock_timestamp() - patience
          and (b.wait_event_type is distinct from 'Lock'
               or (select min(l.waitstart) from pg_catalog.pg_locks l where l.pid = b.pid and not l.granted)
                  > b.xact_start + patience
               or b.usename in (
                   with recursive chain (pid) as (
                       select unnest(pg_catalog.pg_blocking_pids(b.pid))
                       union
                       select unnest(pg_catalog.pg_blocking_pids(c.pid)) from chain c
                   )
                   select o.usename from chain c join pg_catalog.pg_stat_activity o on o.pid = c.pid
               ))
    );
    spilling integer[];
    on_disk name[];
    ended integer;
begin
    select coalesce(array_agg(f.pid), '{}'), coalesce(array_agg(f.usename) filter (where f.kept > most_temporary), '{}')
    into spilling, on_disk
    from (
        select f.pid, s.usename, sum(f.bytes) over (partition by s.usename) as kept
        from reference.temporary_files() f
        join pg_catalog.pg_stat_activity s on s.pid = f.pid
    ) f;
    select count(pg_catalog.pg_terminate_backend(s.pid)) into ended
    from pg_catalog.pg_stat_activity s
    join reference.account a on a.role_name = s.usename
    left join reference.session u on u.user_id = a.user_id
    left join reference.resets() r on r.user_id = a.user_id
    where not a.is_active
       or s.backend_start < r.let_in_until
       or s.xact_start < clock_timestamp() - longest
       or s.query_start < clock_timestamp() - longest and s.state = 'active'
       or s.state = 'idle' and s.state_change < clock_timestamp() - patience and s.pid = any (spilling)
       or s.usename = any (on_disk)
       or s.xact_start is not null and s.usename = any (in_the_way) and s.pid <> pg_backend_pid()
       or coalesce(u.last_seen_at, s.backend_start) < clock_timestamp() - idle
          and s.backend_start < clock_timestamp() - settling;
    -- For the keeper, which commits at once: the locks that it takes last as long as the transaction.
    if pg_has_role(session_user, 'medport_keeper', 'member') then
        perform reference.reapply_verifiers();
    end if;
    return ended;
end
$$;

grant execute on function reference.end_strays(interval, interval, double precision, interval, bigint) to medport_events;

-- Who is connected to this silo now, for those who manage their accounts (medport.may_manage).
create function medport.sessions()
    returns table (
        user_id uuid, email text, name text, organisation text, connections integer, since timestamptz,
        last_seen_at timestamptz, client_addr inet
    )
    language sql stable security definer set search_path = ''
begin atomic
    select a.user_id, a.email, a.name, coalesce(nullif(a.hospital_name, ''), nullif(a.agency_name, ''), 'Regional center'),
           count(*)::integer, min(s.backend_start), nullif(max(u.last_seen_at), '-infinity'), min(s.client_addr)
    from pg_catalog.pg_stat_activity s
    join reference.account a on a.role_name = s.usename
    left join reference.session u on u.user_id = a.user_id
    where s.datname = current_database() and medport.may_manage(a.user_type, a.hospital_id, a.agency_id)
    group by a.user_id, a.email, a.name, a.hospital_name, a.agency_name
    order by a.name;
end;

create function reference.end_sessions_of(who uuid) returns void
    language plpgsql security definer set search_path = ''
as $$
declare
    login text;
begin
    select a.role_name into login from reference.account a where a.user_id = who;
    perform reference.end_backends(login);
end
$$;
grant execute on function reference.end_sessions_of(uuid) to medport_events;

-- End a person's connections, and those that a console which nobody sits at opens again by itself: the clock ends
-- these, until somebody does something at it.
create function medport.end_sessions(user_id uuid) returns void
    language plpgsql security definer set search_path = ''
as $$
declare
    target reference.account;
begin
    select * into target from reference.account a where a.user_id = end_sessions.user_id;
    if target.user_id is null or not medport.may_manage(target.user_type, target.hospital_id, target.agency_id) then
        raise exception 'You may end sessions of your own organisation only.' using errcode = 'MP006';
    elsif end_sessions.user_id = medport.my_user_id() then
        raise exception 'These are your own sessions.' using errcode = 'MP006', hint = 'Sign out instead.';
    end if;
    perform reference.end_sessions_of(end_sessions.user_id);  -- one of them may hold the row that follows
    update reference.session s set last_seen_at = '-infinity' where s.user_id = end_sessions.user_id;
    perform audit.record('UPDATE', 'session', end_sessions.user_id::text, null, '{"after": {"sessions": "ended"}}');
    perform reference.end_sessions_of(end_sessions.user_id);
end
$$;
grant execute on function medport.sessions(), medport.end_sessions(uuid)
    to medport_center_admin, medport_hospital_manager, medport_ems_manager;
