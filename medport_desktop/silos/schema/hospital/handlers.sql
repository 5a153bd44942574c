-- What the events of the other silos do here.

-- A bid came, went or expired: the trip's count of open bids follows, while it is on offer; and while it is scheduled,
-- since a bid may have crossed that.
create function events.on_bid(payload jsonb, change integer) returns void
    language sql set search_path = ''
begin atomic
    update medport.transport_request
    set bid_count = greatest(0, bid_count + change)
    where id = (payload ->> 'trip_id')::uuid and status in ('SCHEDULED', 'PENDING');
end;

-- Whether this hospital gave the trip away as an acceptance says: it awarded that bid, or left the trip to the first
-- agency that accepts. The ems silo decides who accepts, and not how a trip is given away.
create function events.was_given(trip medport.transport_request, payload jsonb) returns boolean
    language sql stable set search_path = ''
    return case
        when payload ->> 'bid_id' is not null then exists (
            select from medport.trip_award a
            where a.trip_id = trip.id and a.bid_id = (payload ->> 'bid_id')::uuid
              and a.agency_id = (payload ->> 'agency_id')::uuid
        )
        else trip.award_mode = 'FIRST_ACCEPT' or exists (
            select from audit.log l
            where l.trip_id = trip.id and l.entity_type = 'transport_request'
              and 'FIRST_ACCEPT' in (l.changes -> 'before' ->> 'award_mode', l.changes -> 'after' ->> 'award_mode')
        )
    end;

-- An agency holds the trip now. A cancel that crossed it wins, and so does an edit: nobody holds what they have not
-- agreed to. An event tells the agency to stand down; after an edit the trip is on offer again as it is now.
create function events.on_trip_accepted(payload jsonb) returns void
    language plpgsql set search_path = ''
as $$
declare
    trip medport.transport_request;
begin
    select * into strict trip from medport.transport_request t
    where t.id = (payload ->> 'trip_id')::uuid for update;
    if trip.status <> 'PENDING' or trip.revision <> coalesce((payload ->> 'revision')::integer, trip.revision) then
        perform events.emit('trip.acceptance_refused', jsonb_build_object(
            'v', 1, 'trip_id', trip.id, 'assignment_id', payload ->> 'assignment_id', 'status', trip.status
        ));
        update medport.trip_award a
        set outcome = 'REFUSED', outcome_at = clock_timestamp(),
            refusal_reason = case trip.status when 'PENDING' then 'The trip was changed meanwhile.'
                             else 'The trip was ' || medport.status_words(trip.status) || ' meanwhile.' end
        where a.trip_id = trip.id and a.outcome = 'PENDING';
        -- The acceptance has ended all open bids.
        update medport.transport_request t set bid_count = 0 where t.id = trip.id and t.bid_count <> 0;
        return;
    end if;
    if not events.was_given(trip, payload) then
        raise exception 'this trip was not given to that agency' using errcode = 'invalid_parameter_value';
    end if;
    update medport.transport_request t
    set status = 'ACCEPTED',
        accepted_timestamp = (payload ->> 'accepted_at')::timestamptz,
        assigned_agency_id = (payload ->> 'agency_id')::uuid,
        assigned_agency_name = payload ->> 'agency_name',
        assigned_unit_id = (payload ->> 'unit_id')::uuid,
        assigned_unit_number = coalesce(payload ->> 'unit_number', ''),
        assignment_id = (payload ->> 'assignment_id')::uuid,
        bid_count = 0
    where t.id = trip.id;
    update medport.trip_award a
    set outcome = case when a.bid_id = (payload ->> 'bid_id')::uuid then 'ACCEPTED' else 'REFUSED' end,
        outcome_at = clock_timestamp(),
        -- What is to be said of the outcome: of the bid that won, that its unit is not there any more.
        refusal_reason = case when a.bid_id = (payload ->> 'bid_id')::uuid
            then coalesce(left(payload ->> 'unit_missing', 200), '') else 'The trip was no longer on offer.' end
    where a.trip_id = trip.id and a.outcome = 'PENDING';
    perform medport.add_milestone(trip.id, 'acknowledged', (payload ->> 'accepted_at')::timestamptz);
end
$$;

-- The awarded bid was gone: the award is undone, and its row says why.
create function events.on_award_refused(payload jsonb) returns void
    language sql set search_path = ''
begin atomic
    update medport.trip_award
    set outcome = 'REFUSED', outcome_at = clock_timestamp(), refusal_reason = payload ->> 'reason'
    where id = (payload ->> 'award_id')::uuid and outcome = 'PENDING';
    update medport.transport_request set updated_at = clock_timestamp()
    where id = (payload ->> 'trip_id')::uuid;
end;

-- The holding agency moved the trip a step forward, or corrected the last one, or changed its unit.
create function events.on_trip_progressed(payload jsonb) returns void
    language plpgsql set search_path = ''
