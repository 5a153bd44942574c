-- What the site's settings say, with a default where one is absent.

-- A whole-number setting, or the default where it is absent or not a number.
create function medport.setting_int(key text, fallback integer) returns integer
    language sql stable security definer set search_path = ''
    return coalesce((
        select case when c.value ~ '^\d{1,9}$' then c.value::integer end
        from medport.system_configuration c where c.key = setting_int.key and c.is_active
    ), fallback);

create function medport.setting_number(key text, fallback double precision) returns double precision
    language sql stable security definer set search_path = ''
    return coalesce((
        select case when c.value ~ '^\d{1,9}(\.\d{1,9})?$' then c.value::double precision end
        from medport.system_configuration c where c.key = setting_number.key and c.is_active
    ), fallback);

grant execute on function medport.setting_int(text, integer), medport.setting_number(text, double precision)
    to medport_person, medport_accounts;

-- The site's zone; the default of domain/center/settings.py where the setting is absent or no zone.
create function medport.site_zone() returns text
    language sql stable set search_path = ''
    return coalesce((
        select c.value
        from medport.system_configuration c
        join pg_catalog.pg_timezone_names z on z.name = c.value
        where c.key = 'time_zone' and c.is_active
    ), 'America/New_York');

grant execute on function medport.site_zone() to medport_person, medport_events;
