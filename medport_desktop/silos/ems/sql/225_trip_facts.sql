-- What an event of the crew's side says of the trip, beside what happened: whose it is, its level and its loaded miles,
-- as they are when it happens. The center counts by them, and an edit of the trip since its request is in them.
create function events.facts_of(trip uuid) returns jsonb
    language sql stable set search_path = ''
    return coalesce((
        select jsonb_build_object(
            'hospital_id', t.hospital_id, 'transport_level', t.transport_level, 'distance_miles', t.distance_miles
        )
        from medport.available_trip t where t.trip_id = trip
    ), '{}');
alter function events.facts_of(uuid) owner to medport_events;
