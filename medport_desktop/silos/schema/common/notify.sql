-- Live refresh. One channel, at most one notification a statement, of a table's name and row ids: anyone who is
-- connected may listen or forge, so it is a hint to read again through row-level security, never a fact.

create function medport.on_change_notify() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    ids text[];
    total integer;
begin
    -- `changed` is the trigger's transition table; the argument names its id column.
    execute format('select array_agg(%1$I::text), count(*) from (select distinct %1$I from changed) c', tg_argv[0])
    into ids, total;
    if total > 0 then
        perform pg_catalog.pg_notify('medport', case
            when total <= 100 then json_build_object('t', tg_table_name, 'ids', ids)
            else json_build_object('t', tg_table_name)
        end::text);
    end if;
    return null;
end
$$;
