-- Holding a trip again that was offered a moment ago: what undoes "offer now", while no agency has answered.

create function medport.on_trip_held() returns trigger
    language plpgsql set search_path = ''
as $$
declare
    lead constant interval := make_interval(mins => medport.setting_int('offer_lead_minutes', 60));
begin
    if old.bid_count > 0 then
        raise exception 'Agencies have bid on trip % already.', old.trip_number
            using errcode = 'MP003', hint = 'Award a bid, or cancel the trip.';
    elsif exists (select from medport.trip_award a where a.trip_id = old.id and a.outcome = 'PENDING') then
        raise exception 'This trip was awarded a moment ago; the agency''s answer is on its way.'
            using errcode = 'MP003';
    elsif new.ready_at <= clock_timestamp() + lead then  -- the clock would offer it again at once
        raise exception 'Trip % is due to be offered by now.', old.trip_number
            using errcode = 'MP001', column = 'status',
                  hint = format('A held trip offers itself %s minutes before it is ready.',
                                extract(epoch from lead)::integer / 60);
    end if;
    return new;
end
$$;
alter function medport.on_trip_held() owner to medport_owner;
create trigger a_rules_of_hold before update on medport.transport_request
    for each row when (old.status = 'PENDING' and new.status = 'SCHEDULED')
    execute function medport.on_trip_held();

-- It was not offered after all: the milestone goes with the offer, and comes again with the next.
create function medport.on_trip_held_told() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    delete from medport.trip_milestone m where m.trip_id = new.id and m.milestone = 'notified';
    return null;
end
$$;
alter function medport.on_trip_held_told() owner to medport_events;
create trigger c_held after update on medport.transport_request
    for each row when (old.status = 'PENDING' and new.status = 'SCHEDULED')
    execute function medport.on_trip_held_told();
