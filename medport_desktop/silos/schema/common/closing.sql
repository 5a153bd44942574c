-- Who owns what, by one rule. A definer function acts with its owner's rights. May run again: it changes what differs.

do $$
declare
    me constant text := events.silo();
    -- Apply workers write what arrives here, as its owner.
    arriving constant text[] := case me
        when 'center' then array['events.hospital', 'events.ems', 'reference.agency', 'audit.log']
        else array[
            'events.center', 'events.' || case me when 'ems' then 'hospital' else 'ems' end, 'reference.account',
            'reference.hospital', 'reference.configuration', 'reference.verifier_' || me
        ]
    end;
    -- What makes, changes and ends login roles and connections, and what holds verifiers.
    of_accounts constant text[] := array[
        'reference.alter_login', 'reference.apply_group', 'reference.apply_verifier', 'reference.database_bytes',
        'reference.end_backends', 'reference.end_holders', 'reference.end_sessions_of', 'reference.end_strays',
        'reference.is_overtaken', 'reference.keep_verifiers', 'reference.on_account', 'reference.on_verifier',
        'reference.reapply_verifiers', 'reference.resets', 'reference.silo_verifier',
        'reference.temporary_files', 'medport.my_scram_elsewhere', 'medport.sessions'
    ] || case me when 'center' then array['reference.verifier_hospital', 'reference.verifier_ems'] end;
    thing record;
    wanted text;
begin
    for thing in
        select 'routine' as kind, p.oid::regprocedure::text as target,
               format('%s.%s', p.pronamespace::regnamespace, p.proname) as name, p.proowner::regrole::text as owner,
               -- Where nobody was granted a function, definer functions alone call it.
               p.prosecdef or p.prorettype <> 'trigger'::regtype and cardinality(p.proacl) = 1 as is_internal
        from pg_catalog.pg_proc p
        where p.pronamespace::regnamespace::text in ('medport', 'events', 'reference', 'audit')
        union all
        select case c.relkind when 'v' then 'view' when 'S' then 'sequence' else 'table' end, c.oid::regclass::text,
               format('%s.%s', c.relnamespace::regnamespace, c.relname), c.relowner::regrole::text, c.relkind = 'S'
        from pg_catalog.pg_class c
        where c.relnamespace::regnamespace::text in ('medport', 'events', 'reference', 'audit')
          and c.relkind in ('r', 'v', 'S')
    loop
        wanted := case
            when thing.name = any (arriving) then 'medport_apply'
            when thing.name = any (of_accounts) then 'medport_accounts'
            when thing.name = 'medport.my_scram' then 'medport_scram'
            when thing.name in ('medport.may_manage', 'medport.on_update_touch') then 'medport_events'
            when thing.is_internal or thing.name not like 'medport.%' then 'medport_events'
            else 'medport_owner'
        end;
        if thing.owner <> wanted then
            execute format('alter %s %s owner to %I', thing.kind, thing.target, wanted);
        end if;
    end loop;
end
$$;

-- All is there now, so every function can be checked (see schemas.sql).
set local check_function_bodies = on;
do $$
begin
    perform case l.lanname when 'plpgsql' then pg_catalog.plpgsql_validator(p.oid)
                           else pg_catalog.fmgr_sql_validator(p.oid) end
    from pg_catalog.pg_proc p
    join pg_catalog.pg_language l on l.oid = p.prolang
    where p.pronamespace::regnamespace::text in ('medport', 'events', 'reference', 'audit', 'setup');
end
$$;
