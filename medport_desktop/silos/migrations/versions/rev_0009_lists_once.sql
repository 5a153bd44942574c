-- The words and limits that more than one table is held to stand once, as functions; tables check against them. Each
-- check is swapped for one that the next revision validates, so that no table is locked while its rows are read.

create function medport.user_types() returns text[]
    language sql immutable set search_path = ''
    return array['hospital', 'ems', 'center'];

create function medport.transport_levels() returns text[]
    language sql immutable set search_path = ''
    return array['BLS', 'ALS', 'CCT', 'WHEELCHAIR', 'OTHER'];

create function medport.priorities() returns text[]
    language sql immutable set search_path = ''
    return array['LOW', 'MEDIUM', 'HIGH', 'URGENT'];

create function medport.trip_statuses() returns text[]
    language sql immutable set search_path = ''
    return array['SCHEDULED', 'PENDING', 'ACCEPTED', 'EN_ROUTE', 'ON_SCENE', 'IN_TRANSIT', 'AT_DESTINATION',
                 'COMPLETED', 'CANCELLED'];

create function medport.decline_reasons() returns text[]
    language sql immutable set search_path = ''
    return array['NO_UNIT', 'NO_CREW', 'OUT_OF_AREA', 'LEVEL_NOT_STAFFED', 'WEATHER', 'PRICE', 'OTHER'];

create function medport.end_reasons() returns text[]
    language sql immutable set search_path = ''
    return medport.decline_reasons() || array['PATIENT_CONDITION', 'BED_LOST', 'DUPLICATE'];

create function medport.standings() returns text[]
    language sql immutable set search_path = ''
    return array['ACTIVE', 'SUSPENDED'];

create function medport.most_occurrences() returns integer
    language sql immutable set search_path = ''
    return 120;

grant execute on function
    medport.user_types(), medport.transport_levels(), medport.priorities(), medport.trip_statuses(),
    medport.decline_reasons(), medport.end_reasons(), medport.standings(), medport.most_occurrences()
    to medport_person, medport_events;
grant execute on function medport.user_types() to medport_apply;  -- it writes reference.account

-- With their lengths, which stood in the checks of each table.
create or replace function medport.is_email(given text) returns boolean
    language sql immutable set search_path = ''
    return length(given) <= 254 and given
        ~ '^[^[:space:][:cntrl:]@"<>\\,;:()\[\]]+@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}$';

create or replace function medport.is_phone(given text) returns boolean
    language sql immutable set search_path = ''
    return length(given) <= 40
        and given ~* '^[0-9 ()+./-]*((x|ext\.?|#) *[0-9]+)?$'
        and length(regexp_replace(given, '[^0-9]', '', 'g')) >= 7;
