-- Who holds a trip, and how far it is. The partial unique indexes are the last word: one live holder a trip, one
-- live trip a unit.

create table medport.assignment (
    id               uuid primary key default gen_random_uuid(),
    trip_id          uuid not null references medport.available_trip,
    bid_id           uuid references medport.transport_bid,
    agency_id        uuid not null references medport.ems_agency,
    agency_name      text not null default '',
    unit_id          uuid,
    unit_number      text not null default '',
    status           text not null default 'ACCEPTED'
        check (status = any (medport.trip_statuses()) and status <> 'SCHEDULED'),
    estimated_pickup timestamptz,
    milestones       jsonb not null default '{}',      -- {"en_route": "2026-01-05T14:03:00+00:00", ...}
    accepted_at      timestamptz not null default clock_timestamp(),
    status_since     timestamptz not null default clock_timestamp(),
    ended_at         timestamptz,
    end_reason       text constraint end_reason check (end_reason = any (medport.end_reasons())),
    end_note         text not null default '' constraint end_note check (length(end_note) <= 2000),
    outcome          text constraint outcome check (outcome = any (medport.outcomes())),
    ended_by         text not null default '',
    acknowledged_at  timestamptz,
    acknowledged_by  uuid,
    moved_by         uuid,
    carried_at       timestamptz,
    place_before     jsonb,
    sheet_corrected_at timestamptz,
    accepted_by      uuid,
    told_late        timestamptz,
    happened_at      timestamptz,
    updated_at       timestamptz not null default clock_timestamp(),
    foreign key (agency_id, unit_id) references medport.unit (agency_id, id)
);
comment on column medport.assignment.told_late is
    'Written with a step that happened before this silo could be told of it: when. Never kept, always null when read';
comment on column medport.assignment.happened_at is
    'Written by who says when a step happened: with the step, or alone for the last one. Never kept, null when read';
comment on column medport.assignment.outcome is 'How the holding ended; null while the agency holds the trip';
comment on column medport.assignment.ended_by is 'Who ended it: a person of the agency, else the organisation';
comment on column medport.assignment.acknowledged_at is
    'When the agency said that it has seen the end; at once where it ended the holding itself';
comment on column medport.assignment.moved_by is 'Who took its last step';
comment on column medport.assignment.carried_at is
    'When the hospital was told that the patient is aboard, so that its cancel comes too late; null once it knows';
comment on column medport.assignment.sheet_corrected_at is
    'When the hospital corrected the crew sheet; null once somebody of the agency has seen that';
comment on column medport.assignment.place_before is 'Where its unit was before it was on scene, if that is taken back';
create unique index assignment_one_holder on medport.assignment (trip_id) where ended_at is null;
create unique index assignment_one_trip on medport.assignment (unit_id) where ended_at is null;
create index assignment_agency on medport.assignment (agency_id, ended_at);
call setup.protect('medport.assignment', 'id', array['end_note']);

create policy agency_reads on medport.assignment for select to medport_ems
    using (agency_id = (select medport.my_agency_id()));
create policy agency_accepts on medport.assignment for insert to medport_ems
    with check (agency_id = (select medport.my_agency_id()));
create policy agency_edits on medport.assignment for update to medport_ems
    using (agency_id = (select medport.my_agency_id())) with check (agency_id = (select medport.my_agency_id()));
create policy center_reads on medport.assignment for select to medport_center
    using ((select medport.am_center()));
create policy center_accepts on medport.assignment for insert to medport_center
    with check ((select medport.am_center()));
create policy center_edits on medport.assignment for update to medport_center
    using ((select medport.am_center())) with check ((select medport.am_center()));
grant select on medport.assignment to medport_ems, medport_center;
grant insert (id, trip_id, agency_id, unit_id, estimated_pickup),
      update (status, unit_id, end_reason, end_note, told_late, happened_at, acknowledged_at)
    on medport.assignment to medport_ems, medport_center;

-- An agency sees on the board what is on offer and what it holds or held, or has bid on. The board's other policies are
-- in its own file; this one reads the tables that refer to it.
create policy agency_reads on medport.available_trip for select to medport_ems
    using (
        (select medport.my_agency_id()) is not null
        and (status = 'PENDING'
             or exists (select from medport.assignment a
                        where a.trip_id = available_trip.trip_id and a.agency_id = (select medport.my_agency_id()))
             or exists (select from medport.transport_bid b
                        where b.transport_request_id = available_trip.trip_id
                          and b.agency_id = (select medport.my_agency_id())))
    );

