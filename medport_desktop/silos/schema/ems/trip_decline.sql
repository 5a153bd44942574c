-- An agency says that it will not run a trip on offer, and why. That is neither a cancellation nor a bid: the trip
-- stays on offer, to this agency too. The hospital is told who, the coded reason and when; the note stays here.

create table medport.trip_decline (
    id           uuid primary key default gen_random_uuid(),
    trip_id      uuid not null references medport.available_trip,
    agency_id    uuid not null references medport.ems_agency,
    reason       text not null constraint reason check (reason = any (medport.decline_reasons())),
    note         text not null default '' constraint note check (length(note) <= 2000),
    status       text not null default 'LIVE' check (status in ('LIVE', 'WITHDRAWN')),
    declined_by  uuid,
    declined_at  timestamptz not null default clock_timestamp(),
    withdrawn_at timestamptz
);
create unique index trip_decline_live on medport.trip_decline (agency_id, trip_id) where status = 'LIVE';
create index trip_decline_trip on medport.trip_decline (trip_id);
call setup.protect('medport.trip_decline', 'trip_id', array['note']);
comment on table medport.trip_decline is 'Agencies that will not run a trip on offer, with a coded reason';
comment on column medport.trip_decline.note is 'For the agency alone: in no event, and not shown in the audit log';
comment on column medport.trip_decline.status is 'LIVE; WITHDRAWN where the agency took it back, bid or accepted after all';

create policy agency_reads on medport.trip_decline for select to medport_ems
    using (agency_id = (select medport.my_agency_id()));
create policy agency_declines on medport.trip_decline for insert to medport_ems
    with check (agency_id = (select medport.my_agency_id()));
create policy agency_edits on medport.trip_decline for update to medport_ems
    using (agency_id = (select medport.my_agency_id())) with check (agency_id = (select medport.my_agency_id()));
-- The center acts for an agency that tells it by phone; the agencies' notes are not for it.
create policy center_reads on medport.trip_decline for select to medport_center
    using ((select medport.am_center()));
create policy center_declines on medport.trip_decline for insert to medport_center
    with check ((select medport.am_center()));
create policy center_edits on medport.trip_decline for update to medport_center
    using ((select medport.am_center())) with check ((select medport.am_center()));
grant select, insert (id, trip_id, agency_id, reason, note), update (status) on medport.trip_decline to medport_ems;
grant select (id, trip_id, agency_id, reason, status, declined_by, declined_at, withdrawn_at),
      insert (id, trip_id, agency_id, reason), update (status)
    on medport.trip_decline to medport_center;

create function medport.on_decline() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    trip medport.available_trip;
begin
    -- Row security judges the row only after this trigger: nobody learns a thing by naming another agency.
    if not coalesce(medport.am_center() or new.agency_id = medport.my_agency_id(), false) then
        raise exception 'You may decline for your own agency only.' using errcode = 'MP006';
    end if;
    -- The lock that a bid takes: one agency's bid and decline see one another.
    select * into trip from medport.available_trip t where t.trip_id = new.trip_id for no key update;
    if exists (select from medport.trip_decline d where d.id = new.id and d.agency_id = new.agency_id) then
        return null;  -- the same decline, sent again
    elsif trip.trip_id is null or trip.status <> 'PENDING' then
        raise exception 'This trip is no longer on offer.'
            using errcode = 'MP002', hint = 'There is nothing left to decline.';
    elsif exists (select from medport.trip_decline d
                  where d.trip_id = trip.trip_id and d.agency_id = new.agency_id and d.status = 'LIVE') then
        raise exception 'This agency has declined trip % already.', trip.trip_number
            using errcode = 'MP004', hint = 'Take the decline back to give another reason.';
    elsif exists (select from medport.transport_bid b
                  where b.transport_request_id = trip.trip_id and b.agency_id = new.agency_id
                    and b.status = 'PENDING' and b.expires_at > clock_timestamp()) then
        raise exception 'This agency has an open bid on trip %.', trip.trip_number
            using errcode = 'MP004', hint = 'Withdraw the bid first.';
    end if;
    new.status := 'LIVE';
    new.declined_by := medport.my_user_id();
    new.declined_at := clock_timestamp();
    new.withdrawn_at := null;
    return new;
end
$$;

create function medport.on_decline_change() returns trigger
    language plpgsql set search_path = ''
as $$
begin
    if new.status = old.status then
        return new;
    elsif old.status <> 'LIVE' then
        raise exception 'This decline was taken back already.' using errcode = 'MP004';
    end if;
    new.withdrawn_at := clock_timestamp();
    return new;
end
$$;

-- Both events carry the whole: the second may be handled without the first, where the first became a dead letter.
create function medport.on_decline_told() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    if tg_op = 'UPDATE' and new.status = old.status then
        return null;
    end if;
    perform events.emit(
        case new.status when 'LIVE' then 'trip.declined' else 'trip.decline_withdrawn' end,
        jsonb_build_object(
            'v', 1, 'trip_id', new.trip_id, 'decline_id', new.id, 'agency_id', new.agency_id,
            'agency_name', (select a.name from medport.ems_agency a where a.id = new.agency_id),
            'reason', new.reason, 'declined_at', new.declined_at
        ) || case new.status
            when 'LIVE' then '{}'::jsonb
            else jsonb_build_object('withdrawn_at', new.withdrawn_at) end
    );
    return null;
end
$$;

-- A bid, or an acceptance, is an agency's other answer: it takes the decline back.
create function medport.on_answer() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    update medport.trip_decline d set status = 'WITHDRAWN'
    where d.agency_id = new.agency_id and d.status = 'LIVE'
      and d.trip_id = (to_jsonb(new) ->> tg_argv[0])::uuid;
    return null;
end
$$;

create trigger a_rules before insert on medport.trip_decline
    for each row execute function medport.on_decline();
create trigger a_rules_of_change before update on medport.trip_decline
    for each row execute function medport.on_decline_change();
create trigger b_told after insert or update on medport.trip_decline
    for each row execute function medport.on_decline_told();
