-- The center reads the audit trail of this silo.
alter table audit.log force row level security;
create policy center_reads on audit.log for select to medport_center
    using ((select medport.am_center()));
create view medport.audit_log with (security_invoker = true) as
    select id, user_id, user_name, action, entity_type, entity_id, trip_id, changes, "timestamp", ip_address,
           source_database
    from audit.log;
grant select on medport.audit_log, audit.log to medport_center;
