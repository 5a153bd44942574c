-- What every domain table gets, so that none is forgotten: its owner, forced row-level security, the one policy that
-- admits the definer functions, audit, and live refresh; `redacted` names the columns whose values are in no log and in
-- no statistics. Policies for people stand beside each table.

create procedure setup.protect(target regclass, notify_key name default null, redacted text[] default '{}')
    language plpgsql
    set search_path = ''
as $$
declare
    arguments constant text := (select string_agg(quote_literal(c), ', ') from unnest(redacted) c);
    event text;
    hidden name;
begin
    execute format('alter table %s owner to medport_owner', target);
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
alter function medport.on_update_touch() owner to medport_events;
