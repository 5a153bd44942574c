-- The logs of the event bus. Each silo writes its own (events.<silo>) in the transaction of the change, and has copies of
-- the other two, its inboxes, by subscription. silo.sql of each silo says which is which.

create table events.hospital (
    id          uuid primary key default uuidv7(),
    kind        text not null,
    v           integer not null default 1,
    payload     jsonb not null,
    actor_id    uuid,
    occurred_at timestamptz not null default clock_timestamp()
);
create table events.ems (like events.hospital including all);
create table events.center (like events.hospital including all);

create index hospital_occurred_at on events.hospital (occurred_at);
create index ems_occurred_at on events.ems (occurred_at);
create index center_occurred_at on events.center (occurred_at);

-- The apply worker writes the inboxes as their owner, which is why row security is on here but not forced; no person has
-- a privilege on the schema.
alter table events.hospital enable row level security;
alter table events.ems enable row level security;
alter table events.center enable row level security;
create policy events on events.hospital to medport_events using (true) with check (true);
create policy events on events.ems to medport_events using (true) with check (true);
create policy events on events.center to medport_events using (true) with check (true);
create policy replication on events.hospital for select to medport_replication using (true);
create policy replication on events.ems for select to medport_replication using (true);
create policy replication on events.center for select to medport_replication using (true);

grant select, insert on events.hospital, events.ems, events.center to medport_events;
