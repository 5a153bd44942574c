-- Who is connected to this silo now, for whoever runs their accounts (see 112_may_manage.sql), and how to end it.

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
alter function medport.sessions() owner to medport_accounts;

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
alter function reference.end_sessions_of(uuid) owner to medport_accounts;
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
alter function medport.end_sessions(uuid) owner to medport_events;
grant execute on function medport.sessions(), medport.end_sessions(uuid)
    to medport_center_admin, medport_hospital_manager, medport_ems_manager;