as $$
declare
    trip medport.transport_request;
    to_status constant text := payload ->> 'status';
    at_time constant timestamptz := (payload ->> 'occurred_at')::timestamptz;
    happened constant jsonb := coalesce(payload -> 'milestones', '{}');
begin
    select * into strict trip from medport.transport_request t
    where t.id = (payload ->> 'trip_id')::uuid for update;
    if to_status not in ('ACCEPTED', 'EN_ROUTE', 'ON_SCENE', 'IN_TRANSIT', 'AT_DESTINATION', 'COMPLETED') then
        raise exception 'no crew makes a trip %', to_status using errcode = 'invalid_parameter_value';
    elsif to_status = 'COMPLETED' and trip.status in ('SCHEDULED', 'PENDING', 'CANCELLED') then
        perform events.on_overtaken(trip, payload);
        return;
    end if;
    -- A trip cancelled meanwhile, or held under another assignment, does not move.
    if trip.status = 'CANCELLED' or trip.assignment_id is distinct from (payload ->> 'assignment_id')::uuid then
        return;
    end if;
    update medport.transport_request t
    set status = to_status,
        assigned_unit_id = (payload ->> 'unit_id')::uuid,
        assigned_unit_number = coalesce(payload ->> 'unit_number', ''),
        pickup_timestamp = case when to_status <> 'ON_SCENE' then coalesce(
            (happened ->> 'left_scene')::timestamptz, t.pickup_timestamp, case to_status when 'IN_TRANSIT' then at_time end
        ) end,
        completion_timestamp = case to_status when 'COMPLETED' then at_time else t.completion_timestamp end
    where t.id = trip.id;
    if payload ->> 'kind' = 'correct' then
        delete from medport.trip_milestone m
        where m.trip_id = trip.id and m.milestone = medport.milestone_of(payload ->> 'was');
    elsif to_status <> trip.status then
        perform medport.add_milestone(trip.id, medport.milestone_of(to_status), at_time);
    end if;
    -- When a step happened may be told otherwise later: the newest event says it of all steps.
    update medport.trip_milestone m set occurred_at = (happened ->> m.milestone)::timestamptz
    where m.trip_id = trip.id and m.occurred_at <> (happened ->> m.milestone)::timestamptz;
end
$$;

-- A cancel, or a refusal, that found the patient aboard: the trip goes on.
create function events.on_trip_carried(payload jsonb) returns void
    language plpgsql set search_path = ''
as $$
declare
    trip medport.transport_request;
begin
    select * into strict trip from medport.transport_request t
    where t.id = (payload ->> 'trip_id')::uuid for update;
    if trip.status in ('SCHEDULED', 'PENDING', 'CANCELLED') then
        perform events.on_overtaken(trip, payload);
    end if;
end
$$;

-- The agency handed the trip back, or the center took it back: it is on offer again.
create function events.on_trip_released(payload jsonb) returns void
    language plpgsql set search_path = ''
as $$
declare
    trip medport.transport_request;
begin
    select * into strict trip from medport.transport_request t
    where t.id = (payload ->> 'trip_id')::uuid for update;
    update medport.transport_request t
    set status = 'PENDING', accepted_timestamp = null, assigned_agency_id = null, assigned_agency_name = '',
        assigned_unit_id = null, assigned_unit_number = '', assignment_id = null,
        bid_count = coalesce((payload ->> 'bids')::integer, 0)
    where t.id = (payload ->> 'trip_id')::uuid
      and t.assignment_id = (payload ->> 'assignment_id')::uuid
      and t.status in ('ACCEPTED', 'EN_ROUTE');
    if found then
        delete from medport.trip_milestone m
        where m.trip_id = (payload ->> 'trip_id')::uuid and m.milestone in ('acknowledged', 'en_route');
        perform medport.tell(
            trip.id, 'RELEASED', trip.assigned_agency_name, trip.assigned_unit_number, payload ->> 'reason'
        );
    end if;
end
$$;

-- The record of a hospital's person follows the account.
create function events.on_user(payload jsonb) returns void
    language sql set search_path = ''
begin atomic
    insert into medport.hospital_user (id, email, name, hospital_id, hospital_name, is_active)
    select (payload ->> 'user_id')::uuid, payload ->> 'email', payload ->> 'name',
           (payload ->> 'hospital_id')::uuid, payload ->> 'hospital_name', (payload ->> 'is_active')::boolean
    where payload ->> 'user_type' = 'hospital'
    on conflict (id) do update
    set email = excluded.email, name = excluded.name, hospital_id = excluded.hospital_id,
        hospital_name = excluded.hospital_name, is_active = excluded.is_active;
end;

-- An agency declined, or took that back: whichever of the two is handled first, a decline that was taken back stays so.
-- The audit log here names no person: the hospital learns of the agency alone, and the ems silo's log has who it was.
create function events.on_trip_declined(payload jsonb) returns void
    language plpgsql set search_path = ''
