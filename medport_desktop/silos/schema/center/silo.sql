-- Which silo this is, how it emits, and what is set off by what arrives here.

create function events.silo() returns text
    language sql immutable set search_path = ''
    return 'center';

create function events.emit(kind text, payload jsonb) returns void
    language sql set search_path = ''
begin atomic
    select events.announce(payload);
    insert into events.center (kind, v, payload, actor_id)
    values (kind, (payload ->> 'v')::integer, payload, events.actor_id());
end;

create trigger handler after insert on events.hospital
    for each row execute function events.on_arrival();
alter table events.hospital enable always trigger handler;
create trigger handler after insert on events.ems
    for each row execute function events.on_arrival();
alter table events.ems enable always trigger handler;

create trigger a_once before insert on events.hospital
    for each row execute function events.once();
alter table events.hospital enable always trigger a_once;
create trigger a_once before insert on events.ems
    for each row execute function events.once();
alter table events.ems enable always trigger a_once;

-- What the other silos may read: see publications.sql.
grant select on events.center, reference.account, reference.hospital, reference.configuration,
    reference.verifier_hospital, reference.verifier_ems
    to medport_replication;
