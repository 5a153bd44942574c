-- Which silo this is, how it emits, and what is set off by what arrives here.

create function events.silo() returns text
    language sql immutable set search_path = ''
    return 'hospital';

create function events.emit(kind text, payload jsonb) returns void
    language sql set search_path = ''
begin atomic
    select events.announce(payload);
    insert into events.hospital (kind, v, payload, actor_id)
    values (kind, (payload ->> 'v')::integer, payload, events.actor_id());
end;

create function reference.silo_verifier(user_id uuid) returns text
    language sql stable set search_path = ''
    return (select v.verifier from reference.verifier_hospital v where v.user_id = silo_verifier.user_id);

create trigger verifier_is_a_password after insert or update on reference.verifier_hospital
    for each row execute function reference.on_verifier();
alter table reference.verifier_hospital enable always trigger verifier_is_a_password;

create trigger handler after insert on events.ems
    for each row execute function events.on_arrival();
alter table events.ems enable always trigger handler;
create trigger handler after insert on events.center
    for each row execute function events.on_arrival();
alter table events.center enable always trigger handler;

create trigger a_once before insert on events.ems
    for each row execute function events.once();
alter table events.ems enable always trigger a_once;
create trigger a_once before insert on events.center
    for each row execute function events.once();
alter table events.center enable always trigger a_once;

-- What the other silos may read: see publications.sql.
grant select on events.hospital, audit.log
    to medport_replication;
