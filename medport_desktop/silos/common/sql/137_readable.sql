-- Times that every reader can read: PostgreSQL keeps years up to 294276, Python (and so every console) up to 9999, and
-- one row beyond that would keep a whole board from being shown. The last file of a silo gives each of its tables'
-- times these bounds; services/texts.py knows the same.

create procedure setup.bound_times()
    language plpgsql
    set search_path = ''
as $$
declare
    found record;
begin
    for found in
        select c.relname as tab, a.attname as col
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relnamespace = 'medport'::regnamespace and c.relkind = 'r' and a.atttypid = 'timestamptz'::regtype
        order by 1, 2
    loop
        execute format(
            'alter table medport.%1$I add constraint %2$I check (%3$I between ''1900-01-01Z'' and ''2200-01-01Z'')',
            found.tab, left(found.tab || '_' || found.col, 57) || '_check', found.col
        );
    end loop;
end
$$;