as $$
begin
    perform set_config('medport.actor', '', true);
    insert into medport.trip_decline as d (id, trip_id, agency_id, agency_name, reason, declined_at, withdrawn_at)
    values (
        (payload ->> 'decline_id')::uuid, (payload ->> 'trip_id')::uuid, (payload ->> 'agency_id')::uuid,
        payload ->> 'agency_name', payload ->> 'reason', (payload ->> 'declined_at')::timestamptz,
        (payload ->> 'withdrawn_at')::timestamptz
    )
    on conflict (id) do update
    set withdrawn_at = coalesce(d.withdrawn_at, excluded.withdrawn_at);
end
$$;

-- A cancel, or a change of the offer, that came too late. Until it reaches the ems silo the crew drives on, and may leave
-- with the patient or finish the run: no message changes that. So the trip becomes here what it is there, with what the
-- crew did; the reason of a cancel stays on the trip, a note and a notice say what happened, and an event goes to the
-- other silos.

create function events.on_overtaken(trip medport.transport_request, payload jsonb) returns void
    language plpgsql set search_path = ''
as $$
declare
    finished constant boolean := payload ->> 'status' = 'COMPLETED';
    happened constant jsonb := coalesce(payload -> 'milestones', '{}')
        || case when finished then jsonb_build_object('transfer_of_care', payload ->> 'occurred_at') else '{}' end;
begin
    if not events.was_given(trip, payload) then
        raise exception 'this trip was not given to that agency' using errcode = 'invalid_parameter_value';
    end if;
    update medport.transport_request t
    set status = payload ->> 'status',
        assignment_id = (payload ->> 'assignment_id')::uuid,
        assigned_agency_id = (payload ->> 'agency_id')::uuid,
        assigned_agency_name = coalesce(payload ->> 'agency_name', t.assigned_agency_name),
        assigned_unit_id = (payload ->> 'unit_id')::uuid,
        assigned_unit_number = coalesce(payload ->> 'unit_number', ''),
        accepted_timestamp = coalesce((happened ->> 'acknowledged')::timestamptz, t.accepted_timestamp),
        pickup_timestamp = coalesce((happened ->> 'left_scene')::timestamptz, t.pickup_timestamp),
        bid_count = 0,
        completion_timestamp = case when finished then (payload ->> 'occurred_at')::timestamptz end
    where t.id = trip.id;
    -- An award that the cancel or the change seemed to have undone was carried out after all.
    update medport.trip_award a
    set outcome = 'ACCEPTED', outcome_at = clock_timestamp(), refusal_reason = ''
    where a.trip_id = trip.id and a.bid_id = (payload ->> 'bid_id')::uuid and a.outcome = 'REFUSED';
    -- Times of a run that another crew had begun, and handed back unheard, go too.
    delete from medport.trip_milestone m
    where m.trip_id = trip.id and (m.milestone = 'cancelled' or happened ? m.milestone);
    perform medport.add_milestone(trip.id, m.key, m.value::timestamptz) from jsonb_each_text(happened) m;
    insert into medport.trip_note (trip_id, text)
    values (trip.id, 'The ' || case trip.status when 'CANCELLED' then 'cancellation' else 'change' end
            || ' came too late: ' || case when finished then 'the crew had finished the run.'
                                         else 'the patient is aboard. Call the crew.' end);
    perform medport.tell(
        trip.id, case when finished then 'OVERTAKEN' else 'ABOARD' end, payload ->> 'agency_name',
        payload ->> 'unit_number'
    );
    perform events.emit('trip.overtaken', jsonb_build_object(
        'v', 1, 'trip_id', trip.id, 'assignment_id', payload ->> 'assignment_id',
        'agency_id', payload ->> 'agency_id', 'was', trip.status
    ));
end
$$;

create function events.dispatch(source text, event_id uuid, kind text, payload jsonb) returns void
    language plpgsql set search_path = ''
as $$
begin
    case kind
        when 'bid.submitted' then perform events.on_bid(payload, 1);
        when 'bid.withdrawn', 'bid.expired', 'bid.rejected' then perform events.on_bid(payload, -1);
        when 'trip.accepted' then perform events.on_trip_accepted(payload);
        when 'trip.award_refused' then perform events.on_award_refused(payload);
        when 'trip.progressed' then perform events.on_trip_progressed(payload);
        when 'trip.carried' then perform events.on_trip_carried(payload);
        when 'trip.released' then perform events.on_trip_released(payload);
        when 'trip.declined', 'trip.decline_withdrawn' then perform events.on_trip_declined(payload);
        when 'user.created', 'user.updated', 'user.deactivated' then
            perform events.on_user(payload);
            perform reference.note_reset((payload ->> 'user_id')::uuid, (payload ->> 'reset_at')::timestamptz)
            where payload ->> 'reset_at' is not null;
        else null;  -- of no concern here
    end case;
end
$$;
