-- An event is handled once, however often it arrives.
create table events.handled (
    event_id   uuid primary key,
    source     text not null,
    handled_at timestamptz not null default clock_timestamp()
);

alter table events.handled enable row level security;
