-- Trips. Agencies see those on offer and those that they hold, without the columns that could identify a patient.

create sequence medport.trip_number start 1001;

create table medport.transport_request (
    id                        uuid primary key default gen_random_uuid(),
    trip_number               text not null unique,
    hospital_id               uuid not null,
    hospital_name             text not null default '',
    patient_id                uuid,
    patient_weight_kg         numeric(5, 1) constraint patient_weight_kg check (patient_weight_kg between 0.1 and 999.9),
    patient_mobility          text
        constraint patient_mobility check (patient_mobility in ('AMBULATORY', 'WHEELCHAIR', 'STRETCHER', 'BED')),
    origin_facility_id        uuid not null references medport.hospital_facility,
    destination_facility_id   uuid references medport.hospital_facility,
    destination_text          text not null default '' constraint destination_text check (length(destination_text) <= 300),
    pickup_location           text not null default '' constraint pickup_location check (length(pickup_location) <= 200),
    contact_phone             text not null default '' constraint contact_phone check (length(contact_phone) <= 40),
    transport_level           text not null
        constraint transport_level check (transport_level = any (medport.transport_levels())),
    priority                  text not null
        constraint priority check (priority = any (medport.priorities())),
    status                    text not null
        constraint status check (status = any (medport.trip_statuses())),
    special_requirements      text[] not null default '{}'
        constraint special_requirements check (special_requirements <@ array[
            'oxygen', 'cardiac_monitor', 'ventilator', 'iv_pump', 'isolation', 'bariatric', 'neonatal', 'escort',
            'stretcher', 'wheelchair'
        ]),
    special_requirements_note text not null default ''
        constraint special_requirements_note check (length(special_requirements_note) <= 2000),
    ready_at                  timestamptz not null,
    deliver_by                timestamptz,
    pickup_due                timestamptz,       -- by its priority and the site's settings when it was offered or changed
    request_timestamp         timestamptz not null default clock_timestamp(),
    accepted_timestamp        timestamptz,
    pickup_timestamp          timestamptz,
    completion_timestamp      timestamptz,
    assigned_agency_id        uuid,
    assigned_agency_name      text not null default '',
    assigned_unit_id          uuid,
    assigned_unit_number      text not null default '',
    assignment_id             uuid,
    weight_class              text,
    award_mode                text not null default 'BIDDING'
        constraint award_mode check (award_mode in ('BIDDING', 'FIRST_ACCEPT')),
    distance_miles            numeric(6, 1),
    destination_town          text not null default '' constraint destination_town
        check (destination_town = '' or length(destination_town) <= 60 and destination_town ~ '^[[:alpha:]][[:alpha:] .''-]*, [A-Z]{2}$'),
    destination_coordinates   point,             -- of a free-text destination's ZIP code; x: degrees east
    return_of_id              uuid references medport.transport_request,
    revision                  integer not null default 1,
    bid_count                 integer not null default 0,
    created_by_id             uuid,
    cancellation_reason       text
        constraint cancellation_reason check (cancellation_reason = any (medport.end_reasons())),
    cancellation_note         text not null default '' constraint cancellation_note check (length(cancellation_note) <= 2000),
    created_at                timestamptz not null default clock_timestamp(),
    updated_at                timestamptz not null default clock_timestamp(),
    series_id                 uuid references medport.trip_series,
    series_position           integer
        constraint series_position check (series_position between 1 and medport.most_occurrences()),
    constraint destination check (destination_facility_id is not null or trim(destination_text) <> ''),
    constraint deliver_by check (deliver_by > ready_at),
    constraint series check ((series_id is null) = (series_position is null)),
    foreign key (hospital_id, patient_id) references medport.patient (hospital_id, id)
);
create index transport_request_open on medport.transport_request (hospital_id, status)
    where status not in ('COMPLETED', 'CANCELLED');
create index transport_request_updated_at on medport.transport_request (updated_at);
create index transport_request_agency on medport.transport_request (assigned_agency_id);
create unique index transport_request_series
    on medport.transport_request (series_id, series_position, (return_of_id is not null));
