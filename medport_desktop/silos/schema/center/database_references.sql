create table medport.database_references (
    id              uuid primary key default uuidv7(),
    entity_type     text not null,
    entity_id       uuid not null,
    source_database text not null,
    target_database text not null,
    reference_id    uuid not null,
    created_at      timestamptz not null default clock_timestamp(),
    updated_at      timestamptz not null default clock_timestamp(),
    unique (entity_type, entity_id, target_database)
);
call setup.protect('medport.database_references');
create policy center_reads on medport.database_references for select to medport_center
    using ((select medport.am_center()));
grant select on medport.database_references to medport_center;
