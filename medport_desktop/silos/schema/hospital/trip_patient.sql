-- The minimum necessary of a trip (45 CFR 164.502(b)) for those who run it: its hospital, the center, and the
-- agency that holds it now. Reading is audited. No row where the trip is not theirs to read.
create function medport.crew_sheet(trip_id uuid)
    returns table (
        pickup_location text, contact_phone text, destination_text text, needs_note text,
        patient_name text, patient_birth_date date, patient_weight_kg numeric, patient_mobility text
    )
    language plpgsql security definer set search_path = ''
as $$
declare
    trip medport.transport_request;
begin
    select * into trip from medport.transport_request t where t.id = crew_sheet.trip_id;
    if trip.id is null or not coalesce(
        medport.am_center()
        or trip.hospital_id = medport.my_hospital_id()
        or (trip.assigned_agency_id = medport.my_agency_id()
            and trip.status in ('ACCEPTED', 'EN_ROUTE', 'ON_SCENE', 'IN_TRANSIT', 'AT_DESTINATION')),
        false
    ) then
        return;
    end if;
    perform audit.record('READ', 'patient', coalesce(trip.patient_id::text, ''), trip.id, '{"by": "crew sheet"}');
    return query
        select trip.pickup_location, trip.contact_phone, trip.destination_text, trip.special_requirements_note,
               p.name, p.birth_date, p.weight_kg, p.mobility
        from (select) only_row
        left join medport.patient p on p.id = trip.patient_id;
end
$$;
grant execute on function medport.crew_sheet(uuid) to medport_person;

-- The patient of a trip as its desk had entered them, to edit the trip or to enter its way back. The look-up is audited.
create function medport.patient_of(trip_id uuid)
    returns table (
        id uuid, patient_mrn text, name text, birth_date date, weight_kg numeric, mobility text
    )
    language plpgsql security definer set search_path = ''
as $$
declare
    trip medport.transport_request;
begin
    select * into trip from medport.transport_request t where t.id = patient_of.trip_id;
    if not coalesce(medport.am_center() or trip.hospital_id = medport.my_hospital_id(), false)
       or trip.patient_id is null
    then
        return;
    end if;
    perform audit.record(
        'READ', 'patient', trip.patient_id::text, trip.id, medport.look_of('trip form', trip.hospital_id)
    );
    return query
        select p.id, p.mrn, p.name, p.birth_date, p.weight_kg, p.mobility
        from medport.patient p where p.id = trip.patient_id;
end
$$;
grant execute on function medport.patient_of(uuid) to medport_hospital, medport_center;
