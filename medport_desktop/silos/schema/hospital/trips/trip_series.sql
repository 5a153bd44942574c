-- Trips that repeat, such as a dialysis on Mondays, Wednesdays and Fridays. A series keeps the rule as it was entered
-- (RFC 5545, section 3.3.10); its trips are plain scheduled ones, each of which is offered, edited and cancelled by itself.
-- The console works out the dates, on the wall clock of the site's zone; this silo holds them to the rule's bounds.

create table medport.trip_series (
    id            uuid primary key default gen_random_uuid(),
    hospital_id   uuid not null,
    rrule         text not null constraint rrule check (length(rrule) between 1 and 500),
    dtstart       timestamptz not null,
    zone          text not null constraint zone check (length(zone) between 1 and 60),
    occurrences   integer not null
        constraint occurrences check (occurrences between 1 and medport.most_occurrences()),
    created_by_id uuid,
    created_at    timestamptz not null default clock_timestamp()
);
call setup.protect('medport.trip_series');
comment on table medport.trip_series is 'The rule that a set of scheduled trips was made from; never changed';
comment on column medport.trip_series.rrule is 'RFC 5545 recurrence rule, without "RRULE:"';
comment on column medport.trip_series.dtstart is 'When the first trip is ready';
comment on column medport.trip_series.zone is 'IANA time zone whose wall clock the rule follows';
comment on column medport.trip_series.occurrences is 'How many times, each perhaps a trip there and one back';

create policy hospital_reads on medport.trip_series for select to medport_hospital
    using (hospital_id = (select medport.my_hospital_id()));
create policy hospital_enters on medport.trip_series for insert to medport_hospital
    with check (hospital_id = (select medport.my_hospital_id()));
create policy center_reads on medport.trip_series for select to medport_center
    using ((select medport.am_center()));
create policy center_enters on medport.trip_series for insert to medport_center
    with check ((select medport.am_center()));
grant select, insert (id, hospital_id, rrule, dtstart, zone, occurrences)
    on medport.trip_series to medport_hospital, medport_center;

create function medport.on_series() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    perform medport.check_ready(new.dtstart);
    new.created_by_id := medport.my_user_id();
    new.created_at := clock_timestamp();
    return new;
end
$$;
create trigger a_rules before insert on medport.trip_series
    for each row execute function medport.on_series();

create trigger a_for_hospital before insert on medport.trip_series
    for each row execute function medport.on_entered_for();
