-- Patients: in this silo alone. Nobody has SELECT on a patient's facts: they are read through functions that give nothing
-- before the look is in the audit log (45 CFR 164.312(b)), and written through one that knows whose patient it is.

create table medport.patient (
    id          uuid primary key default gen_random_uuid(),
    hospital_id uuid not null,
    mrn         text not null constraint mrn check (length(mrn) between 1 and 40),
    name        text not null constraint name check (length(name) between 1 and 200),
    birth_date  date constraint birth_date check (birth_date between '1880-01-01' and '2200-01-01'),
    weight_kg   numeric(5, 1) constraint weight_kg check (weight_kg between 0.1 and 999.9),
    mobility    text constraint mobility check (mobility in ('AMBULATORY', 'WHEELCHAIR', 'STRETCHER', 'BED')),
    created_at  timestamptz not null default clock_timestamp(),
    updated_at  timestamptz not null default clock_timestamp(),
    unique (hospital_id, mrn),
    unique (hospital_id, id)
);
-- Record numbers are compared however they are typed.
create index patient_record_number on medport.patient (hospital_id, lower(medport.plain_line(mrn)));
call setup.protect(
    'medport.patient', null, array['mrn', 'name', 'birth_date', 'weight_kg', 'mobility']
);
create trigger touch before update on medport.patient
    for each row execute function medport.on_update_touch();

-- The hospital whose patients this person may touch: their own, or for the center the one that it acts for.
create function medport.acting_hospital(named uuid) returns uuid
    language plpgsql stable set search_path = ''
as $$
begin
    if medport.am_center() and exists (select from reference.hospital h where h.id = named) then
        return named;
    elsif medport.my_hospital_id() is null or (named is not null and named <> medport.my_hospital_id()) then
        raise exception 'Only the patient''s own hospital may do this.' using errcode = 'MP006';
    end if;
    return medport.my_hospital_id();
end
$$;

-- What the log says of a look at a patient: by what they were found; of the center's, for which hospital it looked.
create function medport.look_of(by text, hospital_id uuid) returns jsonb
    language sql stable set search_path = ''
    return jsonb_strip_nulls(jsonb_build_object(
        'by', by,
        'acting_for', case when medport.am_center() then 'hospital' end,
        'subject', case when medport.am_center()
            then (select h.name from reference.hospital h where h.id = look_of.hospital_id)
        end
    ));

-- A hospital's record number as it is kept, however it is typed: in another case, width, or with characters that nobody
-- sees. Null where there is none.
create function medport.record_number(hospital uuid, typed text) returns text
    language sql stable set search_path = ''
    return (
        select p.mrn from medport.patient p
        where p.hospital_id = record_number.hospital
          and lower(medport.plain_line(p.mrn)) = lower(medport.plain_line(typed))
        order by p.mrn = medport.plain_line(typed) desc, p.created_at
        limit 1
    );

-- Enter a patient by record number, or complete their record; gives the opaque id that a trip refers to. What is not
-- given stays as it is (HL7 v2.5.1, 2.5.3). Another name or birth date than the record's is refused, unless the caller
-- says that the record is corrected; then a birth date that is not given is deleted.
create function medport.save_patient(
    mrn text, name text, birth_date date, weight_kg numeric, mobility text, hospital_id uuid default null,
    corrected boolean default false
) returns uuid
    language plpgsql security definer set search_path = ''
as $$
declare
    owner_id constant uuid := medport.acting_hospital(hospital_id);
    known medport.patient;
    saved uuid;
    number constant text := coalesce(medport.record_number(owner_id, mrn), medport.plain_line(mrn));
