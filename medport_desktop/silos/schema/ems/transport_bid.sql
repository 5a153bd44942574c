create table medport.transport_bid (
    id                   uuid primary key default gen_random_uuid(),
    agency_id            uuid not null references medport.ems_agency,
    agency_name          text not null default '',
    transport_request_id uuid not null references medport.available_trip,
    hospital_id          uuid not null,
    bid_amount           integer not null
        constraint amount check (bid_amount between 1 and 100000000),  -- cents
    estimated_arrival    timestamptz not null,
    estimated_pickup     timestamptz not null,
    special_notes        text not null default '' constraint special_notes check (length(special_notes) <= 1000),
    unit_id              uuid not null,
    unit_number          text not null default '',
    empty_miles          numeric(6, 1),
    trip_revision        integer not null default 1,
    status               text not null default 'PENDING'
        check (status in ('PENDING', 'ACCEPTED', 'REJECTED', 'EXPIRED', 'WITHDRAWN')),
    expires_at           timestamptz not null,
    decline_reason       text not null default '',
    outcome              text constraint outcome check (outcome = any (medport.outcomes())),
    submitted_by         uuid,
    submitted_at         timestamptz not null default clock_timestamp(),
    updated_at           timestamptz not null default clock_timestamp(),
    constraint estimated_arrival check (estimated_arrival > estimated_pickup),
    foreign key (agency_id, unit_id) references medport.unit (agency_id, id)
);
comment on column medport.transport_bid.trip_revision is
    'The trip''s revision that was bid on: where the board''s is higher, the trip has changed since';
comment on column medport.transport_bid.outcome is
    'What became of a bid that was rejected, or of the trip that was won by it; null while it stands, or the trip runs';
create unique index transport_bid_live on medport.transport_bid (agency_id, transport_request_id)
    where status = 'PENDING';
create index transport_bid_trip on medport.transport_bid (transport_request_id);
create index transport_bid_expires on medport.transport_bid (expires_at) where status = 'PENDING';
-- Notified by trip, for those who look at the trip; an agency would not find another's bid by its id.
call setup.protect('medport.transport_bid', 'transport_request_id', array['special_notes']);
-- Amounts are in the audit log, but in no statistics: an agency could ask EXPLAIN for those of its competitors.
alter table medport.transport_bid alter column bid_amount set statistics 0;

create policy agency_reads on medport.transport_bid for select to medport_ems
    using (agency_id = (select medport.my_agency_id()));
create policy agency_bids on medport.transport_bid for insert to medport_ems
    with check (agency_id = (select medport.my_agency_id()));
create policy agency_edits on medport.transport_bid for update to medport_ems
    using (agency_id = (select medport.my_agency_id())) with check (agency_id = (select medport.my_agency_id()));
create policy hospital_reads on medport.transport_bid for select to medport_hospital
    using (hospital_id = (select medport.my_hospital_id()));
create policy center_reads on medport.transport_bid for select to medport_center
    using ((select medport.am_center()));
create policy center_bids on medport.transport_bid for insert to medport_center
    with check ((select medport.am_center()));
create policy center_edits on medport.transport_bid for update to medport_center
    using ((select medport.am_center())) with check ((select medport.am_center()));
grant select on medport.transport_bid to medport_ems, medport_hospital, medport_center;
grant insert (id, agency_id, transport_request_id, bid_amount, estimated_arrival, estimated_pickup, special_notes,
              unit_id),
      update (status)
    on medport.transport_bid to medport_ems, medport_center;

create function medport.on_bid() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    trip medport.available_trip;
    chosen medport.unit;
    ceiling constant integer := medport.setting_int('max_bid_cents', 5000000);
