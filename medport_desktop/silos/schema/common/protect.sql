-- What every domain table gets, so that none is forgotten: forced row-level security, the one policy that admits the
-- definer functions, audit, live refresh, and bounds of its times; `redacted` names the columns whose values are in no
-- log and in no statistics. Policies for people stand beside each table.

create procedure setup.protect(target regclass, notify_key name default null, redacted text[] default '{}')
    language plpgsql
    set search_path = ''
as $$
declare
    arguments constant text := (select string_agg(quote_literal(c), ', ') from unnest(redacted) c);
    event text;
    hidden name;
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy events on %s to medport_events using (true) with check (true)', target);
    execute format('grant select, insert, update, delete on %s to medport_events', target);
    execute format(
        'create trigger audit after insert or update or delete on %s '
        'for each row execute function audit.on_change(%s)',
        target, coalesce(arguments, '')
    );
    -- EXPLAIN estimates from statistics of all rows, those that row security hides among them.
    foreach hidden in array redacted
    loop
        execute format('alter table %s alter column %I set statistics 0', target, hidden);
    end loop;
    if notify_key is not null then
        foreach event in array array['insert', 'update', 'delete']
        loop
            execute format(
                'create trigger notify_%s after %s on %s referencing %s table as changed '
                'for each statement execute function medport.on_change_notify(%L)',
                event, event, target, case event when 'delete' then 'old' else 'new' end, notify_key
            );
        end loop;
    end if;
    execute format(
        'create trigger a_text before insert or update on %s for each row execute function medport.on_text()', target
    );
    call setup.bound_times(target);
end
$$;

-- A text that a person writes has no control characters but tab and new line, and none that turn the direction of
-- writing: they would change how what stands beside them is read. services/texts.py refuses the same.
create function medport.on_text() returns trigger
    language plpgsql set search_path = ''
as $$
declare
    unprintable constant text :=
        U&'[\0001-\0008\000B-\001F\007F-\009F\202A-\202E\2066-\2069]';
    found_in text;
begin
    -- A person may write through a function that has other rights: the session tells who it is.
    if new::text ~ unprintable
       and exists (select from pg_roles r where r.rolname = session_user and not r.rolsuper
                   and pg_has_role(r.oid, 'medport_person', 'member'))
    then
        select n.key into found_in
        from jsonb_each_text(to_jsonb(new)) n
        where n.value ~ unprintable and n.value is distinct from to_jsonb(old) ->> n.key
        limit 1;
        if found then
            raise exception 'This has a character that cannot be printed; type it again.'
                using errcode = 'MP005', column = found_in;
        end if;
    end if;
    return new;
end
$$;

-- PostgreSQL keeps years up to 294276, Python (and so every console) up to 9999, and one row beyond that would keep a
-- whole board from being shown. So every time of a table has these bounds; services/texts.py knows the same.
create procedure setup.bound_times(target regclass)
    language plpgsql
    set search_path = ''
as $$
declare
    tab name;
    col name;
begin
    for tab, col in
        select c.relname, a.attname
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.oid = target and a.atttypid = 'timestamptz'::regtype
        order by a.attnum
    loop
        execute format(
            'alter table %1$s add constraint %2$I check (%3$I between ''1900-01-01Z'' and ''2200-01-01Z'')',
            target, left(tab || '_' || col, 57) || '_check', col
        );
    end loop;
end
$$;

-- updated_at is the database's, not the client's.
create function medport.on_update_touch() returns trigger
    language plpgsql set search_path = ''
as $$
begin
    new.updated_at := clock_timestamp();
    return new;
end
$$;
