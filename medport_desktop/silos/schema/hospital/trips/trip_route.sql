-- What a trip takes from other rows: its number, whose facilities it goes between, how far that is.

create function medport.fill_route(trip medport.transport_request) returns medport.transport_request
    language plpgsql stable security definer set search_path = ''
as $$
declare
    origin medport.hospital_facility;
    destination medport.hospital_facility;
begin
    -- Row security judges the row only after the trigger that asks this, and people may call it: by naming another
    -- hospital they would learn where its trips go.
    if trip.hospital_id is distinct from medport.my_hospital_id() and not medport.am_center()
       and exists (select from reference.account a where a.role_name = session_user::text)
    then
        raise exception 'You may enter trips of your own hospital only.' using errcode = 'MP006';
    end if;
    select * into origin from medport.hospital_facility f where f.id = trip.origin_facility_id and f.is_active;
    -- A hospital may fetch its patient back from where its own trip had brought them.
    if origin.id is null or origin.hospital_id is distinct from trip.hospital_id and not exists (
        select from medport.transport_request way_there
        where way_there.id = trip.return_of_id and way_there.hospital_id = trip.hospital_id
          and way_there.destination_facility_id = origin.id
    ) then
        raise exception 'The patient''s place must be one of the hospital''s own facilities.'
            using errcode = 'MP005', column = 'origin_facility_id';
    end if;
    if trip.return_of_id is not null and not exists (
        select from medport.transport_request way_there
        where way_there.id = trip.return_of_id and way_there.hospital_id = trip.hospital_id
    ) then
        raise exception 'The way there is not a trip of this hospital.' using errcode = 'MP006';
    end if;
    if trip.destination_facility_id is not null then
        select * into destination from medport.hospital_facility f
        where f.id = trip.destination_facility_id and f.is_active;
        if destination.id is null then
            raise exception 'That destination is not in the network.'
                using errcode = 'MP005', column = 'destination',
                      hint = 'Choose it from the list, or write the address.';
        elsif destination.id = origin.id then
            raise exception 'The destination is the place the patient is at.'
                using errcode = 'MP005', column = 'destination';
        end if;
        trip.destination_coordinates := null;
        trip.destination_town := '';
    end if;
    trip.distance_miles := medport.road_miles(
        origin.coordinates, coalesce(destination.coordinates, trip.destination_coordinates)
    );
    trip.hospital_name := coalesce(
        (select h.name from reference.hospital h where h.id = trip.hospital_id), origin.name
    );
    return trip;
end
$$;

create function medport.next_trip_number() returns text
    language sql security definer set search_path = ''
    return 'T-' || nextval('medport.trip_number');
grant execute on function medport.next_trip_number(), medport.fill_route(medport.transport_request)
    to medport_hospital, medport_center, medport_events;