call setup.protect('medport.transport_request', 'id', array[
    'pickup_location', 'contact_phone', 'special_requirements_note', 'destination_text', 'cancellation_note',
    'patient_id', 'patient_weight_kg', 'patient_mobility', 'destination_coordinates'
]);
comment on column medport.transport_request.patient_weight_kg is
    'As it was told for this trip: another trip of the patient does not change it. Nobody has SELECT on it: see crew_sheet';
comment on column medport.transport_request.weight_class is
    'Of a patient of 159 kg (350 lb) or more, by the weight: which stretcher and crew it takes. Agencies know the class alone';
comment on column medport.transport_request.patient_mobility is 'As it was told for this trip, like the weight';
comment on column medport.transport_request.destination_coordinates is
    'Where a free-text destination is, as exactly as its ZIP code tells: for the distance; never told to agencies';
comment on column medport.transport_request.destination_town is
    'Of an address outside the network: town and state, which agencies see before the street';
comment on column medport.transport_request.return_of_id is
    'The hospital''s own trip that this one brings the patient back from: it may start where that one ended';
comment on column medport.transport_request.revision is
    'Goes up whenever something changes that an agency agrees to; an acceptance of an older one is refused';
comment on column medport.transport_request.series_position is 'Which of the series'' occurrences it is, from 1';

create policy hospital_reads on medport.transport_request for select to medport_hospital
    using (hospital_id = (select medport.my_hospital_id()));
create policy hospital_enters on medport.transport_request for insert to medport_hospital
    with check (hospital_id = (select medport.my_hospital_id()));
create policy hospital_edits on medport.transport_request for update to medport_hospital
    using (hospital_id = (select medport.my_hospital_id()))
    with check (hospital_id = (select medport.my_hospital_id()));
create policy center_reads on medport.transport_request for select to medport_center
    using ((select medport.am_center()));
create policy center_enters on medport.transport_request for insert to medport_center
    with check ((select medport.am_center()));
create policy center_edits on medport.transport_request for update to medport_center
    using ((select medport.am_center())) with check ((select medport.am_center()));
create policy agency_reads on medport.transport_request for select to medport_ems
    using (
        (select medport.my_agency_id()) is not null
        and (status = 'PENDING' or assigned_agency_id = (select medport.my_agency_id()))
    );

-- A patient's weight and mobility are read by announced looks alone.
grant select (id, trip_number, hospital_id, hospital_name, patient_id, origin_facility_id, destination_facility_id,
              destination_text, pickup_location, contact_phone, transport_level, priority, status,
              special_requirements, special_requirements_note, ready_at, deliver_by, pickup_due, request_timestamp,
              accepted_timestamp, pickup_timestamp, completion_timestamp, assigned_agency_id, assigned_agency_name,
              assigned_unit_id, assigned_unit_number, assignment_id, award_mode, distance_miles,
              destination_coordinates, destination_town, return_of_id, revision, bid_count, created_by_id, cancellation_reason,
              cancellation_note, created_at, updated_at, series_id, series_position, weight_class)
    on medport.transport_request to medport_hospital, medport_center;
grant insert (id, hospital_id, patient_id, patient_weight_kg, patient_mobility, origin_facility_id, destination_facility_id, destination_text,
              pickup_location, contact_phone, transport_level, priority, status, special_requirements,
              special_requirements_note, ready_at, deliver_by, award_mode, destination_coordinates,
              destination_town, return_of_id, series_id, series_position),
      update (patient_id, patient_weight_kg, patient_mobility, origin_facility_id, destination_facility_id,
              destination_text, destination_coordinates, destination_town,
              pickup_location, contact_phone, transport_level, priority, status, special_requirements, special_requirements_note,
              ready_at, deliver_by, award_mode, cancellation_reason, cancellation_note)
    on medport.transport_request to medport_hospital, medport_center;
-- De-identified: no patient, room, phone, free text or note.
grant select (id, trip_number, hospital_id, hospital_name, origin_facility_id, destination_facility_id,
              transport_level, priority, status, special_requirements, ready_at, deliver_by, pickup_due, request_timestamp,
              accepted_timestamp, pickup_timestamp, completion_timestamp, assigned_agency_id, assigned_agency_name,
              assigned_unit_id, assigned_unit_number, award_mode, distance_miles, bid_count, created_at, updated_at,
              weight_class)
    on medport.transport_request to medport_ems;