begin
    -- Row security judges the row only after this trigger: nobody learns a thing by naming another agency.
    if not coalesce(medport.am_center() or new.agency_id = medport.my_agency_id(), false) then
        raise exception 'You may bid for your own agency only.' using errcode = 'MP006';
    elsif not medport.agency_works(new.agency_id) then
        raise exception 'This agency is suspended and takes no trips.' using errcode = 'MP006';
    end if;
    select * into trip from medport.available_trip t where t.trip_id = new.transport_request_id for no key update;
    if trip.trip_id is null or trip.status in ('SCHEDULED', 'CLOSED') then
        raise exception 'This trip is no longer on offer.' using errcode = 'MP002';
    elsif trip.status = 'TAKEN' then
        raise exception 'Trip % has gone to an agency meanwhile.', trip.trip_number using errcode = 'MP003';
    elsif trip.award_mode <> 'BIDDING' then
        raise exception 'Trip % goes to the first agency that accepts it.', trip.trip_number
            using errcode = 'MP002', hint = 'Accept it instead of bidding.';
    elsif new.bid_amount <= 0 then
        raise exception 'Enter an amount above $0.' using errcode = 'MP005', column = 'amount';
    elsif new.bid_amount > ceiling then
        raise exception 'A bid cannot be above $%.', to_char(ceiling / 100.0, 'FM999,999,990.00')
            using errcode = 'MP005', column = 'amount';
    elsif new.estimated_pickup < clock_timestamp() - interval '15 minutes' then
        raise exception 'The pick-up time is in the past.' using errcode = 'MP005', column = 'estimated_pickup';
    end if;
    -- The agency's last bid may be over without the clock having said so yet.
    update medport.transport_bid b set status = 'EXPIRED'
    where b.agency_id = new.agency_id and b.transport_request_id = trip.trip_id and b.status = 'PENDING'
      and b.expires_at <= clock_timestamp();
    if exists (select from medport.transport_bid b
               where b.agency_id = new.agency_id and b.transport_request_id = trip.trip_id and b.status = 'PENDING'
                 and b.id <> new.id) then
        raise exception 'This agency has bid on trip % already.', trip.trip_number
            using errcode = 'MP004', hint = 'Withdraw the bid first to change it.';
    end if;
    chosen := medport.lock_unit(new.agency_id, new.unit_id, trip.transport_level, false);
    perform medport.check_unit_at(chosen, new.estimated_pickup);
    new.agency_name := (select a.name from medport.ems_agency a where a.id = new.agency_id);
    new.hospital_id := trip.hospital_id;
    new.unit_number := chosen.unit_number;
    new.trip_revision := trip.revision;
    new.empty_miles := medport.empty_miles(chosen, trip.origin_coordinates);
    new.status := 'PENDING';
    new.submitted_by := medport.my_user_id();
    new.submitted_at := clock_timestamp();
    new.updated_at := new.submitted_at;
    new.expires_at := new.submitted_at + make_interval(mins => medport.setting_int('bid_valid_minutes', 30));
    return new;
end
$$;

create function medport.on_bid_change() returns trigger
    language plpgsql set search_path = ''
as $$
begin
    if new.status = old.status and not medport.by_event() then
        new.updated_at := old.updated_at;  -- by that an undo knows what the award has ended
        return new;
    end if;
    new.updated_at := clock_timestamp();
    if new.status = old.status then
        return new;
    elsif medport.by_event() and old.status in ('ACCEPTED', 'REJECTED') and new.status in ('PENDING', 'EXPIRED') then
        return new;  -- its award is undone
    elsif old.status <> 'PENDING' then
        raise exception 'This bid is % already.', medport.status_words(old.status)
            using errcode = 'MP004', hint = 'The board shows what became of it.';
    elsif not medport.by_event() and new.status <> 'WITHDRAWN' then
        raise exception 'An open bid can only be withdrawn.' using errcode = 'MP004';
    end if;
    return new;
end
$$;

create function medport.on_bid_told() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    kind constant text := case
        when tg_op = 'INSERT' then 'bid.submitted'
        when new.status = old.status then null
        when new.status = 'WITHDRAWN' then 'bid.withdrawn'
        when new.status = 'EXPIRED' then 'bid.expired'
    end;
begin
    if kind is not null then
        perform events.emit(kind, jsonb_build_object(
            'v', 1, 'trip_id', new.transport_request_id, 'bid_id', new.id, 'agency_id', new.agency_id
        ));
    end if;
    return null;
end
$$;

create trigger a_rules before insert on medport.transport_bid
    for each row execute function medport.on_bid();
create trigger a_rules_of_change before update on medport.transport_bid
    for each row execute function medport.on_bid_change();
create trigger b_told after insert or update on medport.transport_bid
    for each row execute function medport.on_bid_told();

create trigger c_answered after insert on medport.transport_bid
    for each row execute function medport.on_answer('transport_request_id');

-- How many open bids a trip on offer has. Agencies see the number, never one another's bids. Counted when read: a
-- counter on the board's row would make a withdrawal and an award lock the same two rows in opposite order.
create function medport.open_bids(trip_id uuid) returns integer
    language sql stable security definer set search_path = ''
    return (
        select count(*)::integer
        from medport.transport_bid b
        join medport.available_trip t on t.trip_id = b.transport_request_id
        where b.transport_request_id = open_bids.trip_id
          and t.status = 'PENDING' and b.status = 'PENDING' and b.expires_at > now()
          and t.hospital_id = coalesce(medport.my_hospital_id(), t.hospital_id)  -- a hospital counts for its own trips
    );
grant execute on function medport.open_bids(uuid) to medport_person;