-- A new assignment: a person accepts a FIRST_ACCEPT trip, or an award arrives by event. The lock on the board's row
-- makes two agencies wait for one another, so the second is told plainly.
create function medport.on_assignment() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    trip medport.available_trip;
    chosen medport.unit;
    -- No person may write bid_id: where it is given, an award is being carried out.
    awarded constant boolean := new.bid_id is not null;
begin
    if not awarded and not coalesce(medport.am_center() or new.agency_id = medport.my_agency_id(), false) then
        raise exception 'You may accept for your own agency only.' using errcode = 'MP006';
    elsif not awarded and not medport.agency_works(new.agency_id) then
        raise exception 'This agency is suspended and takes no trips.' using errcode = 'MP006';
    end if;
    select * into trip from medport.available_trip t where t.trip_id = new.trip_id for update;
    if exists (select from medport.assignment a where a.id = new.id and a.agency_id = new.agency_id) then
        return null;  -- the same acceptance, sent again
    elsif trip.status = 'TAKEN' then
        raise exception 'Trip % was taken by another agency a moment ago.', trip.trip_number
            using errcode = 'MP003', hint = 'The board shows the trips that are still on offer.';
    elsif trip.trip_id is null or trip.status <> 'PENDING' then
        raise exception 'This trip is no longer on offer.'
            using errcode = 'MP002', hint = 'The board shows the trips that are still on offer.';
    elsif not awarded and trip.award_mode <> 'FIRST_ACCEPT' then
        raise exception 'The hospital chooses among bids for trip %.', trip.trip_number
            using errcode = 'MP002', hint = 'Bid on it.';
    elsif not awarded and new.unit_id is null then
        raise exception 'Choose the unit that runs this trip.' using errcode = 'MP005', column = 'unit';
    end if;
    if new.unit_id is not null then
        chosen := medport.lock_unit(new.agency_id, new.unit_id, trip.transport_level, true);
        update medport.unit u set current_status = 'COMMITTED' where u.id = chosen.id;
    end if;
    new.agency_name := (select a.name from medport.ems_agency a where a.id = new.agency_id);
    new.unit_number := coalesce(chosen.unit_number, '');
    new.status := 'ACCEPTED';
    new.accepted_at := clock_timestamp();
    new.status_since := new.accepted_at;
    new.updated_at := new.accepted_at;
    new.ended_at := null;
    new.accepted_by := events.actor_id();
    new.milestones := jsonb_build_object('acknowledged', new.accepted_at);
    update medport.available_trip t set status = 'TAKEN' where t.trip_id = trip.trip_id;
    update medport.transport_bid b
    set status = case when b.id = new.bid_id then 'ACCEPTED' else 'REJECTED' end,
        outcome = case when b.id = new.bid_id then null else 'NOT_CHOSEN' end
    where b.transport_request_id = trip.trip_id and b.status = 'PENDING';
    return new;
end
$$;

-- Why the unit of an awarded bid does not run the trip, in a sentence; null where it does, or where no bid was awarded.
create function medport.unit_missing(held medport.assignment) returns text
    language sql stable set search_path = ''
    return (
        select format('Unit %s is %s.', u.unit_number, case
            when not u.is_active then 'retired'
            when medport.status_by_plan(u) = 'COMMITTED' then 'on another trip'
            when medport.status_by_plan(u) = 'AVAILABLE' then 'not able to run it'
            else medport.status_words(medport.status_by_plan(u)) end)
        from medport.transport_bid b
        join medport.unit u on u.id = b.unit_id
        where b.id = held.bid_id and held.unit_id is null
    );

create function medport.on_assignment_told() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    trip medport.available_trip;
begin
    select * into trip from medport.available_trip t where t.trip_id = new.trip_id;
    perform events.emit('trip.accepted', jsonb_build_object(
        'v', 1,
        'trip_id', new.trip_id,
        'assignment_id', new.id,
        'bid_id', new.bid_id,
        'agency_id', new.agency_id,
        'agency_name', new.agency_name,
        'unit_id', new.unit_id,
        'unit_number', new.unit_number,
        'unit_missing', medport.unit_missing(new),
        'accepted_at', new.accepted_at,
        'revision', trip.revision,
        'seconds_to_accept', greatest(0, round(extract(epoch from new.accepted_at - trip.request_timestamp)))
    ) || events.facts_of(new.trip_id));
    return null;
end
$$;

-- Who ends a holding, as its agency reads it: one of its own people by name.
create function medport.ended_by() returns text
    language sql stable security definer set search_path = ''
    return case when medport.my_agency_id() is null then events.side_of(events.actor_id())
           else events.name_of(medport.my_user_id()) end;
