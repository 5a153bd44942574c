create table medport.hospital_facility (
    id              uuid primary key default gen_random_uuid(),
    hospital_id     uuid,
    name            text not null constraint name check (length(name) <= 200 and trim(name) <> ''),
    type            text not null constraint type check (type in (
        'HOSPITAL', 'NURSING_HOME', 'CANCER_CENTER', 'REHAB_FACILITY', 'URGENT_CARE', 'SPECIALTY_CLINIC'
    )),
    address         text not null default '' constraint address check (length(address) <= 200),
    city            text not null constraint city check (length(city) <= 100 and trim(city) <> ''),
    state           text not null constraint state check (state ~ '^[A-Z]{2}$'),
    zip_code        text not null constraint zip_code check (zip_code ~ '^[0-9]{5}$'),
    coordinates     point,                       -- x: degrees east, y: degrees north
    phone           text not null default ''
        constraint phone check (phone = '' or medport.is_phone(phone)),
    email           text not null default ''
        constraint email check (email = '' or medport.is_email(email)),
    -- By "daily" or "mon" to "sun": "07:00-19:00", in the site's zone (domain/written/opening_hours.py); {} where nobody has said.
    operating_hours jsonb not null default '{}'
        constraint operating_hours check (length(operating_hours::text) <= 400 and medport.is_hours(operating_hours)),
    capabilities    text[] not null default '{}'
        constraint capabilities check (capabilities <@ array[
            'EMERGENCY', 'TRAUMA', 'STROKE', 'CARDIAC', 'ICU', 'BURN', 'NEONATAL', 'OBSTETRIC', 'PEDIATRIC',
            'PSYCHIATRIC', 'DIALYSIS', 'REHABILITATION'
        ]),
    is_active       boolean not null default true,
    created_at      timestamptz not null default clock_timestamp(),
    updated_at      timestamptz not null default clock_timestamp(),
    constraint hospital_facility_name unique (name, zip_code)
);
call setup.protect('medport.hospital_facility', 'id');
create trigger a_contact before insert or update of phone, zip_code, email on medport.hospital_facility
    for each row execute function medport.on_contact();
create trigger touch before update on medport.hospital_facility
    for each row execute function medport.on_update_touch();

-- Facilities are public facts: everybody who signs in may choose from them.
create policy person_reads on medport.hospital_facility for select to medport_person
    using ((select medport.my_user_id()) is not null);
create policy manager_adds on medport.hospital_facility for insert to medport_hospital_manager
    with check (hospital_id = (select medport.my_hospital_id()));
create policy manager_edits on medport.hospital_facility for update to medport_hospital_manager
    using (hospital_id = (select medport.my_hospital_id()))
    with check (hospital_id = (select medport.my_hospital_id()));
create policy center_adds on medport.hospital_facility for insert to medport_center
    with check ((select medport.am_center()));
create policy center_edits on medport.hospital_facility for update to medport_center
    using ((select medport.am_center())) with check ((select medport.am_center()));
grant select on medport.hospital_facility to medport_person;
grant insert (id, hospital_id, name, type, address, city, state, zip_code, coordinates, phone, email,
              operating_hours, capabilities, is_active),
      update (name, type, address, city, state, zip_code, coordinates, phone, email, operating_hours,
              capabilities, is_active)
    on medport.hospital_facility to medport_hospital_manager, medport_center;
