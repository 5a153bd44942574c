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
               p.name, p.birth_date, trip.patient_weight_kg, trip.patient_mobility
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
        select p.id, p.mrn, p.name, p.birth_date, trip.patient_weight_kg, trip.patient_mobility
        from medport.patient p where p.id = trip.patient_id;
end
$$;
grant execute on function medport.patient_of(uuid) to medport_hospital, medport_center;

-- A list of trips with their patients, at their own desk alone. It is one look, with one line in the log that says whom
-- it shows, and not a line for each trip.

-- Whether a list may show a trip's patient to this person: of the hospital's own trips those that are not over, or were not
-- a week ago. So nobody goes through all patients list by list.
create function medport.is_listed(trip medport.transport_request) returns boolean
    language sql stable set search_path = ''
    return trip.patient_id is not null and trip.hospital_id = medport.my_hospital_id()
        and (trip.status not in ('COMPLETED', 'CANCELLED') or trip.updated_at > now() - interval '7 days');

-- The patients of those of these trips that a list may show; null where there is none.
create function medport.patients_listed(trip_ids uuid[]) returns uuid[]
    language plpgsql set search_path = ''
as $$
begin
    if cardinality(trip_ids) > 500 then
        raise exception 'At most 500 trips are looked at in one list.' using errcode = 'MP005';
    end if;
    return (
        select array_agg(distinct t.patient_id order by t.patient_id) from medport.transport_request t
        where t.id = any (trip_ids) and medport.is_listed(t)
    );
end
$$;

-- What a look at a list is announced as: whom it shows. A trip may have another patient a moment later.
create function medport.look_at_list(shown uuid[]) returns text
    language sql immutable set search_path = ''
    return 'list ' || encode(sha256(convert_to(array_to_string(shown, ' '), 'UTF8')), 'hex');

-- Say that this person will look at a list of trips, or take it away as a file.
create function medport.announce_patients_of(trip_ids uuid[], as_file boolean default false) returns void
    language plpgsql security definer set search_path = ''
as $$
declare
    shown constant uuid[] := medport.patients_listed(trip_ids);
    list constant text := case when as_file then 'file of trips' else 'list of trips' end;
begin
    if shown is not null then
        perform audit.announce(medport.look_at_list(shown), null, null, jsonb_build_object(
            'by', list,
            'subject', list,
            'after', jsonb_build_object('patients', to_jsonb(shown))
        ));
    end if;
end
$$;
grant execute on function medport.announce_patients_of(uuid[], boolean) to medport_hospital;

-- Who the patients of a list are, once that look is announced. No row for a trip that is not their own.
create function medport.patients_of(trip_ids uuid[]) returns table (trip_id uuid, mrn text, name text)
    language plpgsql security definer set search_path = ''
as $$
declare
    shown constant uuid[] := medport.patients_listed(trip_ids);
begin
    if shown is null then
        return;
    end if;
    perform audit.require_announced(medport.look_at_list(shown), null);
    return query
        select t.id, p.mrn, p.name
        from medport.transport_request t
        join medport.patient p on p.id = t.patient_id
        where t.id = any (trip_ids) and medport.is_listed(t) and p.id = any (shown);
end
$$;
grant execute on function medport.patients_of(uuid[]) to medport_hospital;

-- The crew sheet of a trip that an agency holds is another than before: the agency is told that it is, and not what.
create function medport.tell_of_sheet(trip medport.transport_request) returns void
    language plpgsql set search_path = ''
as $$
begin
    if trip.assignment_id is not null and trip.status in ('ACCEPTED', 'EN_ROUTE', 'ON_SCENE', 'IN_TRANSIT', 'AT_DESTINATION')
    then
        perform events.emit('trip.sheet_corrected', jsonb_build_object(
            'v', 1, 'trip_id', trip.id, 'assignment_id', trip.assignment_id, 'agency_id', trip.assigned_agency_id
        ));
    end if;
end
$$;
