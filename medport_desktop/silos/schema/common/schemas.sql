-- Schemas, and what PUBLIC may do in this database: nothing.

-- A function may name what a later file makes: closing.sql checks every function when all files have run.
set local check_function_bodies = off;

do $$
begin
    execute format('revoke all on database %I from public', current_database());
    execute format(
        'grant connect on database %I to medport_person, medport_keeper, medport_replication, medport_apply',
        current_database()
    );
    -- The owner of a subscription needs CREATE on the database (PostgreSQL 18, ALTER SUBSCRIPTION).
    execute format('grant create on database %I to medport_apply', current_database());
    execute format('alter database %I set search_path = medport', current_database());
    execute format('alter database %I set timezone = ''UTC''', current_database());
end
$$;

revoke all on schema public from public;

-- Anyone could otherwise hold the lock that the clock takes, and stop it, or fill the disk with large objects, or with
-- write-ahead log that no row needs.
do $$
declare
    builtin regprocedure;
begin
    for builtin in
        select p.oid from pg_catalog.pg_proc p
        where p.pronamespace = 'pg_catalog'::regnamespace
          and (p.proname ~ '^pg_(try_)?advisory_(xact_)?lock(_shared)?$'
               or p.proname in ('lo_create', 'lo_creat', 'lo_from_bytea', 'lowrite', 'lo_put',
                                'pg_logical_emit_message'))
    loop
        execute format('revoke execute on function %s from public', builtin);
        if builtin::text like '%advisory%' then
            execute format('grant execute on function %s to medport_events, medport_accounts', builtin);
        end if;
    end loop;
end
$$;

-- No function is executable by PUBLIC: each grant below is a decision.
alter default privileges revoke execute on functions from public;

create schema if not exists medport authorization medport_owner;    -- what persons see
create schema if not exists events authorization medport_events;    -- event logs, dead letters, handlers
create schema if not exists reference authorization medport_events; -- replicated reference rows
create schema if not exists audit authorization medport_events;     -- the audit log
create schema if not exists setup authorization medport_owner;      -- used by migrations alone

grant usage on schema medport to medport_person, medport_keeper, medport_events, medport_accounts, medport_scram;
grant usage on schema events, reference, audit to medport_events, medport_apply, medport_replication, medport_accounts;
-- The schema's revision: written by upgrades alone.
grant usage on schema migrations to medport_events;
grant select on migrations.alembic_version to medport_events;
-- Tables in it are reached through the view medport.audit_log, which runs with the reader's own rights.
grant usage on schema audit to medport_person;
