-- No text without an end: one row of a gigabyte would go into the audit log, to the center, and to every board that
-- shows it. (Most columns have their bounds beside them; tests/access looks that none lacks one.)

alter table medport.ems_agency
    add constraint city check (length(city) <= 100),
    add constraint state check (length(state) <= 40);
alter table medport.unit
    add constraint capabilities check (cardinality(capabilities) <= 50 and length(capabilities::text) <= 2000);
alter table medport.ems_route
    add constraint route_name check (length(trim(route_name)) between 1 and 200),
    add constraint route_type check (length(route_type) <= 40),
    add constraint status check (length(status) <= 40),
    add constraint waypoints check (jsonb_typeof(waypoints) = 'array' and length(waypoints::text) <= 20000);
