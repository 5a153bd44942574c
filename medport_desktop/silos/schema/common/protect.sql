-- What every domain table gets, so that none is forgotten: forced row-level security, the one policy that admits the
-- definer functions, writes by what is there now, plain lists, places on this globe, audit, live refresh, and bounds of
-- its times; `redacted` names the columns whose values are in no log and in no statistics. Policies for people stand beside
-- each table.

create procedure setup.protect(target regclass, notify_key name default null, redacted text[] default '{}')
    language plpgsql
    set search_path = ''
as $$
declare
    arguments constant text := (select string_agg(quote_literal(c), ', ') from unnest(redacted) c);
    lists constant text := (
        select string_agg(quote_literal(a.attname), ', ' order by a.attnum) from pg_attribute a
        where a.attrelid = target and a.atttypid = 'text[]'::regtype and a.attnum > 0 and not a.attisdropped
    );
    places constant text := (
        select string_agg(quote_literal(a.attname), ', ' order by a.attnum) from pg_attribute a
        where a.attrelid = target and a.atttypid = 'point'::regtype and a.attnum > 0 and not a.attisdropped
    );
    event text;
    hidden name;
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy events on %s to medport_events using (true) with check (true)', target);
    execute format('grant select, insert, update, delete on %s to medport_events', target);
    execute format(
        'create trigger a_judged_by_now before insert or update or delete on %s for each statement '
        'when (current_setting(''transaction_isolation'') not in (''read committed'', ''read uncommitted'')) '
        'execute function medport.on_old_snapshot()', target
    );
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
    if lists is not null then
        execute format(
            'create trigger a_lists before insert or update on %s for each row when (not medport.by_event()) '
            'execute function medport.on_lists(%s)', target, lists
        );
    end if;
    if places is not null then
        execute format(
            'create trigger a_places before insert or update on %s for each row execute function medport.on_places(%s)',
            target, places
        );
    end if;
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
        'create trigger a0_text before insert or update on %s for each row execute function medport.on_text()', target
    );
    call setup.bound_times(target);
end
$$;

-- A text that a person writes has no control characters but tab and new line, and none that turn the direction of
-- writing: they would change how what stands beside them is read. services/texts.py refuses the same. What is left is
-- made plain (medport.plain_text) before any other rule looks at it; new lines stay in notes, and in what is called a text.
create function medport.on_text() returns trigger
    language plpgsql set search_path = ''
as $$
declare
    unprintable constant text :=
        U&'[\0001-\0008\000B-\001F\007F-\009F\202A-\202E\2066-\2069]';
    found_in text;
    plain jsonb;
begin
    -- A person may write through a function that has other rights: the session tells who it is.
    if not exists (select from pg_roles r where r.rolname = session_user and not r.rolsuper
                   and pg_has_role(r.oid, 'medport_person', 'member'))
    then
        return new;
    end if;
    select min(n.key) filter (where n.value ~ unprintable),
           jsonb_object_agg(n.key, medport.plain_text(n.value, n.key ~ '(^text|notes?)$'))
               filter (where a.atttypid = 'text'::regtype and n.value is not null)
    into found_in, plain
    from jsonb_each_text(to_jsonb(new)) n
    join pg_attribute a on a.attrelid = tg_relid and a.attname = n.key
    where n.value is distinct from to_jsonb(old) ->> n.key;
    if found_in is not null then
        raise exception 'This has a character that cannot be printed; type it again.'
            using errcode = 'MP005', column = found_in;
    end if;
    return jsonb_populate_record(new, coalesce(plain, '{}'));
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

-- Many rules read other rows, with a lock that both sides take. In an older snapshot they would still see what is not there
-- any more, or not what is: so nobody writes by one.
create function medport.on_old_snapshot() returns trigger
    language plpgsql set search_path = ''
as $$
begin
    raise exception 'Nothing can be written by an old snapshot.'
        using errcode = 'serialization_failure', hint = 'Use READ COMMITTED, which is the default.';
end
$$;

-- An array is a plain list: one dimension, each value once, at most 50 and none longer than 100. Others show it on their
-- boards. The arguments name the columns.
create function medport.on_lists() returns trigger
    language plpgsql set search_path = ''
as $$
declare
    col text;
    given jsonb;
begin
    foreach col in array tg_argv
    loop
        given := to_jsonb(new) -> col;
        if tg_op = 'UPDATE' and given = to_jsonb(old) -> col or jsonb_typeof(given) = 'null' then
            continue;
        elsif jsonb_array_length(given) > 50
              or (select count(distinct e.value) <> count(*) or bool_or(jsonb_typeof(e.value) <> 'string')
                         or bool_or(length(e.value #>> '{}') > 100)
                  from jsonb_array_elements(given) e)
        then
            raise exception 'A list holds each value once, and at most 50.' using errcode = 'MP005', column = col;
        end if;
    end loop;
    return new;
end
$$;

-- A place is on this globe. An infinite one would make every distance to it an error, and with it others' trips. What an
-- event brings is taken without it. The arguments name the columns.
create function medport.on_places() returns trigger
    language plpgsql set search_path = ''
as $$
declare
    col text;
    place point;
begin
    foreach col in array tg_argv
    loop
        place := (to_jsonb(new) ->> col)::point;
        if place[0] between -180 and 180 and place[1] between -90 and 90 then
            continue;
        elsif place is not null and medport.by_event() then
            new := jsonb_populate_record(new, jsonb_build_object(col, null));
        elsif place is not null then
            raise exception 'This place is not on the globe.' using errcode = 'MP005', column = col;
        end if;
    end loop;
    return new;
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
