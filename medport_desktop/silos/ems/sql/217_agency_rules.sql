-- What an agency may say of itself and ask for its runs. Its name is the center's: two agencies of one name cannot be.

-- A name that differs from another in blanks alone is the same name.
drop index medport.ems_agency_name;
create unique index ems_agency_name on medport.ems_agency (lower(regexp_replace(trim(name), '\s+', ' ', 'g')));

alter table medport.ems_agency
    add constraint contact_name check (length(contact_name) <= 200),
    add constraint phone check (phone = '' or length(phone) <= 40 and medport.is_phone(phone)),
    add constraint email check (email = '' or length(email) <= 254 and medport.is_email(email)),
    add constraint address check (length(address) <= 200),
    add constraint zip_code check (zip_code = '' or zip_code ~ '^[0-9]{5}$'),
    -- {"counties": ["Bedford", "Blair"]}, or {} where nobody has said.
    add constraint service_area check (
        jsonb_typeof(service_area) = 'object' and service_area - 'counties' = '{}'
        and jsonb_typeof(coalesce(service_area -> 'counties', '[]')) = 'array'
        and length(service_area::text) <= 4000 and jsonb_array_length(coalesce(service_area -> 'counties', '[]')) <= 40
        and not jsonb_path_exists(service_area, 'strict $.counties[*] ? (@.type() != "string" || @ like_regex "^.{61}")',
                                  silent => true)
    ),
    add constraint operating_hours check (length(operating_hours::text) <= 400 and medport.is_hours(operating_hours));

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
alter function medport.on_agency_facts() owner to medport_owner;
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
        if price.level not in ('BLS', 'ALS', 'CCT', 'WHEELCHAIR', 'OTHER') then
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
alter function medport.on_price_sheet() owner to medport_owner;
create trigger b_prices before insert or update of pricing_structure on medport.ems_agency
    for each row execute function medport.on_price_sheet();
