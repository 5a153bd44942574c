-- The site's settings, and which values each may have. The console checks the same (domain/center/settings.py); here it holds
-- for psql too. The other silos have a copy.

create table medport.system_configuration (
    id          uuid primary key default uuidv7(),
    key         text not null unique,
    value       text not null constraint value check (length(value) <= 1000),
    description text not null default '',
    category    text not null default '',
    is_active   boolean not null default true,
    updated_by  uuid,
    updated_at  timestamptz not null default clock_timestamp(),
    value_type  text not null default 'text'
        constraint value_type check (value_type in ('whole', 'number', 'cents', 'text', 'zone')),
    minimum     double precision,
    maximum     double precision,
    unit        text not null default ''
);
call setup.protect('medport.system_configuration', 'id');

create trigger touch before update on medport.system_configuration
    for each row execute function medport.on_update_touch();

create policy person_reads on medport.system_configuration for select to medport_person
    using ((select medport.my_user_id()) is not null);
grant select on medport.system_configuration to medport_person;

create policy admin_edits on medport.system_configuration for update to medport_center_admin
    using ((select medport.am_center())) with check ((select medport.am_center()));
grant update (value, is_active) on medport.system_configuration to medport_center_admin;

create function medport.on_configuration_edited() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    new.updated_by := medport.my_user_id();
    return new;
end
$$;
create function medport.on_configuration_published() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    insert into reference.configuration (key, value, is_active) values (new.key, new.value, new.is_active)
    on conflict (key) do update set value = excluded.value, is_active = excluded.is_active;
    return null;
end
$$;
create trigger edited before update on medport.system_configuration
    for each row execute function medport.on_configuration_edited();
create trigger published after insert or update on medport.system_configuration
    for each row execute function medport.on_configuration_published();

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
        -- Both sides lock the one row, so that of two changes at once the second sees the first.
        perform from medport.system_configuration c where c.key = 'waiting_amber_minutes' for update;
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
create trigger checked before insert or update on medport.system_configuration
    for each row execute function medport.on_configuration_checked();
