-- The words and limits that more than one table is held to, each said once (domain/enums.py has the same). A table checks
-- `x = any (medport.words())`, or `x <@ medport.words()` for an array. A list that gets shorter needs a revision that
-- checks the rows again (docs/decisions/0004-lists-once.md).

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

-- Why an agency does not run a trip.
create function medport.decline_reasons() returns text[]
    language sql immutable set search_path = ''
    return array['NO_UNIT', 'NO_CREW', 'OUT_OF_AREA', 'LEVEL_NOT_STAFFED', 'WEATHER', 'PRICE', 'OTHER'];

-- Why a trip ends before it is done: an agency's reasons, and the hospital's own.
create function medport.end_reasons() returns text[]
    language sql immutable set search_path = ''
    return medport.decline_reasons() || array['PATIENT_CONDITION', 'BED_LOST', 'DUPLICATE'];

-- What became of an agency's bid, or of its holding of a trip: NOT_CHOSEN where another was; CANCELLED, CHANGED and
-- SCHEDULED by the hospital; RELEASED by the agency itself; TAKEN back by the center.
create function medport.outcomes() returns text[]
    language sql immutable set search_path = ''
    return array['NOT_CHOSEN', 'CANCELLED', 'CHANGED', 'SCHEDULED', 'RELEASED', 'TAKEN', 'COMPLETED'];

-- Whether the center lets an agency work.
create function medport.standings() returns text[]
    language sql immutable set search_path = ''
    return array['ACTIVE', 'SUSPENDED'];

-- How many times a series repeats at most.
create function medport.most_occurrences() returns integer
    language sql immutable set search_path = ''
    return 120;

grant execute on function
    medport.user_types(), medport.transport_levels(), medport.priorities(), medport.trip_statuses(),
    medport.decline_reasons(), medport.end_reasons(), medport.outcomes(), medport.standings(), medport.most_occurrences()
    to medport_person, medport_events;
grant execute on function medport.user_types() to medport_apply;  -- it writes reference.account
