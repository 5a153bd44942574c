-- Roles of a silo. Safe to run again.
-- Owners and groups cannot log in; a person is a login role of their own (see reference.account.sql).

do $$
declare
    role_name text;
begin
    foreach role_name in array array[
        'medport_owner',             -- owns tables, views and invoker functions; nobody is a member
        'medport_events',            -- owns definer functions: triggers, handlers, the clock
        'medport_accounts',          -- owns the functions that make and end login roles
        'medport_scram',             -- owns the one function that may read salts
        'medport_person',            -- everybody who signs in
        'medport_hospital',
        'medport_hospital_manager',
        'medport_ems',
        'medport_ems_manager',
        'medport_center',
        'medport_center_admin'
    ]
    loop
        if not exists (select from pg_catalog.pg_roles where rolname = role_name) then
            execute format('create role %I nologin', role_name);
        end if;
    end loop;
    -- Owns the subscriptions and the inbox tables. Apply workers run as it and need LOGIN; it has no password, and a
    -- limit of no connections, which counts for clients and not for workers.
    if not exists (select from pg_catalog.pg_roles where rolname = 'medport_apply') then
        create role medport_apply login connection limit 0;
    end if;
    if not exists (select from pg_catalog.pg_roles where rolname = 'medport_replication') then
        create role medport_replication login replication connection limit 20;
    end if;
    if not exists (select from pg_catalog.pg_roles where rolname = 'medport_keeper') then
        create role medport_keeper login connection limit 4;
    end if;
end
$$;

alter role medport_accounts createrole;

-- A handler runs in an apply worker, where session_replication_role is `replica` and ordinary triggers and
-- foreign keys would not fire; its functions set it back (PostgreSQL 18, chapter 29.8).
grant set on parameter session_replication_role to medport_events;

grant pg_create_subscription to medport_apply;
-- The clock finds a connection when people have taken all others (reserved_connections keeps some).
grant pg_use_reserved_connections to medport_keeper with inherit true, set false;
grant pg_signal_backend, pg_read_all_stats to medport_accounts;
grant execute on function pg_catalog.pg_ls_tmpdir() to medport_accounts;
grant select (rolname, rolpassword) on pg_catalog.pg_authid to medport_scram, medport_accounts;

grant medport_person to
    medport_hospital, medport_ems, medport_center
    with inherit true, set false;
grant medport_hospital to medport_hospital_manager with inherit true, set false;
grant medport_ems to medport_ems_manager with inherit true, set false;
grant medport_center to medport_center_admin with inherit true, set false;

grant
    medport_hospital, medport_hospital_manager,
    medport_ems, medport_ems_manager,
    medport_center, medport_center_admin
    to medport_accounts
    with admin true, inherit false, set false;
