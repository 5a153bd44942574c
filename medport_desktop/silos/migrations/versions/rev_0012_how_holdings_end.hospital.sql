create table medport.trip_notice (
    id              uuid primary key default uuidv7(),
    trip_id         uuid not null references medport.transport_request,
    hospital_id     uuid not null,
    kind            text not null check (kind in ('RELEASED', 'CANCELLED', 'ABOARD', 'OVERTAKEN')),
    agency_name     text not null default '',
    unit_number     text not null default '',
    reason          text constraint reason check (reason = any (medport.end_reasons())),
    told_by         text not null default '',
    told_at         timestamptz not null default clock_timestamp(),
    acknowledged_at timestamptz,
    acknowledged_by uuid,
    constraint trip_notice_told_at_check check (told_at between '1900-01-01Z' and '2200-01-01Z'),
    constraint trip_notice_acknowledged_at_check check (acknowledged_at between '1900-01-01Z' and '2200-01-01Z')
);
create index trip_notice_hospital on medport.trip_notice (hospital_id) where acknowledged_at is null;
create index trip_notice_trip on medport.trip_notice (trip_id);
