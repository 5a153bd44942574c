-- What may happen to a trip, and what is told of it.

-- Facts that depend on other rows: whose facility it is, how far it is.
create function medport.fill_route(trip medport.transport_request) returns medport.transport_request
    language plpgsql stable security definer set search_path = ''
as $$
declare
    origin medport.hospital_facility;
    destination medport.hospital_facility;
begin
    -- Row security judges the row only after the trigger that asks this, and people may call it: by naming another
    -- hospital they would learn where its trips go.
    if trip.hospital_id is distinct from medport.my_hospital_id() and not medport.am_center()
       and exists (select from reference.account a where a.role_name = session_user::text)
    then
        raise exception 'You may enter trips of your own hospital only.' using errcode = 'MP006';
    end if;
    select * into origin from medport.hospital_facility f where f.id = trip.origin_facility_id and f.is_active;
    -- A hospital may fetch its patient back from where its own trip had brought them.
    if origin.id is null or origin.hospital_id is distinct from trip.hospital_id and not exists (
        select from medport.transport_request way_there
        where way_there.id = trip.return_of_id and way_there.hospital_id = trip.hospital_id
          and way_there.destination_facility_id = origin.id
    ) then
        raise exception 'The patient''s place must be one of the hospital''s own facilities.'
            using errcode = 'MP005', column = 'origin_facility_id';
    end if;
    if trip.return_of_id is not null and not exists (
        select from medport.transport_request way_there
        where way_there.id = trip.return_of_id and way_there.hospital_id = trip.hospital_id
    ) then
        raise exception 'The way there is not a trip of this hospital.' using errcode = 'MP006';
    end if;
    if trip.destination_facility_id is not null then
        select * into destination from medport.hospital_facility f
        where f.id = trip.destination_facility_id and f.is_active;
        if destination.id is null then
            raise exception 'That destination is not in the network.'
                using errcode = 'MP005', column = 'destination',
                      hint = 'Choose it from the list, or write the address.';
        elsif destination.id = origin.id then
            raise exception 'The destination is the place the patient is at.'
                using errcode = 'MP005', column = 'destination';
        end if;
        trip.destination_coordinates := null;
    end if;
    trip.distance_miles := medport.road_miles(
        origin.coordinates, coalesce(destination.coordinates, trip.destination_coordinates)
    );
    trip.hospital_name := coalesce(
        (select h.name from reference.hospital h where h.id = trip.hospital_id), origin.name
    );
    return trip;
end
$$;
alter function medport.fill_route(medport.transport_request) owner to medport_events;

create function medport.next_trip_number() returns text
    language sql security definer set search_path = ''
    return 'T-' || nextval('medport.trip_number');
alter function medport.next_trip_number() owner to medport_events;
grant execute on function medport.next_trip_number(), medport.fill_route(medport.transport_request)
    to medport_hospital, medport_center, medport_events;

-- A ready time that a person gives: a form that was open for a while may still say "now", and nobody enters a trip more
-- than a good year ahead. A series begins within the same bounds, and has its own for its trips (242_trip_series.sql).
create function medport.check_ready(ready_at timestamptz) returns void
    language plpgsql stable set search_path = ''
as $$
begin
    if ready_at < clock_timestamp() - interval '15 minutes' then
        raise exception 'The ready time is in the past.' using errcode = 'MP005', column = 'ready_at';
    elsif ready_at > clock_timestamp() + interval '400 days 15 minutes' then
        raise exception 'Enter a trip at most 400 days ahead.' using errcode = 'MP005', column = 'ready_at';
    end if;
end
$$;
alter function medport.check_ready(timestamptz) owner to medport_owner;
grant execute on function medport.check_ready(timestamptz) to medport_hospital, medport_center, medport_events;

create function medport.on_trip_insert() returns trigger
    language plpgsql set search_path = ''
as $$
begin
    if new.status not in ('SCHEDULED', 'PENDING') then
        raise exception 'A new trip is offered or held for later.' using errcode = 'MP001', column = 'status';
    end if;
    if new.series_id is null then
        perform medport.check_ready(new.ready_at);
    end if;
    new.trip_number := medport.next_trip_number();
    new.created_by_id := medport.my_user_id();
    new.request_timestamp := clock_timestamp();
    new.created_at := new.request_timestamp;
    new.updated_at := new.request_timestamp;
    return medport.fill_route(new);
end
$$;
alter function medport.on_trip_insert() owner to medport_owner;
create trigger a_rules before insert on medport.transport_request
    for each row execute function medport.on_trip_insert();

create function medport.on_trip_update() returns trigger
    language plpgsql set search_path = ''
