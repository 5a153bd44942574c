create table medport.hospital_agency_preference (
    id               uuid primary key default uuidv7(),
    hospital_id      uuid not null,
    agency_id        uuid not null,
    is_active        boolean not null default true,
    preference_order integer not null constraint preference_order check (preference_order between 1 and 1000),
    notes            text not null default '' constraint notes check (length(notes) <= 2000),
    created_at       timestamptz not null default clock_timestamp(),
    updated_at       timestamptz not null default clock_timestamp(),
    unique (hospital_id, agency_id)
);
call setup.protect('medport.hospital_agency_preference', 'id', array['notes']);
create trigger touch before update on medport.hospital_agency_preference
    for each row execute function medport.on_update_touch();

create policy hospital_reads on medport.hospital_agency_preference for select to medport_hospital
    using (hospital_id = (select medport.my_hospital_id()));
create policy manager_writes on medport.hospital_agency_preference to medport_hospital_manager
    using (hospital_id = (select medport.my_hospital_id()))
    with check (hospital_id = (select medport.my_hospital_id()));
create policy center_writes on medport.hospital_agency_preference to medport_center
    using ((select medport.am_center())) with check ((select medport.am_center()));
grant select on medport.hospital_agency_preference to medport_hospital, medport_center;
grant insert (id, hospital_id, agency_id, is_active, preference_order, notes),
      update (is_active, preference_order, notes), delete
    on medport.hospital_agency_preference to medport_hospital_manager, medport_center;
