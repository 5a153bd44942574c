-- The de-identified offer: what agencies may know of a trip before it is awarded.
create function events.offer_of(trip medport.transport_request) returns jsonb
    language sql stable set search_path = ''
    return (
        select jsonb_build_object(
            'v', 1,
            'trip_id', trip.id,
            'trip_number', trip.trip_number,
            'hospital_id', trip.hospital_id,
            'hospital_name', trip.hospital_name,
            'origin', jsonb_build_object(
                'facility_id', o.id, 'name', o.name, 'city', o.city, 'coordinates', o.coordinates::text
            ),
            'destination', jsonb_build_object(
                'facility_id', d.id,
                'name', coalesce(d.name, 'Address outside the network'),
                'city', coalesce(d.city, trip.destination_town),
                'coordinates', d.coordinates::text
            ),
            'transport_level', trip.transport_level,
            'priority', trip.priority,
            'status', trip.status,
            'needs', to_jsonb(trip.special_requirements),
            'ready_at', trip.ready_at,
            'deliver_by', trip.deliver_by,
            'pickup_due', trip.pickup_due,
            'requested_at', trip.request_timestamp,
            'award_mode', trip.award_mode,
            'distance_miles', trip.distance_miles,
            'weight_class', trip.weight_class,
            'revision', trip.revision
        )
        from medport.hospital_facility o
        left join medport.hospital_facility d on d.id = trip.destination_facility_id
        where o.id = trip.origin_facility_id
    );
