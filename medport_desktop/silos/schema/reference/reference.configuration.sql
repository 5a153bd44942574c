create table reference.configuration (
    key        text primary key,
    value      text not null,
    is_active  boolean not null
);

alter table reference.configuration enable row level security;
create policy events on reference.configuration to medport_events using (true) with check (true);
create policy replication on reference.configuration for select to medport_replication using (true);
grant select, insert, update on reference.configuration to medport_events;