create function medport.on_trip_insert() returns trigger
    language plpgsql set search_path = ''
as $$
begin
    if new.status not in ('SCHEDULED', 'PENDING') then
        raise exception 'A new trip is offered, or scheduled for later.' using errcode = 'MP001', column = 'status';
    end if;
    if new.series_id is null then
        perform medport.check_ready(new.ready_at);
    end if;
    new.trip_number := medport.next_trip_number();
    new.created_by_id := medport.my_user_id();
    new.request_timestamp := clock_timestamp();
    new.created_at := new.request_timestamp;
    new.updated_at := new.request_timestamp;
    new.pickup_due := medport.pickup_due(new.priority, new.ready_at);
    new.weight_class := medport.weight_class(new.patient_weight_kg);
    return medport.fill_route(new);
end
$$;
create trigger a_rules before insert on medport.transport_request
    for each row execute function medport.on_trip_insert();

create function medport.on_trip_update() returns trigger
    language plpgsql set search_path = ''
as $$
declare
    by_event constant boolean := medport.by_event();
    -- What an agency agrees to. Where to find the patient and whom to call may follow the facts until the trip is over;
    -- so may a weight, whatever its class: a crew that is on its way must know what is right.
    offer_changed constant boolean :=
        row(new.origin_facility_id, new.destination_facility_id, new.destination_text, new.transport_level,
            new.priority, new.special_requirements, new.ready_at, new.deliver_by, new.award_mode, new.patient_id,
            new.destination_coordinates::text, new.destination_town)
        is distinct from
        row(old.origin_facility_id, old.destination_facility_id, old.destination_text, old.transport_level,
            old.priority, old.special_requirements, old.ready_at, old.deliver_by, old.award_mode, old.patient_id,
            old.destination_coordinates::text, old.destination_town)
        or old.status in ('SCHEDULED', 'PENDING')
           and medport.weight_class(new.patient_weight_kg) is distinct from medport.weight_class(old.patient_weight_kg);
    rest_changed constant boolean :=
        row(new.pickup_location, new.contact_phone, new.special_requirements_note, new.cancellation_note)
        is distinct from
        row(old.pickup_location, old.contact_phone, old.special_requirements_note, old.cancellation_note);
begin
    if new.status <> old.status then
        -- What a crew had done with the patient before a cancel or a change reached it was done (events.on_overtaken).
        if not (by_event and old.status in ('SCHEDULED', 'PENDING', 'CANCELLED')
                and new.status in ('IN_TRANSIT', 'AT_DESTINATION', 'COMPLETED')) then
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
    if row(new.priority, new.ready_at) <> row(old.priority, old.ready_at)
       or new.status = 'PENDING' and old.status = 'SCHEDULED'
    then
        new.pickup_due := medport.pickup_due(new.priority, new.ready_at);
    end if;
    new.weight_class := medport.weight_class(new.patient_weight_kg);
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
create trigger a_rules_of_change before update on medport.transport_request
    for each row execute function medport.on_trip_update();

-- A trip of a series: scheduled, of the series' own hospital, within the bounds of its rule.
create function medport.on_series_trip() returns trigger
    language plpgsql set search_path = ''
as $$
declare
    series medport.trip_series;
begin
    select * into series from medport.trip_series s where s.id = new.series_id;
    if series.id is null or series.hospital_id <> new.hospital_id then
        raise exception 'That series of trips is not this hospital''s.' using errcode = 'MP006';
    elsif new.status <> 'SCHEDULED' then
        raise exception 'The trips of a series are scheduled for later.' using errcode = 'MP001', column = 'status';
    elsif new.series_position > series.occurrences
          or new.ready_at not between series.dtstart - interval '1 day' and series.dtstart + interval '12 months 2 days'
    then
        raise exception 'A series ends within 12 months, and has as many trips as it says.'
            using errcode = 'MP005', column = 'rrule';
    elsif exists (select from medport.transport_request t where t.id = new.return_of_id and t.ready_at >= new.ready_at) then
        raise exception 'The way back begins after the way there.' using errcode = 'MP005', column = 'back_at';
    end if;
    return new;
