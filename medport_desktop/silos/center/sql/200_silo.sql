-- Which silo this is: what it owns of the event logs and the reference tables, and how it emits.

alter table events.hospital owner to medport_apply;
alter table events.ems owner to medport_apply;
alter table events.center owner to medport_events;
alter table reference.account owner to medport_events;
alter table reference.verifier_hospital owner to medport_accounts;
alter table reference.verifier_ems owner to medport_accounts;
alter table reference.hospital owner to medport_events;
alter table reference.configuration owner to medport_events;
alter table reference.agency owner to medport_apply;

create function events.silo() returns text
    language sql immutable set search_path = ''
    return 'center';
alter function events.silo() owner to medport_events;

create function events.emit(kind text, payload jsonb) returns void
    language sql set search_path = ''
begin atomic
    select events.announce(payload);
    insert into events.center (kind, v, payload, actor_id)
    values (kind, (payload ->> 'v')::integer, payload, events.actor_id());
end;
alter function events.emit(text, jsonb) owner to medport_events;

create trigger handler after insert on events.hospital
    for each row execute function events.on_arrival();
alter table events.hospital enable always trigger handler;
create trigger handler after insert on events.ems
    for each row execute function events.on_arrival();
alter table events.ems enable always trigger handler;

-- The audit log of all three silos. Here audit.log is only the door: a row that arrives, from this silo's triggers
-- or by replication, is kept in medport.audit_log.
create table medport.audit_log (like audit.log including all);
alter table medport.audit_log owner to medport_owner;
alter table medport.audit_log enable row level security;
alter table medport.audit_log force row level security;
create policy events on medport.audit_log for insert to medport_events with check (true);
grant insert on medport.audit_log to medport_events;
create policy center_reads on medport.audit_log for select to medport_center
    using ((select medport.am_center()));
grant select on medport.audit_log to medport_center;

create function audit.keep() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    insert into medport.audit_log select new.* on conflict do nothing;
    return null;
end
$$;
alter function audit.keep() owner to medport_events;
create trigger keep before insert on audit.log for each row execute function audit.keep();
alter table audit.log enable always trigger keep;
alter table audit.log owner to medport_apply;
grant insert on audit.log to medport_events;

-- What the other silos may read: see replication.sql.
grant select on events.center, reference.account, reference.hospital, reference.configuration,
    reference.verifier_hospital, reference.verifier_ems
    to medport_replication;
