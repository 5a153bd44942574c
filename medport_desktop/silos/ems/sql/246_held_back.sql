-- The hospital holds a trip again that was on offer: a bid that crossed it ends. It may be bid on when it is offered
-- the next time.

create function medport.on_held_back() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    update medport.transport_bid b
    set status = 'REJECTED', decline_reason = 'The hospital holds the trip for later.'
    where b.transport_request_id = new.trip_id and b.status = 'PENDING';
    return null;
end
$$;
alter function medport.on_held_back() owner to medport_events;
create trigger c_held_back after update on medport.available_trip
    for each row when (old.status = 'OPEN' and new.status = 'HELD_BACK')
    execute function medport.on_held_back();