end
$$;
create trigger a_series before insert on medport.transport_request
    for each row when (new.series_id is not null) execute function medport.on_series_trip();

create trigger a_address before insert or update of destination_text, destination_town on medport.transport_request
    for each row execute function medport.on_address();
create trigger a_told_when_over before update of patient_weight_kg, patient_mobility on medport.transport_request
    for each row when (old.status in ('COMPLETED', 'CANCELLED')) execute function medport.on_told_when_over();
create trigger a_for_hospital before insert on medport.transport_request
    for each row execute function medport.on_entered_for();

-- Scheduling a trip again that was offered a moment ago: what undoes "offer now", while no agency has answered.

create function medport.on_trip_scheduled_again() returns trigger
    language plpgsql set search_path = ''
as $$
declare
    lead constant interval := make_interval(mins => medport.setting_int('offer_lead_minutes', 60));
begin
    if old.bid_count > 0 then
        raise exception 'Agencies have bid on trip % already.', old.trip_number
            using errcode = 'MP003', hint = 'Award a bid, or cancel the trip.';
    elsif exists (select from medport.trip_award a where a.trip_id = old.id and a.outcome = 'PENDING') then
        raise exception 'This trip was awarded a moment ago; the agency''s answer is on its way.'
            using errcode = 'MP003';
    elsif new.ready_at <= clock_timestamp() + lead then  -- the clock would offer it again at once
        raise exception 'Trip % is due to be offered by now.', old.trip_number
            using errcode = 'MP001', column = 'status',
                  hint = format('A scheduled trip is offered automatically %s minutes before it is ready.',
                                extract(epoch from lead)::integer / 60);
    end if;
    return new;
end
$$;
create trigger a_rules_of_scheduling before update on medport.transport_request
    for each row when (old.status = 'PENDING' and new.status = 'SCHEDULED')
    execute function medport.on_trip_scheduled_again();

-- It was not offered after all: the milestone goes with the offer, and comes again with the next.
create function medport.on_trip_scheduled_again_told() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    delete from medport.trip_milestone m where m.trip_id = new.id and m.milestone = 'notified';
    return null;
end
$$;
create trigger c_scheduled_again after update on medport.transport_request
    for each row when (old.status = 'PENDING' and new.status = 'SCHEDULED')
    execute function medport.on_trip_scheduled_again_told();

-- What is told of the patient for a trip stays with the trip; what is not told is as the record has it. A trip that gets
-- another patient has nothing of the one before.
create function medport.on_trip_patient() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    record medport.patient;
begin
    select * into record from medport.patient p where p.id = new.patient_id and p.hospital_id = new.hospital_id;
    if tg_op = 'UPDATE' then
        new.patient_weight_kg := nullif(new.patient_weight_kg, old.patient_weight_kg);
        new.patient_mobility := nullif(new.patient_mobility, old.patient_mobility);
    end if;
    new.patient_weight_kg := coalesce(new.patient_weight_kg, record.weight_kg);
    new.patient_mobility := coalesce(new.patient_mobility, record.mobility);
    return new;
end
$$;
create trigger a_patient before insert on medport.transport_request
    for each row execute function medport.on_trip_patient();
create trigger a_patient_changed before update on medport.transport_request
    for each row when (new.patient_id is distinct from old.patient_id)
    execute function medport.on_trip_patient();

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
        if medport.am_center() then
            perform medport.tell(
                new.id, 'CANCELLED', new.assigned_agency_name, new.assigned_unit_number, new.cancellation_reason
            );
        end if;
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
create trigger b_told after insert or update on medport.transport_request
    for each row execute function medport.on_trip_told();

create function medport.on_sheet_changed() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    perform medport.tell_of_sheet(new);
    return null;
end
$$;
create trigger c_sheet_changed after update on medport.transport_request
    for each row when (new.patient_weight_kg is distinct from old.patient_weight_kg
                       or new.patient_mobility is distinct from old.patient_mobility
                       or new.pickup_location is distinct from old.pickup_location
                       or new.contact_phone is distinct from old.contact_phone
                       or new.special_requirements_note is distinct from old.special_requirements_note)
    execute function medport.on_sheet_changed();
