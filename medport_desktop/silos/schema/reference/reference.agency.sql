create table reference.agency (
    id           uuid primary key,
    name         text not null,
    city         text not null,
    state        text not null,
    phone        text not null,
    coordinates  point,
    capabilities text[] not null,
    is_active    boolean not null
);

alter table reference.agency enable row level security;
create policy events on reference.agency to medport_events using (true) with check (true);
create policy replication on reference.agency for select to medport_replication using (true);
grant select, insert, update on reference.agency to medport_events;
