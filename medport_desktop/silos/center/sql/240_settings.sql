-- Which values a setting may have. The console checks the same (domain/settings.py); here it holds for psql too.

alter table medport.system_configuration
    add column value_type text not null default 'text'
        constraint value_type check (value_type in ('whole', 'number', 'cents', 'text', 'zone')),
    add column minimum double precision,
    add column maximum double precision,
    add column unit text not null default '';

create function medport.on_configuration_checked() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    limits constant text := format('from %s to %s', coalesce(new.minimum::text, 'any'), coalesce(new.maximum::text, 'any'));
    fits boolean;
    pair record;
begin
    if tg_op = 'UPDATE' and new.value = old.value then
        return new;
    end if;
    fits := case new.value_type
        when 'text' then new.value !~ '[[:cntrl:]]' and length(trim(new.value)) between coalesce(new.minimum, 0)
                         and coalesce(new.maximum, 1000)
        when 'zone' then exists (select from pg_catalog.pg_timezone_names z where z.name = new.value)
        when 'number' then new.value ~ '^\d{1,9}(\.\d{1,9})?$'
        else new.value ~ '^\d{1,9}$'
    end;
    if fits and new.value_type in ('whole', 'number', 'cents') then
        fits := new.value::double precision between coalesce(new.minimum, 0) and coalesce(new.maximum, 999999999);
    end if;
    if not fits then
        raise exception 'The setting % cannot be “%”.', new.key, new.value
            using errcode = 'MP005', column = 'value', hint = case new.value_type
                when 'text' then format('Its length must be %s.', limits)
                when 'zone' then 'It must be a time zone, like America/New_York.'
                when 'number' then format('It must be a number %s.', limits)
                else format('It must be a whole number %s.', limits)
            end;
    end if;
    if new.key in ('waiting_amber_minutes', 'waiting_red_minutes') then
        select max(c.value::integer) filter (where c.key = 'waiting_amber_minutes') as amber,
               max(c.value::integer) filter (where c.key = 'waiting_red_minutes') as red
        into pair from medport.system_configuration c
        where c.key in ('waiting_amber_minutes', 'waiting_red_minutes') and c.key <> new.key and c.value ~ '^\d{1,9}$';
        if coalesce(pair.amber, new.value::integer) > coalesce(pair.red, new.value::integer) then
            raise exception 'A timer cannot turn red before it turns amber.'
                using errcode = 'MP005', column = 'value', hint = format(
                    'Amber is now at %s and red at %s minutes.',
                    (select c.value from medport.system_configuration c where c.key = 'waiting_amber_minutes'),
                    (select c.value from medport.system_configuration c where c.key = 'waiting_red_minutes'));
        end if;
    end if;
    return new;
end
$$;
alter function medport.on_configuration_checked() owner to medport_events;
create trigger checked before insert or update on medport.system_configuration
    for each row execute function medport.on_configuration_checked();
