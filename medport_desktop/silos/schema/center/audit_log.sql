-- The audit log of all three silos. Here audit.log is only the door: a row that arrives, from this silo's triggers
-- or by replication, is kept in medport.audit_log.
create table medport.audit_log (like audit.log including all);
alter table medport.audit_log enable row level security;
alter table medport.audit_log force row level security;
call setup.bound_times('medport.audit_log');
create policy events on medport.audit_log for insert to medport_events with check (true);
create policy events_reads on medport.audit_log for select to medport_events using (true);
grant select, insert on medport.audit_log to medport_events;
create policy center_reads on medport.audit_log for select to medport_center
    using ((select medport.am_center()));
grant select on medport.audit_log to medport_center;

create function audit.keep() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    -- What a silo sends is that silo's, whatever it says. What its events do here is this silo's own (`origin`).
    if current_setting('session_replication_role') = 'replica' then
        new.source_database := coalesce(
            (select split_part(s.subname::text, '_from_', 2)
             from pg_catalog.pg_stat_subscription s where s.pid = pg_backend_pid()),
            new.source_database
        );
    end if;
    insert into medport.audit_log select new.* on conflict do nothing;
    return null;
end
$$;
create trigger keep before insert on audit.log for each row execute function audit.keep();
alter table audit.log enable always trigger keep;
grant insert on audit.log to medport_events;

-- The audit log of all three silos as the administrator searches it: each row with the number of its trip.

create index audit_log_trip_number on medport.audit_log ((changes #>> '{after,trip_number}'))
    where entity_type = 'transport_request' and action = 'INSERT';

create view medport.audit_board with (security_invoker) as
select l.id, l.user_id, coalesce(nullif(l.user_name, ''), 'The system') as who, l.action, l.entity_type, l.entity_id,
       l.trip_id, coalesce(t.trip_number, '') as trip_number, l.changes, l."timestamp", l.ip_address,
       l.source_database
from medport.audit_log l
left join lateral (
    select n.changes #>> '{after,trip_number}' as trip_number
    from medport.audit_log n
    where n.trip_id = l.trip_id and n.entity_type = 'transport_request' and n.action = 'INSERT'
    limit 1
) t on true;
grant select on medport.audit_board to medport_center;