grant execute on function medport.ended_by() to medport_ems, medport_center, medport_events;

-- When a step happened, as a person says it in minutes: between the step before it and now.
create function medport.when_happened(happened timestamptz, after timestamptz) returns timestamptz
    language plpgsql stable security definer set search_path = ''
as $$
begin
    if happened > clock_timestamp() then
        raise exception 'That is still to come.' using errcode = 'MP005', column = 'happened_at',
            hint = 'Say when it happened, or take the step when it does.';
    elsif happened < date_trunc('minute', after) then
        raise exception 'The step before it was at %.', medport.site_time(after)
            using errcode = 'MP005', column = 'happened_at', hint = 'A step cannot have happened before that.';
    end if;
    return greatest(happened, after);
end
$$;
grant execute on function medport.when_happened(timestamptz, timestamptz) to medport_ems, medport_center;

-- A step forward, a correction, a release, another unit; or an end that an event brings.
create function medport.on_assignment_change() returns trigger
    language plpgsql set search_path = ''
as $$
declare
    by_event constant boolean := medport.by_event();
    by_center constant boolean := not by_event and medport.am_center();
    -- When the step happened: now, or as it was told late; never before the step that it follows.
    happened timestamptz;
    said constant timestamptz := new.happened_at;
begin
    new.updated_at := clock_timestamp();
    new.happened_at := null;
    happened := greatest(old.status_since, least(coalesce(new.told_late, new.updated_at), new.updated_at));
    new.told_late := null;
    if old.ended_at is not null and new.acknowledged_at is not null and said is null
       and row(new.status, new.unit_id, new.end_reason, new.end_note)
           is not distinct from row(old.status, old.unit_id, old.end_reason, old.end_note)
    then
        if by_center then
            raise exception 'The agency itself says that it has seen this.' using errcode = 'MP006';
        end if;
        if new.acknowledged_at < old.ended_at then
            return old;  -- a console writes the time of what it showed, and this came later
        end if;
        new.acknowledged_by := coalesce(old.acknowledged_by, medport.my_user_id());
        new.acknowledged_at := coalesce(old.acknowledged_at, new.updated_at);
        return new;
    elsif old.ended_at is not null then
        raise exception 'This trip is over for this agency: it was %.',
            case old.status when 'PENDING' then 'handed back' else medport.status_words(old.status) end
            using errcode = 'MP002', hint = 'The board shows where the trip is now.';
    end if;
    if new.acknowledged_at is not null and not by_event then  -- that the crew sheet was corrected
        if by_center then
            raise exception 'The agency itself says that it has seen this.' using errcode = 'MP006';
        end if;
        if new.acknowledged_at >= old.sheet_corrected_at then  -- else it was corrected again since
            new.sheet_corrected_at := null;
        end if;
    end if;
    new.acknowledged_at := null;
    if new.unit_id is distinct from old.unit_id and (new.unit_id is null or new.status not in ('ACCEPTED', 'EN_ROUTE'))
    then
        raise exception 'The unit can be changed until it is on scene.' using errcode = 'MP001', column = 'unit';
    end if;
    if said is not null and new.status = old.status then
        if old.status = 'ACCEPTED' then
            raise exception 'No step has been taken yet.' using errcode = 'MP001', column = 'happened_at';
        end if;
        new.status_since := medport.when_happened(said, (
            select max(m.value::timestamptz) from jsonb_each_text(old.milestones) m
            where m.key <> medport.milestone_of(old.status)
        ));
        new.moved_by := coalesce(medport.my_user_id(), old.moved_by);
        new.milestones := new.milestones || jsonb_build_object(medport.milestone_of(old.status), new.status_since);
    elsif new.status <> old.status then
        -- A cancel that was made while the trip could still be cancelled is carried out wherever the crew has got to.
        if not (by_event and new.status = 'CANCELLED') then
            perform medport.check_transition(old.status, new.status, 'ems', by_event);
        end if;
        if new.status = 'ON_SCENE' and old.carried_at is not null then
            raise exception 'The hospital is being told that the patient is aboard.'
                using errcode = 'MP001', column = 'status', hint = 'Try again in a moment.';
        end if;
        if new.status = 'PENDING' and new.end_reason is null then
            raise exception 'Say why the trip is handed back.' using errcode = 'MP005', column = 'end_reason';
        elsif new.status = 'EN_ROUTE' and new.unit_id is null then
            raise exception 'Give this trip a unit first.' using errcode = 'MP007', column = 'unit';
        end if;
        new.status_since := happened;
        new.moved_by := coalesce(medport.my_user_id(), old.moved_by);
        if new.status in ('PENDING', 'COMPLETED', 'CANCELLED') then
            new.ended_at := new.updated_at;
            new.outcome := coalesce(new.outcome, case new.status
                when 'PENDING' then case when by_center then 'TAKEN' else 'RELEASED' end
                else new.status end);
            new.ended_by := coalesce(nullif(new.ended_by, ''), medport.ended_by());
            if not (by_event or by_center) then
                new.acknowledged_at := new.ended_at;
                new.acknowledged_by := medport.my_user_id();
            end if;
        end if;
        if exists (select from medport.status_transition s
                   where s.from_status = old.status and s.to_status = new.status and s.kind = 'correct') then
            new.milestones := new.milestones - medport.milestone_of(old.status);
            -- It is again what it was, since then.
            new.status_since := coalesce(
                (new.milestones ->> medport.milestone_of(new.status))::timestamptz, new.status_since
            );
        else
            if said is not null then
                happened := medport.when_happened(said, old.status_since);
                new.status_since := happened;
            end if;
            new.milestones := new.milestones
                || jsonb_build_object(medport.milestone_of(new.status), happened);
        end if;
    end if;
    return new;
