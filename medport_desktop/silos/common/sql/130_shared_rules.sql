-- Rules that more than one silo needs.

-- Road miles between two places: great circle (haversine, mean radius 3,958.8 miles) times the site's road factor.
-- NULL where a place is unknown: STRICT, because least() would pass over a NULL.
create function medport.road_miles(origin point, destination point) returns numeric
    language sql stable strict set search_path = ''
    return round((
        2 * 3958.8 * asin(least(1, sqrt(
            power(sin(radians(destination[1] - origin[1]) / 2), 2)
            + cos(radians(origin[1])) * cos(radians(destination[1]))
              * power(sin(radians(destination[0] - origin[0]) / 2), 2)
        ))) * medport.setting_number('road_factor', 1.25)
    )::numeric, 1);
alter function medport.road_miles(point, point) owner to medport_owner;
grant execute on function medport.road_miles(point, point) to medport_person, medport_events;

-- Whether this statement is the effect of an event or of the clock, and not a person's own. Only where the function
-- that asks runs with its caller's rights.
create function medport.by_event() returns boolean
    language sql stable set search_path = ''
    return current_user = 'medport_events';
alter function medport.by_event() owner to medport_owner;
grant execute on function medport.by_event() to medport_person, medport_events;
