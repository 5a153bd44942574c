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
grant execute on function medport.road_miles(point, point) to medport_person, medport_events;

-- Whether this statement is the effect of an event or of the clock, and not a person's own. Only where the function
-- that asks runs with its caller's rights.
create function medport.by_event() returns boolean
    language sql stable set search_path = ''
    return current_user = 'medport_events';
grant execute on function medport.by_event() to medport_person, medport_events;

-- A list that came from another silo as the plain list that it should be (medport.on_lists): each text in it once, however
-- it was nested, without those that are too long.
create function medport.plain_list(given jsonb) returns text[]
    language sql immutable set search_path = ''
    return array(
        select e.value #>> '{}'
        from jsonb_path_query(given, 'strict $.** ? (@.type() == "string")') with ordinality e (value, place)
        where length(e.value #>> '{}') <= 100
        group by e.value order by min(e.place) limit 50
    );
grant execute on function medport.plain_list(jsonb) to medport_events;

-- The forms of services/validation.py and domain/written/opening_hours.py, which the tables hold everybody to. '' and {} stand
-- for what nobody has said.
create function medport.is_email(given text) returns boolean
    language sql immutable set search_path = ''
    return length(given) <= 254 and given
        ~ '^[^[:space:][:cntrl:]@"<>\\,;:()\[\]]+@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}$';

create function medport.is_phone(given text) returns boolean
    language sql immutable set search_path = ''
    return length(given) <= 40
        and given ~* '^[0-9 ()+./-]*((x|ext\.?|#) *[0-9]+)?$'
        and length(regexp_replace(given, '[^0-9]', '', 'g')) >= 7;

-- What people type and paste, brought to one form before it is checked: as domain/written/contacts.py does.
create function medport.plain_line(given text) returns text
    language sql immutable set search_path = ''
    return trim(regexp_replace(
        translate(
            normalize(
                regexp_replace(
                    given,
                    U&'[\00AD\034F\061C\115F-\1160\17B4-\17B5\180B-\180F\200B-\200F\202A-\202E\2060-\206F\3164\FE00-\FE0F\FEFF\FFA0\FFF0-\FFF8\+0E0000-\+0E0FFF]',
                    '', 'g'
                ),
                NFKC
            ),
            U&'\2010\2011\2012\2013\2014\2015\2043\2212\FE58\FE63\FF0D\2019', '-----------'''
        ),
        '\s+', ' ', 'g'
    ));

-- A text as it is kept: without blanks, and characters that nobody sees, at its ends; without `has_lines` in one line.
create function medport.plain_text(given text, has_lines boolean) returns text
    language sql immutable set search_path = ''
    return btrim(
        case when has_lines then given else regexp_replace(given, '\s*[\t\n\v\f\r\u0085\u2028\u2029]\s*', ' ', 'g') end,
        U&' \0009\000A\000B\000C\000D\0085\00A0\00AD\034F\061C\115F\1160\1680\17B4\17B5\180B\180C\180D\180E\180F'
            || U&'\2000\2001\2002\2003\2004\2005\2006\2007\2008\2009\200A\200B\200C\200D\200E\200F\2028\2029\202F\205F'
            || U&'\2060\2061\2062\2063\2064\3000\3164\FEFF\FFA0'
    );

create function medport.plain_phone(given text) returns text
    language sql immutable set search_path = ''
    return regexp_replace(
        regexp_replace(medport.plain_line(given), '^tel:', ''),
        '[\s,;]*(extension|extn|ext|x|#)[\s.:=]*([0-9]+)$', ' x\2', 'i'
    );

create function medport.plain_zip(given text) returns text
    language sql immutable set search_path = ''
    return regexp_replace(medport.plain_line(given), '^([0-9]{5})[- ]?[0-9]{4}$', '\1');

-- Of the tables with a phone number, an e-mail address and a ZIP code.
create function medport.on_contact() returns trigger
    language plpgsql set search_path = ''
as $$
begin
    new.phone := medport.plain_phone(new.phone);
    new.zip_code := medport.plain_zip(new.zip_code);
    new.email := medport.plain_line(new.email);
    return new;
end
$$;

create function medport.is_hours(given jsonb) returns boolean
    language sql immutable set search_path = ''
    return jsonb_typeof(given) = 'object'
        and (given - array['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] = '{}'
             or given - 'daily' = '{}' and given ? 'daily')
        and not exists (
            select from jsonb_each(given) d
            where jsonb_typeof(d.value) <> 'string'
               or d.value #>> '{}' !~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'
               or left(d.value #>> '{}', 5) = right(d.value #>> '{}', 5)
        );

grant execute on function medport.is_email(text), medport.is_phone(text), medport.is_hours(jsonb),
    medport.plain_line(text), medport.plain_text(text, boolean), medport.plain_phone(text), medport.plain_zip(text)
    to medport_person, medport_events;