end
$$;

-- Another unit: free the old one, commit the new one.
create function medport.on_assignment_unit() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    chosen medport.unit;
begin
    chosen := medport.lock_unit(
        new.agency_id, new.unit_id,
        (select t.transport_level from medport.available_trip t where t.trip_id = new.trip_id), true
    );
    update medport.unit u set current_status = 'AVAILABLE'
    where u.id = old.unit_id and u.current_status = 'COMMITTED';
    update medport.unit u set current_status = 'COMMITTED' where u.id = chosen.id;
    new.unit_number := chosen.unit_number;
    return new;
end
$$;

create function medport.on_assignment_moved() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    transition medport.status_transition;
begin
    if new.status = old.status and new.unit_id is not distinct from old.unit_id
       and new.status_since = old.status_since
    then
        return null;
    end if;
    select * into transition from medport.status_transition s
    where s.from_status = old.status and s.to_status = new.status;
    if new.ended_at is not null then
        update medport.unit u set current_status = 'AVAILABLE'
        where u.id = new.unit_id and u.current_status = 'COMMITTED';
        update medport.transport_bid b set outcome = new.outcome
        where b.id = new.bid_id and b.status = 'ACCEPTED';  -- not where its award is undone
    end if;
    if transition.kind = 'release' then
        update medport.available_trip t set status = 'PENDING' where t.trip_id = new.trip_id and t.status = 'TAKEN';
        perform events.emit('trip.released', jsonb_build_object(
            'v', 1, 'trip_id', new.trip_id, 'assignment_id', new.id, 'agency_id', new.agency_id,
            'reason', new.end_reason,
            'bids', (select count(*) from medport.transport_bid b
                     where b.transport_request_id = new.trip_id and b.status = 'PENDING')
        ));
    elsif new.status <> 'CANCELLED' then
        if new.status = 'COMPLETED' then
            update medport.available_trip t set status = 'CLOSED' where t.trip_id = new.trip_id;
        end if;
        perform events.emit('trip.progressed', jsonb_build_object(
            'v', 1, 'trip_id', new.trip_id, 'assignment_id', new.id, 'agency_id', new.agency_id,
            'was', old.status, 'status', new.status, 'kind', coalesce(
                transition.kind, case when new.status_since <> old.status_since then 'time' else 'unit' end
            ),
            'occurred_at', new.status_since, 'unit_id', new.unit_id, 'unit_number', new.unit_number,
            'agency_name', new.agency_name, 'bid_id', new.bid_id, 'milestones', new.milestones
        ) || events.facts_of(new.trip_id));
    end if;
    return null;
end
$$;

create trigger a_rules before insert on medport.assignment
    for each row execute function medport.on_assignment();
create trigger a_rules_of_change before update on medport.assignment
    for each row execute function medport.on_assignment_change();
create trigger a_unit before update on medport.assignment
    for each row when (new.unit_id is distinct from old.unit_id)
    execute function medport.on_assignment_unit();
create trigger b_told after insert on medport.assignment
    for each row execute function medport.on_assignment_told();
create trigger b_moved after update on medport.assignment
    for each row execute function medport.on_assignment_moved();

create trigger c_answered after insert on medport.assignment
    for each row execute function medport.on_answer('trip_id');
