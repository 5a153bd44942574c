-- A cancel, or a change of the offer, that came too late. Until it reaches the ems silo the crew drives on, and may finish
-- the run: the patient was carried, and no message changes that. So the trip becomes COMPLETED here too, with what the crew
-- did; the reason of a cancel stays on the trip, a note says what happened, and the center is told.

create function events.on_overtaken(trip medport.transport_request, payload jsonb) returns void
    language plpgsql set search_path = ''
as $$
declare
    happened constant jsonb := coalesce(payload -> 'milestones', '{}')
        || jsonb_build_object('transfer_of_care', payload ->> 'occurred_at');
begin
    update medport.transport_request t
    set status = 'COMPLETED',
        assignment_id = (payload ->> 'assignment_id')::uuid,
        assigned_agency_id = (payload ->> 'agency_id')::uuid,
        assigned_agency_name = coalesce(payload ->> 'agency_name', t.assigned_agency_name),
        assigned_unit_id = (payload ->> 'unit_id')::uuid,
        assigned_unit_number = coalesce(payload ->> 'unit_number', ''),
        accepted_timestamp = coalesce((happened ->> 'acknowledged')::timestamptz, t.accepted_timestamp),
        pickup_timestamp = coalesce((happened ->> 'left_scene')::timestamptz, t.pickup_timestamp),
        bid_count = 0,
        completion_timestamp = (payload ->> 'occurred_at')::timestamptz
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
            || ' came too late: the crew had finished the run.');
    perform events.emit('trip.overtaken', jsonb_build_object(
        'v', 1, 'trip_id', trip.id, 'assignment_id', payload ->> 'assignment_id',
        'agency_id', payload ->> 'agency_id', 'was', trip.status
    ));
end
$$;
alter function events.on_overtaken(medport.transport_request, jsonb) owner to medport_events;
