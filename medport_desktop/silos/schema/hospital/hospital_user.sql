create table medport.hospital_user (
    id            uuid primary key,
    email         text not null,
    name          text not null,
    hospital_id   uuid not null,
    hospital_name text not null,
    is_active     boolean not null default true,
    created_at    timestamptz not null default clock_timestamp(),
    updated_at    timestamptz not null default clock_timestamp()
);
call setup.protect('medport.hospital_user', 'id');
create trigger touch before update on medport.hospital_user
    for each row execute function medport.on_update_touch();

create policy hospital_reads on medport.hospital_user for select to medport_hospital
    using (hospital_id = (select medport.my_hospital_id()));
create policy center_reads on medport.hospital_user for select to medport_center
    using ((select medport.am_center()));
grant select on medport.hospital_user to medport_hospital, medport_center;
