-- What the events of the other silos do here.

-- The hospital cancelled: whatever had crossed it, the board entry closes, bids end, the unit is free.
create function events.on_trip_cancelled(payload jsonb) returns void
    language plpgsql set search_path = ''
as $$
declare
    trip constant uuid := (payload ->> 'trip_id')::uuid;
begin
    -- Assignment before board, the order in which a crew's own changes lock them; and once more with the board
    -- locked, for an acceptance that was under way.
    perform events.stand_down(trip, payload ->> 'reason');
    update medport.available_trip t set status = 'CLOSED' where t.trip_id = trip;
    perform events.stand_down(trip, payload ->> 'reason');
    update medport.transport_bid b set status = 'REJECTED', decline_reason = 'The hospital cancelled the trip.'
    where b.transport_request_id = trip and b.status = 'PENDING';
end
$$;

-- End whatever live assignment a cancelled trip has; its unit is freed by the assignment's own trigger.
create function events.stand_down(trip uuid, reason text) returns void
    language sql set search_path = ''
begin atomic
    update medport.assignment
    set status = 'CANCELLED', end_reason = reason
    where trip_id = trip and ended_at is null;
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
        when bid.id is null then 'That bid does not exist.'
        when trip.status <> 'OPEN' then 'The trip was no longer on offer.'
        when bid.status = 'WITHDRAWN' then bid.agency_name || ' withdrew its bid a moment before.'
        when bid.status <> 'PENDING' then 'The bid was ' || medport.status_words(bid.status) || ' already.'
        when bid.expires_at <= clock_timestamp() then 'The bid had expired.'
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
    update medport.assignment
    set status = 'CANCELLED', end_reason = coalesce(end_reason, 'OTHER'),
        end_note = case payload ->> 'status'
            when 'PENDING' then 'The hospital had changed the trip a moment before it was accepted.'
            when 'SCHEDULED' then 'The hospital had scheduled the trip for later.'
            else end_note
        end
    where id = (payload ->> 'assignment_id')::uuid and ended_at is null;
    update medport.available_trip t
    set status = case payload ->> 'status' when 'PENDING' then 'OPEN' when 'SCHEDULED' then 'HELD_BACK' else 'CLOSED' end
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
        when 'user.created', 'user.updated', 'user.deactivated' then perform events.on_user(payload);
        when 'service.registered' then perform events.on_service_registered(payload);
        when 'trip.overtaken', 'silo.heartbeat' then null;  -- nothing to do here
        else raise exception 'no handler for %', kind using errcode = 'feature_not_supported';
    end case;
end
$$;
