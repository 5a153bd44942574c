create table medport.agency_user (
    id          uuid primary key,
    email       text not null,
    name        text not null,
    agency_id   uuid not null,
    agency_name text not null,
    is_active   boolean not null default true,
    created_at  timestamptz not null default clock_timestamp(),
    updated_at  timestamptz not null default clock_timestamp()
);
call setup.protect('medport.agency_user', 'id');
create trigger touch before update on medport.agency_user
    for each row execute function medport.on_update_touch();
create policy agency_reads on medport.agency_user for select to medport_ems
    using (agency_id = (select medport.my_agency_id()));
create policy center_reads on medport.agency_user for select to medport_center
    using ((select medport.am_center()));
grant select on medport.agency_user to medport_ems, medport_center;
