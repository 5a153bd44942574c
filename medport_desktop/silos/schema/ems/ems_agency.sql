-- Agencies. The name is the center's: two agencies of one name cannot be.

create table medport.ems_agency (
    id                uuid primary key default gen_random_uuid(),
    name              text not null constraint name check (length(trim(name)) between 1 and 200),
    contact_name      text not null default '' constraint contact_name check (length(contact_name) <= 200),
    phone             text not null default ''
        constraint phone check (phone = '' or medport.is_phone(phone)),
    email             text not null default ''
        constraint email check (email = '' or medport.is_email(email)),
    address           text not null default '' constraint address check (length(address) <= 200),
    city              text not null default '' constraint city check (length(city) <= 100),
    state             text not null default '' constraint state check (length(state) <= 40),
    zip_code          text not null default '' constraint zip_code check (zip_code = '' or zip_code ~ '^[0-9]{5}$'),
    coordinates       point,                      -- x: degrees east, y: degrees north
    -- {"counties": ["Bedford", "Blair"]}, or {} where nobody has said.
    service_area      jsonb not null default '{}' constraint service_area check (
        jsonb_typeof(service_area) = 'object' and service_area - 'counties' = '{}'
        and jsonb_typeof(coalesce(service_area -> 'counties', '[]')) = 'array'
        and length(service_area::text) <= 4000 and jsonb_array_length(coalesce(service_area -> 'counties', '[]')) <= 40
        and not jsonb_path_exists(service_area, 'strict $.counties[*] ? (@.type() != "string" || @ like_regex "^.{61}")',
                                  silent => true)
    ),
    operating_hours   jsonb not null default '{}'
        constraint operating_hours check (length(operating_hours::text) <= 400 and medport.is_hours(operating_hours)),
    capabilities      text[] not null default '{}'
        constraint capabilities check (capabilities <@ medport.transport_levels()),
    -- {"ALS": {"base_cents": 30000, "per_mile_cents": 1100}, ...}: integer cents, a base and a loaded mile.
    pricing_structure jsonb not null default '{}'
        constraint pricing_structure check (jsonb_typeof(pricing_structure) = 'object'),
    is_active         boolean not null default true,
    status            text not null default 'ACTIVE' check (status = any (medport.standings())),
    added_by          uuid,
    added_at          timestamptz not null default clock_timestamp(),
    created_at        timestamptz not null default clock_timestamp(),
    updated_at        timestamptz not null default clock_timestamp()
);
-- A name that differs from another in case or blanks alone is the same name.
create unique index ems_agency_name on medport.ems_agency (lower(regexp_replace(trim(name), '\s+', ' ', 'g')));
call setup.protect('medport.ems_agency', 'id');
alter table medport.ems_agency alter column pricing_structure set statistics 0;  -- as in setup.protect
create trigger a_contact before insert or update of phone, zip_code, email on medport.ems_agency
    for each row execute function medport.on_contact();
create trigger touch before update on medport.ems_agency
    for each row execute function medport.on_update_touch();

create policy agency_reads on medport.ems_agency for select to medport_ems
    using (id = (select medport.my_agency_id()));
create policy manager_edits on medport.ems_agency for update to medport_ems_manager
    using (id = (select medport.my_agency_id())) with check (id = (select medport.my_agency_id()));
create policy hospital_reads on medport.ems_agency for select to medport_hospital
    using (is_active and (select medport.my_hospital_id()) is not null);
create policy center_reads on medport.ems_agency for select to medport_center
    using ((select medport.am_center()));
create policy center_edits on medport.ems_agency for update to medport_center
    using ((select medport.am_center())) with check ((select medport.am_center()));
grant select on medport.ems_agency to medport_ems, medport_center;
grant select (id, name, city, state, phone, coordinates, capabilities, is_active)
    on medport.ems_agency to medport_hospital;
grant update (contact_name, phone, email, address, city, state, zip_code, coordinates, service_area,
              operating_hours, capabilities, pricing_structure)
    on medport.ems_agency to medport_ems_manager, medport_center;
