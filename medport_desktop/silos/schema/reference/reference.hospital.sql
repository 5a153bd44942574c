create table reference.hospital (
    id         uuid primary key,
    name       text not null,
    is_active  boolean not null
);

alter table reference.hospital enable row level security;
create policy events on reference.hospital to medport_events using (true) with check (true);
create policy replication on reference.hospital for select to medport_replication using (true);
grant select, insert, update on reference.hospital to medport_events;
