-- What the events of the other silos do here.

-- The hospital cancelled: whatever had crossed it, bids end, the unit is free and the board entry closes; but a patient
-- who is aboard is carried.
create function events.on_trip_cancelled(payload jsonb) returns void
    language plpgsql set search_path = ''
as $$
declare
    trip constant uuid := (payload ->> 'trip_id')::uuid;
begin
    -- Assignment before board, the order in which a crew's own changes lock them; and once more with the board
    -- locked, for an acceptance that was under way.
    perform events.stand_down(a.id, 'CANCELLED', payload ->> 'reason')
    from medport.assignment a where a.trip_id = trip and a.ended_at is null;
    perform from medport.available_trip t where t.trip_id = trip for update;
    perform events.stand_down(a.id, 'CANCELLED', payload ->> 'reason')
    from medport.assignment a where a.trip_id = trip and a.ended_at is null;
    update medport.available_trip t set status = 'CLOSED'
    where t.trip_id = trip
      and not exists (select from medport.assignment a where a.trip_id = t.trip_id and a.ended_at is null);
    update medport.transport_bid b
    set status = 'REJECTED', outcome = 'CANCELLED', decline_reason = 'The hospital cancelled the trip.'
    where b.transport_request_id = trip and b.status = 'PENDING';
end
$$;

-- End a live assignment; its unit is freed by the assignment's own trigger. Where the crew has left with the patient it
-- goes on, and the hospital is told so once. Until the hospital's answer (trip.overtaken), whatever else it says of an end
-- was said before it knew.
create function events.stand_down(assignment uuid, outcome text, reason text, note text default null) returns void
    language plpgsql set search_path = ''
as $$
declare
    held medport.assignment;
    actor constant text := current_setting('medport.actor', true);
begin
    select * into held from medport.assignment a where a.id = assignment and a.ended_at is null for update;
    if held.id is null or held.carried_at is not null then
        return;
    elsif held.status in ('IN_TRANSIT', 'AT_DESTINATION') then
        update medport.assignment a set carried_at = clock_timestamp() where a.id = held.id;
        perform set_config('medport.actor', coalesce(held.moved_by, held.accepted_by)::text, true);  -- the crew's deed
        perform events.emit('trip.carried', jsonb_build_object(
            'v', 1, 'trip_id', held.trip_id, 'assignment_id', held.id, 'agency_id', held.agency_id,
            'agency_name', held.agency_name, 'status', held.status, 'unit_id', held.unit_id,
            'unit_number', held.unit_number, 'bid_id', held.bid_id, 'milestones', held.milestones
        ));
        perform set_config('medport.actor', actor, true);
    else
        update medport.assignment a
        set status = 'CANCELLED', outcome = stand_down.outcome, end_reason = reason,
            end_note = coalesce(note, a.end_note),
            -- The refusal of an acceptance speaks for who accepted: it is the hospital that had changed the trip.
            ended_by = case when stand_down.outcome in ('CHANGED', 'SCHEDULED') then t.hospital_name else '' end
        from medport.available_trip t
        where a.id = held.id and t.trip_id = a.trip_id;
    end if;
end
$$;

-- The hospital knows that the patient is aboard, or was carried.
create function events.on_trip_overtaken(payload jsonb) returns void
    language sql set search_path = ''
begin atomic
    update medport.assignment set carried_at = null
    where id = (payload ->> 'assignment_id')::uuid and carried_at is not null and ended_at is null;
end;

-- The hospital corrected what stands on the crew sheet: the agency is told until it says that it has seen it.
create function events.on_sheet_corrected(payload jsonb) returns void
    language sql set search_path = ''
begin atomic
    update medport.assignment set sheet_corrected_at = clock_timestamp()
    where id = (payload ->> 'assignment_id')::uuid and trip_id = (payload ->> 'trip_id')::uuid and ended_at is null;
end;

-- The hospital awarded a bid. If it is still open it becomes an assignment; if not, an event says why.
create function events.on_trip_awarded(payload jsonb) returns void
    language plpgsql set search_path = ''
as $$
declare
    trip medport.available_trip;
    bid medport.transport_bid;
    unit_is_free boolean;
    refusal text;
