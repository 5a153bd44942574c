-- Trips on offer, as agencies may see them: written by events alone.

create table medport.available_trip (
    trip_id                 uuid primary key,
    trip_number             text not null,
    hospital_id             uuid not null,
    hospital_name           text not null,
    origin_facility_id      uuid not null,
    origin_name             text not null,
    origin_city             text not null,
    origin_coordinates      point,
    destination_facility_id uuid,
    destination_name        text not null,
    destination_city        text not null,
    destination_coordinates point,
    transport_level         text not null,
    priority                text not null,
    special_requirements    text[] not null default '{}',
    ready_at                timestamptz not null,
    deliver_by              timestamptz,
    pickup_due              timestamptz,
    request_timestamp       timestamptz not null,
    award_mode              text not null,
    distance_miles          numeric(6, 1),
    weight_class            text,
    revision                integer not null default 1,
    status                  text not null check (status in ('SCHEDULED', 'PENDING', 'TAKEN', 'CLOSED')),
    created_at              timestamptz not null default clock_timestamp(),
    updated_at              timestamptz not null default clock_timestamp()
);
comment on column medport.available_trip.revision is
    'Which of the hospital''s versions of the trip this is: what an agency that accepts has agreed to';
create index available_trip_pending on medport.available_trip (status) where status = 'PENDING';
call setup.protect('medport.available_trip', 'trip_id');
create trigger touch before update on medport.available_trip
    for each row execute function medport.on_update_touch();
grant select on medport.available_trip to medport_ems, medport_hospital, medport_center;

create policy hospital_reads on medport.available_trip for select to medport_hospital
    using (hospital_id = (select medport.my_hospital_id()));
create policy center_reads on medport.available_trip for select to medport_center
    using ((select medport.am_center()));

-- A trip was entered or edited: its board entry follows, while nobody holds it. A hospital silo of release 1.0.0 sends
-- neither by when the pick-up is due nor the class of the weight: what is known stays.
create function events.on_offer(payload jsonb) returns void
    language sql set search_path = ''
begin atomic
    insert into medport.available_trip as t (
        trip_id, trip_number, hospital_id, hospital_name,
        origin_facility_id, origin_name, origin_city, origin_coordinates,
        destination_facility_id, destination_name, destination_city, destination_coordinates,
        transport_level, priority, special_requirements, ready_at, deliver_by, pickup_due, request_timestamp,
        award_mode, distance_miles, weight_class, revision, status
    )
    values (
        (payload ->> 'trip_id')::uuid, payload ->> 'trip_number',
        (payload ->> 'hospital_id')::uuid, payload ->> 'hospital_name',
        (payload -> 'origin' ->> 'facility_id')::uuid, payload -> 'origin' ->> 'name', payload -> 'origin' ->> 'city',
        (payload -> 'origin' ->> 'coordinates')::point,
        (payload -> 'destination' ->> 'facility_id')::uuid, payload -> 'destination' ->> 'name',
        payload -> 'destination' ->> 'city', (payload -> 'destination' ->> 'coordinates')::point,
        payload ->> 'transport_level', payload ->> 'priority',
        medport.plain_list(payload -> 'needs'),
        (payload ->> 'ready_at')::timestamptz, (payload ->> 'deliver_by')::timestamptz,
        coalesce((payload ->> 'pickup_due')::timestamptz,
                 medport.pickup_due(payload ->> 'priority', (payload ->> 'ready_at')::timestamptz)),
        (payload ->> 'requested_at')::timestamptz, payload ->> 'award_mode',
        (payload ->> 'distance_miles')::numeric, left(payload ->> 'weight_class', 20),
        coalesce((payload ->> 'revision')::integer, 1),
        case payload ->> 'status' when 'SCHEDULED' then 'SCHEDULED' else 'PENDING' end
    )
    on conflict (trip_id) do update
    set origin_facility_id = excluded.origin_facility_id, origin_name = excluded.origin_name,
        origin_city = excluded.origin_city, origin_coordinates = excluded.origin_coordinates,
        destination_facility_id = excluded.destination_facility_id, destination_name = excluded.destination_name,
        destination_city = excluded.destination_city, destination_coordinates = excluded.destination_coordinates,
        transport_level = excluded.transport_level, priority = excluded.priority,
        special_requirements = excluded.special_requirements, ready_at = excluded.ready_at,
        deliver_by = excluded.deliver_by, request_timestamp = excluded.request_timestamp,
        pickup_due = case when payload ? 'pickup_due' or t.pickup_due is null
                               or row(t.priority, t.ready_at) <> row(excluded.priority, excluded.ready_at)
                     then excluded.pickup_due else t.pickup_due end,
        award_mode = excluded.award_mode, distance_miles = excluded.distance_miles,
        weight_class = case when payload ? 'weight_class' then excluded.weight_class else t.weight_class end,
        revision = excluded.revision,
        status = case when t.status in ('SCHEDULED', 'PENDING') then excluded.status else t.status end
    where excluded.revision >= t.revision;  -- an older version that is replayed brings nothing back
end;

-- The hospital schedules a trip for later again that was on offer: a bid that crossed this ends. The trip may be bid on
-- when it is offered the next time.

create function medport.on_scheduled_again() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    bid medport.transport_bid;
begin
    for bid in
        update medport.transport_bid b
        set status = 'REJECTED', outcome = 'SCHEDULED',
            decline_reason = 'The hospital has scheduled the trip for later.'
        where b.transport_request_id = new.trip_id and b.status = 'PENDING'
        returning b.*
    loop
        -- Told, since the hospital may count it yet: it may have offered the trip again before the bid arrives there.
        perform events.emit('bid.rejected', jsonb_build_object(
            'v', 1, 'trip_id', bid.transport_request_id, 'bid_id', bid.id, 'agency_id', bid.agency_id
        ));
    end loop;
    return null;
end
$$;
create trigger c_scheduled_again after update on medport.available_trip
    for each row when (old.status = 'PENDING' and new.status = 'SCHEDULED')
    execute function medport.on_scheduled_again();

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