as $$
declare
    by_event constant boolean := medport.by_event();
    -- What an agency agrees to. Where to find the patient and whom to call may follow the facts until the trip is over.
    offer_changed constant boolean :=
        row(new.origin_facility_id, new.destination_facility_id, new.destination_text, new.transport_level,
            new.priority, new.special_requirements, new.ready_at, new.deliver_by, new.award_mode, new.patient_id,
            new.destination_coordinates::text)
        is distinct from
        row(old.origin_facility_id, old.destination_facility_id, old.destination_text, old.transport_level,
            old.priority, old.special_requirements, old.ready_at, old.deliver_by, old.award_mode, old.patient_id,
            old.destination_coordinates::text);
    rest_changed constant boolean :=
        row(new.pickup_location, new.contact_phone, new.special_requirements_note, new.cancellation_note)
        is distinct from
        row(old.pickup_location, old.contact_phone, old.special_requirements_note, old.cancellation_note);
begin
    if new.status <> old.status then
        -- What a crew had finished before a cancel or a change reached it was done (265_overtaken.sql).
        if not (by_event and old.status in ('SCHEDULED', 'PENDING', 'CANCELLED') and new.status = 'COMPLETED') then
            perform medport.check_transition(old.status, new.status, 'hospital', by_event);
        end if;
        if new.status = 'CANCELLED' and new.cancellation_reason is null then
            raise exception 'Say why the trip is cancelled.'
                using errcode = 'MP005', column = 'cancellation_reason';
        elsif new.status = 'CANCELLED' then
            new.bid_count := 0;
        end if;
        if new.status = 'PENDING' and old.status = 'SCHEDULED' then
            new.request_timestamp := clock_timestamp();
        end if;
    end if;
    if not by_event and (offer_changed and old.status not in ('SCHEDULED', 'PENDING')
                         or rest_changed and old.status in ('COMPLETED', 'CANCELLED'))
    then
        raise exception 'This trip is % and can no longer be edited.', medport.status_words(old.status)
            using errcode = 'MP001', hint = 'Tell the agency that holds it, or cancel it and enter a new one.';
    elsif not by_event and offer_changed
          and exists (select from medport.trip_award a where a.trip_id = old.id and a.outcome = 'PENDING')
    then
        raise exception 'This trip was awarded a moment ago; the agency''s answer is on its way.'
            using errcode = 'MP003', hint = 'If it cannot wait, cancel the trip and enter a new one.';
    end if;
    if new.status = old.status and new.cancellation_reason is distinct from old.cancellation_reason then
        raise exception 'A reason belongs to a cancellation.' using errcode = 'MP005', column = 'cancellation_reason';
    end if;
    if new.ready_at <> old.ready_at and medport.my_user_id() is not null and not by_event then
        perform medport.check_ready(new.ready_at);
    end if;
    new.updated_at := clock_timestamp();
    if offer_changed then
        new.revision := old.revision + 1;
    end if;
    -- A point has no equality of its own to compare rows by.
    if row(new.origin_facility_id, new.destination_facility_id, new.hospital_id, new.destination_coordinates::text)
       is distinct from
       row(old.origin_facility_id, old.destination_facility_id, old.hospital_id, old.destination_coordinates::text)
    then
        return medport.fill_route(new);
    end if;
    return new;
end
$$;
alter function medport.on_trip_update() owner to medport_owner;
create trigger a_rules_of_change before update on medport.transport_request
    for each row execute function medport.on_trip_update();

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
                'city', coalesce(d.city, ''),
                'coordinates', d.coordinates::text
            ),
            'transport_level', trip.transport_level,
            'priority', trip.priority,
            'status', trip.status,
            'needs', to_jsonb(trip.special_requirements),
            'ready_at', trip.ready_at,
            'deliver_by', trip.deliver_by,
            'requested_at', trip.request_timestamp,
            'award_mode', trip.award_mode,
            'distance_miles', trip.distance_miles,
            'revision', trip.revision
        )
        from medport.hospital_facility o
        left join medport.hospital_facility d on d.id = trip.destination_facility_id
        where o.id = trip.origin_facility_id
    );
alter function events.offer_of(medport.transport_request) owner to medport_events;

create function medport.on_trip_told() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    if tg_op = 'INSERT' then
        perform events.emit('trip.created', events.offer_of(new));
        if new.status = 'PENDING' then
            perform medport.add_milestone(new.id, 'notified', new.request_timestamp);
        end if;
    elsif new.status = 'CANCELLED' and old.status <> 'CANCELLED' then
        perform events.emit('trip.cancelled', jsonb_build_object(
            'v', 1, 'trip_id', new.id, 'reason', new.cancellation_reason, 'was', old.status,
            'hospital_id', new.hospital_id, 'transport_level', new.transport_level, 'agency_id', old.assigned_agency_id
        ));
        perform medport.add_milestone(new.id, 'cancelled', new.updated_at);
    elsif new.status in ('SCHEDULED', 'PENDING') and old.status in ('SCHEDULED', 'PENDING')
          and events.offer_of(new) <> events.offer_of(old)
    then
        perform events.emit('trip.updated', events.offer_of(new));
        if old.status = 'SCHEDULED' and new.status = 'PENDING' then
            perform medport.add_milestone(new.id, 'notified', new.request_timestamp);
        end if;
    end if;
    return null;
end
$$;
alter function medport.on_trip_told() owner to medport_events;
create trigger b_told after insert or update on medport.transport_request
    for each row execute function medport.on_trip_told();
