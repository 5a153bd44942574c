create table medport.trip_award (
    id             uuid primary key default uuidv7(),
    trip_id        uuid not null references medport.transport_request,
    bid_id         uuid not null,
    agency_id      uuid not null,
    awarded_by     uuid,
    awarded_at     timestamptz not null default clock_timestamp(),
    outcome        text not null default 'PENDING' check (outcome in ('PENDING', 'ACCEPTED', 'REFUSED')),
    outcome_at     timestamptz,
    refusal_reason text not null default ''
);
create unique index trip_award_live on medport.trip_award (trip_id) where outcome = 'PENDING';
create index trip_award_trip_id on medport.trip_award (trip_id, awarded_at desc);
call setup.protect('medport.trip_award', 'trip_id');
create policy hospital_reads on medport.trip_award for select to medport_hospital
    using (exists (select from medport.transport_request t
                   where t.id = trip_id and t.hospital_id = (select medport.my_hospital_id())));
create policy hospital_awards on medport.trip_award for insert to medport_hospital
    with check (exists (select from medport.transport_request t
                        where t.id = trip_id and t.hospital_id = (select medport.my_hospital_id())));
create policy center_reads on medport.trip_award for select to medport_center
    using ((select medport.am_center()));
create policy center_awards on medport.trip_award for insert to medport_center
    with check ((select medport.am_center()));
grant select, insert (id, trip_id, bid_id, agency_id) on medport.trip_award to medport_hospital, medport_center;

create function medport.on_award() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    trip medport.transport_request;
begin
    select * into trip from medport.transport_request t where t.id = new.trip_id for update;
    -- Row security judges the row only after this trigger: whoever may not award learns nothing of the trip.
    if not coalesce(medport.am_center() or trip.hospital_id = medport.my_hospital_id(), false) then
        raise exception 'Only the trip''s own hospital may award it.' using errcode = 'MP006';
    elsif exists (select from medport.trip_award a where a.id = new.id and a.trip_id = new.trip_id) then
        return null;  -- the same award, sent again
    elsif trip.status <> 'PENDING' then
        raise exception 'This trip is % and cannot be awarded.', medport.status_words(trip.status)
            using errcode = 'MP002', hint = 'The board shows where the trip is now.';
    elsif trip.award_mode <> 'BIDDING' then
        raise exception 'This trip goes to the first agency that accepts it.' using errcode = 'MP002';
    elsif exists (select from medport.trip_award a where a.trip_id = new.trip_id and a.outcome = 'PENDING') then
        raise exception 'This trip was awarded a moment ago; the agency''s answer is on its way.'
            using errcode = 'MP003';
    end if;
    new.awarded_by := medport.my_user_id();
    new.awarded_at := clock_timestamp();
    new.outcome := 'PENDING';
    new.outcome_at := null;
    new.refusal_reason := '';
    return new;
end
$$;
create function medport.on_award_told() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    perform events.emit('trip.awarded', jsonb_build_object(
        'v', 1, 'trip_id', new.trip_id, 'award_id', new.id, 'bid_id', new.bid_id, 'agency_id', new.agency_id
    ));
    return null;
end
$$;
create trigger a_rules before insert on medport.trip_award
    for each row execute function medport.on_award();
create trigger b_told after insert on medport.trip_award
    for each row execute function medport.on_award_told();
