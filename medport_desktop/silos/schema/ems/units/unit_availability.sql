create table medport.unit_availability (
    id              uuid primary key default uuidv7(),
    unit_id         uuid not null references medport.unit,
    agency_id       uuid not null,
    status          text not null,
    start_time      timestamptz not null default clock_timestamp(),
    end_time        timestamptz,
    plan_id         uuid references medport.unit_plan,
    notes           text not null default '',
    changed_by      uuid,
    changed_by_name text not null default '',
    created_at      timestamptz not null default clock_timestamp(),
    updated_at      timestamptz not null default clock_timestamp()
);
comment on table medport.unit_availability is 'The history of each unit''s statuses; the row without an end is the current one.';
comment on column medport.unit_availability.plan_id is 'The plan that made it so; NULL where somebody said so, or a trip.';
comment on column medport.unit_availability.changed_by_name is 'A person''s name, or their hospital''s; empty for the clock.';
create index unit_availability_unit on medport.unit_availability (unit_id, start_time desc);
call setup.protect('medport.unit_availability', null, array['notes']);
create policy agency_reads on medport.unit_availability for select to medport_ems
    using (agency_id = (select medport.my_agency_id()));
create policy center_reads on medport.unit_availability for select to medport_center
    using ((select medport.am_center()));
grant select on medport.unit_availability to medport_ems, medport_center;
