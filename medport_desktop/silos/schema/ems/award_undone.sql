-- Undoing an award: the center takes the trip back before the agency has moved, and the bids that the award had ended are
-- open again, as far as their own times allow.

-- The bids that the award of a held trip has ended, and why each cannot be open again ('' where it can).
create function medport.bids_of_award(assignment_id uuid)
    returns table (bid_id uuid, agency_name text, bid_amount integer, expires_at timestamptz, lost text)
    language sql stable security definer set search_path = ''
begin atomic
    select b.id, b.agency_name, b.bid_amount, b.expires_at,
           case when b.expires_at <= clock_timestamp() then 'EXPIRED'
                when b.estimated_pickup < clock_timestamp() - interval '15 minutes' then 'PICKUP_PAST'
                when not medport.agency_works(b.agency_id) then 'SUSPENDED'
                else '' end
    from medport.assignment a
    join medport.transport_bid b on b.transport_request_id = a.trip_id
    where a.id = assignment_id and a.ended_at is null and a.bid_id is not null and medport.am_center()
      and (b.id = a.bid_id or b.status = 'REJECTED') and b.updated_at >= a.accepted_at
    order by b.agency_name;
end;

-- Harmless when it is called twice. Raises MP006 for all but the center, MP002 where the award no longer stands.
create function medport.undo_award(assignment_id uuid, note text) returns void
    language plpgsql security definer set search_path = ''
as $$
declare
    held medport.assignment;
begin
    if not medport.am_center() then
        raise exception 'Only the transport center takes an award back.' using errcode = 'MP006';
    end if;
    select * into held from medport.assignment a where a.id = assignment_id for update;
    if held.outcome = 'TAKEN' then
        return;
    elsif held.bid_id is null or held.status <> 'ACCEPTED' then
        raise exception 'This award cannot be taken back any more.'
            using errcode = 'MP002', hint = 'The board shows where the trip is now.';
    end if;
    perform from medport.available_trip t where t.trip_id = held.trip_id for update;
    update medport.transport_bid b
    set status = case ended.lost when '' then 'PENDING' else 'EXPIRED' end, outcome = null
    from medport.bids_of_award(held.id) ended
    where b.id = ended.bid_id;
    update medport.assignment a
    set status = 'PENDING', outcome = 'TAKEN', end_reason = 'OTHER', end_note = undo_award.note
    where a.id = held.id;
end
$$;
grant execute on function medport.bids_of_award(uuid), medport.undo_award(uuid, text) to medport_center;
