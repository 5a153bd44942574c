-- Where units are while they work.

-- A unit is where its work last told: on scene at the origin, then at the destination. A step that is taken back puts it
-- back where it was. What somebody has said of it since then stays.
create function medport.on_unit_at_work() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    trip medport.available_trip;
begin
    select * into trip from medport.available_trip t where t.trip_id = new.trip_id;
    if new.status = old.status then  -- at another time than was told first
        update medport.unit u set place_since = new.status_since
        where u.id = new.unit_id and u.place_since = old.status_since;
    elsif new.status = 'ON_SCENE' and old.status = 'EN_ROUTE' then
        select jsonb_strip_nulls(jsonb_build_object(
            'location', u.current_location, 'coordinates', u.coordinates::text, 'since', u.place_since
        )) into new.place_before
        from medport.unit u where u.id = new.unit_id for update;
        update medport.unit u
        set current_location = left(trip.origin_name, 200), coordinates = trip.origin_coordinates,
            place_since = new.status_since
        where u.id = new.unit_id and (u.place_since is null or u.place_since <= new.status_since);
    elsif new.status in ('AT_DESTINATION', 'COMPLETED') then
        update medport.unit u
        set current_location = left(trip.destination_name, 200), coordinates = trip.destination_coordinates,
            place_since = new.status_since
        where u.id = new.unit_id and (u.place_since is null or u.place_since <= new.status_since);
    elsif new.status = 'IN_TRANSIT' and old.status = 'AT_DESTINATION' then
        update medport.unit u
        set current_location = left(trip.origin_name, 200), coordinates = trip.origin_coordinates,
            place_since = (new.milestones ->> 'at_scene')::timestamptz
        where u.id = new.unit_id and u.place_since = old.status_since;
    elsif new.status = 'EN_ROUTE' and old.status = 'ON_SCENE' and new.place_before is not null then
        update medport.unit u
        set current_location = coalesce(new.place_before ->> 'location', ''),
            coordinates = (new.place_before ->> 'coordinates')::point,
            place_since = (new.place_before ->> 'since')::timestamptz
        where u.id = new.unit_id and u.place_since = old.status_since;
    end if;
    return new;
end
$$;

create trigger b_place before update on medport.assignment
    for each row when ((new.status <> old.status or new.status_since <> old.status_since) and new.unit_id is not null)
    execute function medport.on_unit_at_work();
