-- Trips. Agencies see those on offer and those that they hold, without the columns that could identify a patient.

create sequence medport.trip_number start 1001;
alter sequence medport.trip_number owner to medport_events;

create table medport.transport_request (
    id                        uuid primary key default gen_random_uuid(),
    trip_number               text not null unique,
    hospital_id               uuid not null,
    hospital_name             text not null default '',
    patient_id                uuid,
    origin_facility_id        uuid not null references medport.hospital_facility,
    destination_facility_id   uuid references medport.hospital_facility,
    destination_text          text not null default '' constraint destination_text check (length(destination_text) <= 300),
    pickup_location           text not null default '' constraint pickup_location check (length(pickup_location) <= 200),
    contact_phone             text not null default '' constraint contact_phone check (length(contact_phone) <= 40),
    transport_level           text not null
        constraint transport_level check (transport_level in ('BLS', 'ALS', 'CCT', 'WHEELCHAIR', 'OTHER')),
    priority                  text not null
        constraint priority check (priority in ('LOW', 'MEDIUM', 'HIGH', 'URGENT')),
    status                    text not null
        constraint status check (status in ('SCHEDULED', 'PENDING', 'ACCEPTED', 'EN_ROUTE', 'ON_SCENE', 'IN_TRANSIT',
                                            'AT_DESTINATION', 'COMPLETED', 'CANCELLED')),
    special_requirements      text[] not null default '{}'
        constraint special_requirements check (special_requirements <@ array[
            'oxygen', 'cardiac_monitor', 'ventilator', 'iv_pump', 'isolation', 'bariatric', 'neonatal', 'escort',
            'stretcher', 'wheelchair'
        ]),
    special_requirements_note text not null default ''
        constraint special_requirements_note check (length(special_requirements_note) <= 2000),
    ready_at                  timestamptz not null,
    deliver_by                timestamptz,
    request_timestamp         timestamptz not null default clock_timestamp(),
    accepted_timestamp        timestamptz,
    pickup_timestamp          timestamptz,
    completion_timestamp      timestamptz,
    assigned_agency_id        uuid,
    assigned_agency_name      text not null default '',
    assigned_unit_id          uuid,
    assigned_unit_number      text not null default '',
    assignment_id             uuid,
    award_mode                text not null default 'BIDDING'
        constraint award_mode check (award_mode in ('BIDDING', 'FIRST_ACCEPT')),
    distance_miles            numeric(6, 1),
    destination_coordinates   point,             -- of a free-text destination's ZIP code; x: degrees east
    return_of_id              uuid references medport.transport_request,
    revision                  integer not null default 1,
    bid_count                 integer not null default 0,
    created_by_id             uuid,
    cancellation_reason       text
        constraint cancellation_reason check (cancellation_reason in (
            'NO_UNIT', 'NO_CREW', 'OUT_OF_AREA', 'LEVEL_NOT_STAFFED', 'WEATHER', 'PRICE', 'PATIENT_CONDITION',
            'BED_LOST', 'DUPLICATE', 'OTHER'
        )),
    cancellation_note         text not null default '' constraint cancellation_note check (length(cancellation_note) <= 2000),
    created_at                timestamptz not null default clock_timestamp(),
    updated_at                timestamptz not null default clock_timestamp(),
    constraint destination check (destination_facility_id is not null or trim(destination_text) <> ''),
    constraint deliver_by check (deliver_by > ready_at),
    foreign key (hospital_id, patient_id) references medport.patient (hospital_id, id)
);
create index transport_request_open on medport.transport_request (hospital_id, status)
    where status not in ('COMPLETED', 'CANCELLED');
create index transport_request_updated_at on medport.transport_request (updated_at);
create index transport_request_agency on medport.transport_request (assigned_agency_id);
call setup.protect('medport.transport_request', 'id', array[
    'pickup_location', 'contact_phone', 'special_requirements_note', 'destination_text', 'cancellation_note',
    'patient_id', 'destination_coordinates'
]);
comment on column medport.transport_request.destination_coordinates is
    'Where a free-text destination is, as exactly as its ZIP code tells: for the distance; never told to agencies';
comment on column medport.transport_request.return_of_id is
    'The hospital''s own trip that this one brings the patient back from: it may start where that one ended';
comment on column medport.transport_request.revision is
    'Goes up whenever something changes that an agency agrees to; an acceptance of an older one is refused';

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

grant select on medport.transport_request to medport_hospital, medport_center;
grant insert (id, hospital_id, patient_id, origin_facility_id, destination_facility_id, destination_text,
              pickup_location, contact_phone, transport_level, priority, status, special_requirements,
              special_requirements_note, ready_at, deliver_by, award_mode, destination_coordinates, return_of_id),
      update (patient_id, origin_facility_id, destination_facility_id, destination_text, destination_coordinates,
              pickup_location, contact_phone, transport_level, priority, status, special_requirements, special_requirements_note,
              ready_at, deliver_by, award_mode, cancellation_reason, cancellation_note)
    on medport.transport_request to medport_hospital, medport_center;
-- De-identified: no patient, room, phone, free text or note.
grant select (id, trip_number, hospital_id, hospital_name, origin_facility_id, destination_facility_id,
              transport_level, priority, status, special_requirements, ready_at, deliver_by, request_timestamp,
              accepted_timestamp, pickup_timestamp, completion_timestamp, assigned_agency_id, assigned_agency_name,
              assigned_unit_id, assigned_unit_number, award_mode, distance_miles, bid_count, created_at, updated_at)
    on medport.transport_request to medport_ems;
