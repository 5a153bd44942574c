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
alter function medport.patient_of(uuid) owner to medport_events;
grant execute on function medport.patient_of(uuid) to medport_hospital, medport_center;
