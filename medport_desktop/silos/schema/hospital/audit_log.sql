-- The audit trail of this silo: a hospital reads what happened to its own trips, the center reads all.
-- Handlers ask what a trip was before (events.was_given).
create policy events_reads on audit.log for select to medport_events using (true);
create policy hospital_reads on audit.log for select to medport_hospital
    using (exists (select from medport.transport_request t
                   where t.id = trip_id and t.hospital_id = (select medport.my_hospital_id())));
create policy center_reads on audit.log for select to medport_center
    using ((select medport.am_center()));

alter table audit.log force row level security;
create view medport.audit_log with (security_invoker = true) as
    select id, user_id, user_name, action, entity_type, entity_id, trip_id, changes, "timestamp", ip_address,
           source_database
    from audit.log;
grant select on medport.audit_log, audit.log to medport_hospital, medport_center;
