-- The hospital holds a trip again that was on offer: a bid that crossed it ends. It may be bid on when it is offered
-- the next time.

create function medport.on_held_back() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    bid medport.transport_bid;
begin
    for bid in
        update medport.transport_bid b
        set status = 'REJECTED', decline_reason = 'The hospital holds the trip for later.'
        where b.transport_request_id = new.trip_id and b.status = 'PENDING'
        returning b.*
    loop
        -- Told, since the hospital may count it yet: it may have offered the trip again before the bid arrives there.
        perform events.emit('bid.rejected', jsonb_build_object(
            'v', 1, 'trip_id', bid.transport_request_id, 'bid_id', bid.id, 'agency_id', bid.agency_id
        ));
    end loop;
    return null;
end
$$;
alter function medport.on_held_back() owner to medport_events;
create trigger c_held_back after update on medport.available_trip
    for each row when (old.status = 'OPEN' and new.status = 'HELD_BACK')
    execute function medport.on_held_back();