grant update (is_active, status) on medport.ems_agency to medport_center;

-- The center's directory follows: the published row changes with the agency.
create function medport.on_agency_published() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    insert into reference.agency (id, name, city, state, phone, coordinates, capabilities, is_active)
    values (new.id, new.name, new.city, new.state, new.phone, new.coordinates, new.capabilities,
            new.is_active and new.status = 'ACTIVE')
    on conflict (id) do update
    set name = excluded.name, city = excluded.city, state = excluded.state, phone = excluded.phone,
        coordinates = excluded.coordinates, capabilities = excluded.capabilities, is_active = excluded.is_active;
    return null;
end
$$;
create trigger published after insert or update on medport.ems_agency
    for each row execute function medport.on_agency_published();

-- What hospitals need to know of an agency is not taken away again. One that the center registers may lack it.
create function medport.on_agency_facts() returns trigger
    language plpgsql set search_path = ''
as $$
begin
    if trim(new.phone) = '' and old.phone <> '' then
        raise exception 'Enter the number that hospitals call.' using errcode = 'MP005', column = 'phone';
    elsif new.zip_code = '' and old.zip_code <> '' then
        raise exception 'Enter a ZIP code of five digits.' using errcode = 'MP005', column = 'zip_code';
    elsif new.capabilities = '{}' and old.capabilities <> '{}' then
        raise exception 'Choose at least one level that the agency can run.' using errcode = 'MP005', column = 'levels';
    end if;
    return new;
end
$$;
create trigger a_facts before update of phone, zip_code, capabilities on medport.ems_agency
    for each row when (not medport.by_event())
    execute function medport.on_agency_facts();

-- A price sheet is {level: {base_cents, per_mile_cents}}: whole cents, a level that is there costs something, and no
-- price is above the site's highest bid (a base) or a thousand dollars (a mile). MP005 otherwise.
create function medport.on_price_sheet() returns trigger
    language plpgsql set search_path = ''
as $$
declare
    price record;
    ceiling constant integer := medport.setting_int('max_bid_cents', 5000000);
begin
    for price in
        select s.key as level, s.value as row,
               case when jsonb_typeof(s.value -> 'base_cents') = 'number' and s.value ->> 'base_cents' ~ '^[0-9]{1,9}$'
                    then (s.value ->> 'base_cents')::integer end as base,
               case when jsonb_typeof(s.value -> 'per_mile_cents') = 'number'
                         and s.value ->> 'per_mile_cents' ~ '^[0-9]{1,9}$'
                    then (s.value ->> 'per_mile_cents')::integer end as mile
        from jsonb_each(new.pricing_structure) s
    loop
        if price.level <> all (medport.transport_levels()) then
            raise exception 'There is no level %.', left(price.level, 20) using errcode = 'MP005', column = 'pricing_structure';
        elsif price.base is null or price.mile is null
              or price.row - array['base_cents', 'per_mile_cents'] <> '{}'
        then
            raise exception 'The price of % needs a base and an amount a mile, in whole cents.', price.level
                using errcode = 'MP005', column = 'pricing_structure';
        elsif price.base + price.mile = 0 then
            raise exception 'The price of % is nothing; leave the level out instead.', price.level
                using errcode = 'MP005', column = 'pricing_structure';
        elsif price.base > ceiling or price.mile > 100000 then
            raise exception 'The price of % is too high.', price.level
                using errcode = 'MP005', column = 'pricing_structure',
                      hint = format('A base is at most $%s, a mile at most $1,000.',
                                    to_char(ceiling / 100.0, 'FM999,999,990.00'));
        end if;
    end loop;
    return new;
end
$$;
create trigger b_prices before insert or update of pricing_structure on medport.ems_agency
    for each row execute function medport.on_price_sheet();

-- Whether an agency may take trips; until the end of the transaction that asks, as a suspension waits for that.
create function medport.agency_works(agency uuid) returns boolean
    language plpgsql set search_path = ''
as $$
begin
    perform from medport.ems_agency a where a.id = agency and a.is_active and a.status = 'ACTIVE' for share;
    return found;
end
$$;
