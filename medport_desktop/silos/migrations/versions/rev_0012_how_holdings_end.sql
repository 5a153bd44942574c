create function medport.outcomes() returns text[]
    language sql immutable set search_path = ''
    return array['NOT_CHOSEN', 'CANCELLED', 'CHANGED', 'SCHEDULED', 'RELEASED', 'TAKEN', 'COMPLETED'];
grant execute on function medport.outcomes() to medport_person, medport_events;