begin
    select * into trip from medport.available_trip t
    where t.trip_id = (payload ->> 'trip_id')::uuid for update;
    select * into bid from medport.transport_bid b
    where b.id = (payload ->> 'bid_id')::uuid and b.transport_request_id = trip.trip_id for update;
    refusal := case
        when bid.id is null or bid.agency_id <> (payload ->> 'agency_id')::uuid then 'That bid does not exist.'
        when trip.status <> 'PENDING' then 'The trip was no longer on offer.'
        when bid.status = 'WITHDRAWN' then bid.agency_name || ' withdrew its bid a moment before.'
        when bid.status <> 'PENDING' then 'The bid was ' || medport.status_words(bid.status) || ' already.'
        when bid.expires_at <= clock_timestamp() then 'The bid had expired.'
        when bid.trip_revision < trip.revision then bid.agency_name || ' bid before the trip was changed.'
        when not medport.agency_works(bid.agency_id) then bid.agency_name || ' is suspended.'
    end;
    if refusal is not null then
        perform events.emit('trip.award_refused', jsonb_build_object(
            'v', 1, 'trip_id', payload ->> 'trip_id', 'award_id', payload ->> 'award_id',
            'bid_id', payload ->> 'bid_id', 'reason', refusal
        ));
        return;
    end if;
    -- A unit that went elsewhere meanwhile does not cost the agency the trip: it names another before it drives.
    select medport.status_by_plan(u) = 'AVAILABLE' and u.is_active and medport.unit_able(u.type, trip.transport_level)
    into unit_is_free
    from medport.unit u where u.id = bid.unit_id for update;
    insert into medport.assignment (trip_id, bid_id, agency_id, unit_id, estimated_pickup)
    values (trip.trip_id, bid.id, bid.agency_id, case when unit_is_free then bid.unit_id end, bid.estimated_pickup);
end
$$;

-- An acceptance met a trip that was gone, or had become another: stand down. The cancel's own event says the same;
-- either may come first. A trip that had changed, or is scheduled for later, goes back to the board as it is now.
create function events.on_acceptance_refused(payload jsonb) returns void
    language sql set search_path = ''
begin atomic
    select events.stand_down(
        (payload ->> 'assignment_id')::uuid,
        case payload ->> 'status' when 'PENDING' then 'CHANGED' when 'SCHEDULED' then 'SCHEDULED' else 'CANCELLED' end,
        'OTHER',
        case payload ->> 'status'
            when 'PENDING' then 'The hospital had changed the trip a moment before it was accepted.'
            when 'SCHEDULED' then 'The hospital had scheduled the trip for later.'
        end
    );
    update medport.available_trip t
    set status = case when payload ->> 'status' in ('PENDING', 'SCHEDULED') then payload ->> 'status' else 'CLOSED' end
    where t.trip_id = (payload ->> 'trip_id')::uuid and t.status = 'TAKEN'
      and payload ->> 'status' in ('PENDING', 'SCHEDULED', 'CANCELLED', 'COMPLETED')
      and not exists (select from medport.assignment a where a.trip_id = t.trip_id and a.ended_at is null);
end;

-- The record of an agency's person follows the account.
create function events.on_user(payload jsonb) returns void
    language sql set search_path = ''
begin atomic
    insert into medport.agency_user (id, email, name, agency_id, agency_name, is_active)
    select (payload ->> 'user_id')::uuid, payload ->> 'email', payload ->> 'name',
           (payload ->> 'agency_id')::uuid, payload ->> 'agency_name', (payload ->> 'is_active')::boolean
    where payload ->> 'user_type' = 'ems'
    on conflict (id) do update
    set email = excluded.email, name = excluded.name, agency_id = excluded.agency_id,
        agency_name = excluded.agency_name, is_active = excluded.is_active;
end;

-- The center registered an agency: it exists here.
create function events.on_service_registered(payload jsonb) returns void
    language sql set search_path = ''
begin atomic
    insert into medport.ems_agency (id, name, contact_name, phone, email, address, city, state, zip_code, coordinates,
                                    capabilities, pricing_structure, added_by)
    select (payload ->> 'agency_id')::uuid, payload ->> 'name', coalesce(payload ->> 'contact_name', ''),
           coalesce(payload ->> 'phone', ''), coalesce(payload ->> 'email', ''), coalesce(payload ->> 'address', ''),
           coalesce(payload ->> 'city', ''), coalesce(payload ->> 'state', ''), coalesce(payload ->> 'zip_code', ''),
           (payload ->> 'coordinates')::point,
           medport.plain_list(coalesce(payload -> 'capabilities', '[]')),
           coalesce(payload -> 'pricing_structure', '{}'),
           events.actor_id()
    where payload ->> 'service_type' = 'EMS_AGENCY'
    on conflict (id) do nothing;
end;

create function events.dispatch(source text, event_id uuid, kind text, payload jsonb) returns void
    language plpgsql set search_path = ''
as $$
begin
    case kind
        when 'trip.created', 'trip.updated' then perform events.on_offer(payload);
        when 'trip.cancelled' then perform events.on_trip_cancelled(payload);
        when 'trip.awarded' then perform events.on_trip_awarded(payload);
        when 'trip.acceptance_refused' then perform events.on_acceptance_refused(payload);
        when 'user.created', 'user.updated', 'user.deactivated' then
            perform events.on_user(payload);
            perform reference.note_reset((payload ->> 'user_id')::uuid, (payload ->> 'reset_at')::timestamptz)
            where payload ->> 'reset_at' is not null;
        when 'service.registered' then perform events.on_service_registered(payload);
        when 'trip.sheet_corrected' then perform events.on_sheet_corrected(payload);
        when 'trip.overtaken' then perform events.on_trip_overtaken(payload);
        else null;  -- of no concern here
    end case;
end
$$;
