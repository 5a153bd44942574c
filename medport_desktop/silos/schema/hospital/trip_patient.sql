-- The patient of a trip: the minimum necessary (45 CFR 164.502(b)) for those who run it, and the whole for its own desk.

-- Whether this person may see the trip's crew sheet: its hospital, the center, and the agency that holds it now.
create function medport.sees_crew_sheet(trip medport.transport_request) returns boolean
    language sql stable set search_path = ''
    return trip.id is not null and coalesce(
        medport.am_center()
        or trip.hospital_id = medport.my_hospital_id()
        or (trip.assigned_agency_id = medport.my_agency_id()
            and trip.status in ('ACCEPTED', 'EN_ROUTE', 'ON_SCENE', 'IN_TRANSIT', 'AT_DESTINATION')),
        false
    );

-- Whether this person may see the patient as the trip's form has it: its desk and the center.
create function medport.sees_trip_form(trip medport.transport_request) returns boolean
    language sql stable set search_path = ''
    return trip.patient_id is not null
        and coalesce(medport.am_center() or trip.hospital_id = medport.my_hospital_id(), false);

-- Say that this person will look at a crew sheet, or at the patient of a trip's form. Nothing is written, or found out,
-- where the trip is not theirs to read.
create function medport.announce_crew_sheet(trip_id uuid) returns void
    language plpgsql security definer set search_path = ''
as $$
declare
    trip medport.transport_request;
begin
    select * into trip from medport.transport_request t where t.id = announce_crew_sheet.trip_id;
    if medport.sees_crew_sheet(trip) then
        perform audit.announce('crew sheet ' || trip.id, trip.patient_id, trip.id, '{"by": "crew sheet"}');
    end if;
end
$$;
grant execute on function medport.announce_crew_sheet(uuid) to medport_person;

create function medport.announce_patient_of(trip_id uuid) returns void
    language plpgsql security definer set search_path = ''
as $$
declare
    trip medport.transport_request;
begin
    select * into trip from medport.transport_request t where t.id = announce_patient_of.trip_id;
    if medport.sees_trip_form(trip) then
        perform audit.announce(
            'trip form ' || trip.id, trip.patient_id, trip.id, medport.look_of('trip form', trip.hospital_id)
        );
    end if;
end
$$;
grant execute on function medport.announce_patient_of(uuid) to medport_hospital, medport_center;

-- The crew sheet, once that look is announced. No row where the trip is not theirs to read.
create function medport.crew_sheet(trip_id uuid)
    returns table (
        pickup_location text, contact_phone text, destination_text text, special_requirements_note text,
        patient_name text, patient_birth_date date, patient_weight_kg numeric, patient_mobility text
    )
    language plpgsql security definer set search_path = ''
as $$
declare
    trip medport.transport_request;
begin
    select * into trip from medport.transport_request t where t.id = crew_sheet.trip_id;
    if not medport.sees_crew_sheet(trip) then
        return;
    end if;
    perform audit.require_announced('crew sheet ' || trip.id, trip.patient_id);
    return query
        select trip.pickup_location, trip.contact_phone, trip.destination_text, trip.special_requirements_note,
               p.name, p.birth_date, p.weight_kg, p.mobility
        from (select) only_row
        left join medport.patient p on p.id = trip.patient_id;
end
$$;
grant execute on function medport.crew_sheet(uuid) to medport_person;

-- The patient of a trip as its desk had entered them, to edit the trip or to enter its way back, once announced.
create function medport.patient_of(trip_id uuid)
    returns table (
        id uuid, mrn text, name text, birth_date date, weight_kg numeric, mobility text
    )
    language plpgsql security definer set search_path = ''
as $$
declare
    trip medport.transport_request;
begin
    select * into trip from medport.transport_request t where t.id = patient_of.trip_id;
    if not medport.sees_trip_form(trip) then
        return;
    end if;
    perform audit.require_announced('trip form ' || trip.id, trip.patient_id);
    return query
        select p.id, p.mrn, p.name, p.birth_date, p.weight_kg, p.mobility
        from medport.patient p where p.id = trip.patient_id;
end
$$;
grant execute on function medport.patient_of(uuid) to medport_hospital, medport_center;
