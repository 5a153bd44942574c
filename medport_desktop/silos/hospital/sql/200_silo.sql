-- Which silo this is: what it owns of the event logs and the reference tables, and how it emits.

alter table events.hospital owner to medport_events;
alter table events.ems owner to medport_apply;
alter table events.center owner to medport_apply;
alter table reference.account owner to medport_apply;
alter table reference.verifier_hospital owner to medport_apply;
alter table reference.verifier_ems owner to medport_events;
alter table reference.hospital owner to medport_apply;
alter table reference.configuration owner to medport_apply;
alter table reference.agency owner to medport_events;

create function events.silo() returns text
    language sql immutable set search_path = ''
    return 'hospital';
alter function events.silo() owner to medport_events;

create function events.emit(kind text, payload jsonb) returns void
    language sql set search_path = ''
begin atomic
    select events.announce(payload);
    insert into events.hospital (kind, v, payload, actor_id)
    values (kind, (payload ->> 'v')::integer, payload, events.actor_id());
end;
alter function events.emit(text, jsonb) owner to medport_events;

create function reference.silo_verifier(user_id uuid) returns text
    language sql stable set search_path = ''
    return (select v.verifier from reference.verifier_hospital v where v.user_id = silo_verifier.user_id);
alter function reference.silo_verifier(uuid) owner to medport_accounts;

create trigger verifier_is_a_password after insert or update on reference.verifier_hospital
    for each row execute function reference.on_verifier();
alter table reference.verifier_hospital enable always trigger verifier_is_a_password;

create trigger configuration_is_copied after insert or update on reference.configuration
    for each row execute function reference.on_configuration();
alter table reference.configuration enable always trigger configuration_is_copied;

create trigger handler after insert on events.ems
    for each row execute function events.on_arrival();
alter table events.ems enable always trigger handler;
create trigger handler after insert on events.center
    for each row execute function events.on_arrival();
alter table events.center enable always trigger handler;

-- Hospitals read the audit trail of their own trips, the center reads all.
alter table audit.log force row level security;
create view medport.audit_log with (security_invoker = true) as
    select id, user_id, user_name, action, entity_type, entity_id, trip_id, changes, "timestamp", ip_address,
           source_database
    from audit.log;
alter view medport.audit_log owner to medport_owner;
grant select on medport.audit_log, audit.log to medport_hospital, medport_center;

-- What the other silos may read: see replication.sql.
grant select on events.hospital, audit.log
    to medport_replication;
