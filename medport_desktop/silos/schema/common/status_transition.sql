-- The life of a trip, as one table: which status may follow which, and in which silo a person makes the change.
-- Triggers enforce it; the console reads it to know which buttons to enable.

create table medport.status_transition (
    from_status text not null,
    to_status   text not null,
    side        text not null check (side in ('hospital', 'ems')),
    kind        text not null check (kind in ('offer', 'schedule', 'award', 'forward', 'correct', 'release', 'cancel')),
    primary key (from_status, to_status)
);
insert into medport.status_transition (from_status, to_status, side, kind) values
    ('SCHEDULED',      'PENDING',        'hospital', 'offer'),
    ('PENDING',        'SCHEDULED',      'hospital', 'schedule'),
    ('SCHEDULED',      'CANCELLED',      'hospital', 'cancel'),
    ('PENDING',        'CANCELLED',      'hospital', 'cancel'),
    ('ACCEPTED',       'CANCELLED',      'hospital', 'cancel'),
    ('EN_ROUTE',       'CANCELLED',      'hospital', 'cancel'),
    ('ON_SCENE',       'CANCELLED',      'hospital', 'cancel'),
    ('PENDING',        'ACCEPTED',       'ems',      'award'),
    ('ACCEPTED',       'EN_ROUTE',       'ems',      'forward'),
    ('EN_ROUTE',       'ON_SCENE',       'ems',      'forward'),
    ('ON_SCENE',       'IN_TRANSIT',     'ems',      'forward'),
    ('IN_TRANSIT',     'AT_DESTINATION', 'ems',      'forward'),
    ('AT_DESTINATION', 'COMPLETED',      'ems',      'forward'),
    ('EN_ROUTE',       'ACCEPTED',       'ems',      'correct'),
    ('ON_SCENE',       'EN_ROUTE',       'ems',      'correct'),
    ('IN_TRANSIT',     'ON_SCENE',       'ems',      'correct'),
    ('AT_DESTINATION', 'IN_TRANSIT',     'ems',      'correct'),
    ('ACCEPTED',       'PENDING',        'ems',      'release'),
    ('EN_ROUTE',       'PENDING',        'ems',      'release');

call setup.protect('medport.status_transition');
create policy person_reads on medport.status_transition for select to medport_person using (true);
grant select on medport.status_transition to medport_person;

-- Statuses as people read them.
create function medport.status_words(status text) returns text
    language sql immutable set search_path = ''
    return lower(replace(status, '_', ' '));

-- Raise MP001 unless the change is in the table and made on its own side. Effects of the other silo's events may
-- make that silo's changes here; persons may not.
create function medport.check_transition(from_status text, to_status text, side text, by_event boolean)
    returns void
    language plpgsql stable set search_path = ''
as $$
declare
    found_side text;
begin
    select t.side into found_side from medport.status_transition t
    where t.from_status = check_transition.from_status and t.to_status = check_transition.to_status;
    if found_side is null then
        raise exception 'This trip is % and cannot become %.',
            medport.status_words(from_status), medport.status_words(to_status)
            using errcode = 'MP001', column = 'status',
                  hint = case
                      when to_status = 'CANCELLED' and from_status in ('IN_TRANSIT', 'AT_DESTINATION')
                      then 'The patient is aboard. Call the crew.'
                      else 'The board shows where the trip is now.' end;
    end if;
    if found_side <> side and not by_event then
        raise exception 'A trip becomes % through %, not here.', medport.status_words(to_status),
            case found_side when 'ems' then 'the agency that holds it' else 'its hospital' end
            using errcode = 'MP001', column = 'status';
    end if;
end
$$;

-- Which milestone a status records (NEMSIS v3 eTimes; docs/events.md lists the elements).
create function medport.milestone_of(status text) returns text
    language sql immutable set search_path = ''
    return case status
        when 'PENDING' then 'notified'
        when 'ACCEPTED' then 'acknowledged'
        when 'EN_ROUTE' then 'en_route'
        when 'ON_SCENE' then 'at_scene'
        when 'IN_TRANSIT' then 'left_scene'
        when 'AT_DESTINATION' then 'at_destination'
        when 'COMPLETED' then 'transfer_of_care'
        when 'CANCELLED' then 'cancelled'
    end;

grant execute on function
    medport.status_words(text), medport.check_transition(text, text, text, boolean), medport.milestone_of(text)
    to medport_person, medport_events;