begin
    if birth_date >= current_date - 1  -- only of a day about now does the site's zone matter
       and birth_date > (clock_timestamp() at time zone medport.site_zone())::date
    then
        raise exception 'A birth date cannot be in the future.' using errcode = 'MP005', column = 'birth_date';
    end if;
    select p.* into known from medport.patient p where p.hospital_id = owner_id and p.mrn = number for update;
    if not corrected and lower(medport.plain_line(known.name)) <> lower(medport.plain_line(save_patient.name)) then
        raise exception 'The record of this number has another name.'
            using errcode = 'MP005', column = 'name', hint = 'Check the number, or say that the record is corrected.';
    elsif not corrected and known.birth_date <> save_patient.birth_date then
        raise exception 'The record of this number has another birth date.'
            using errcode = 'MP005', column = 'birth_date',
                  hint = 'Check the number, or say that the record is corrected.';
    end if;
    insert into medport.patient as p (hospital_id, mrn, name, birth_date, weight_kg, mobility)
    values (owner_id, number, trim(save_patient.name), save_patient.birth_date,
            save_patient.weight_kg, save_patient.mobility)
    on conflict on constraint patient_hospital_id_mrn_key do update
    set name = excluded.name,
        birth_date = coalesce(excluded.birth_date, case when not corrected then p.birth_date end),
        weight_kg = coalesce(excluded.weight_kg, p.weight_kg),
        mobility = coalesce(excluded.mobility, p.mobility)
    returning p.id into saved;
    return saved;
end
$$;

-- What a look by record number is announced as; no number is kept in the log.
create function medport.look_by_number(hospital_id uuid, mrn text) returns text
    language sql immutable set search_path = ''
    return 'record number ' || encode(sha256(convert_to(hospital_id || ' ' || trim(mrn), 'UTF8')), 'hex');

-- Say that one of the hospital's own patients will be looked up by record number, whether or not there is such a one.
create function medport.announce_patient(mrn text, hospital_id uuid default null) returns void
    language plpgsql security definer set search_path = ''
as $$
declare
    owner_id constant uuid := medport.acting_hospital(hospital_id);
begin
    perform audit.announce(
        medport.look_by_number(owner_id, mrn),
        (select p.id from medport.patient p
         where p.hospital_id = owner_id and p.mrn = medport.record_number(owner_id, announce_patient.mrn)),
        null, medport.look_of('record number', owner_id)
    );
end
$$;

-- One of the hospital's own patients by record number, once that is announced.
create function medport.find_patient(record_number text, hospital_id uuid default null)
    returns table (
        id uuid, mrn text, name text, birth_date date, weight_kg numeric, mobility text
    )
    language plpgsql security definer set search_path = ''
as $$
declare
    owner_id constant uuid := medport.acting_hospital(hospital_id);
    found_id uuid;
begin
    select p.id into found_id from medport.patient p
    where p.hospital_id = owner_id and p.mrn = medport.record_number(owner_id, find_patient.record_number);
    perform audit.require_announced(medport.look_by_number(owner_id, record_number), found_id);
    return query
        select p.id, p.mrn, p.name, p.birth_date, p.weight_kg, p.mobility
        from medport.patient p where p.id = found_id;
end
$$;

grant execute on function
    medport.save_patient(text, text, date, numeric, text, uuid, boolean), medport.announce_patient(text, uuid),
    medport.find_patient(text, uuid)
    to medport_hospital, medport_center;

-- The crew sheets of the patient's trips are others than before. The trips are locked first, in the order of their ids: an
-- acceptance that is under way is waited for, and its agency is told as well.
create function medport.on_identity_corrected() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    trip medport.transport_request;
begin
    for trip in
        select * from medport.transport_request t
        where t.patient_id = new.id and t.hospital_id = new.hospital_id and t.status not in ('COMPLETED', 'CANCELLED')
        order by t.id
        for no key update
    loop
        perform medport.tell_of_sheet(trip);
    end loop;
    return null;
end
$$;
create trigger b_corrected after update on medport.patient
    for each row when (lower(medport.plain_line(new.name)) <> lower(medport.plain_line(old.name))
                       or new.birth_date is distinct from old.birth_date)
    execute function medport.on_identity_corrected();
