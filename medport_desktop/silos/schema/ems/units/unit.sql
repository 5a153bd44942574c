create table medport.unit (
    id               uuid primary key default gen_random_uuid(),
    agency_id        uuid not null references medport.ems_agency,
    unit_number      text not null constraint unit_number check (length(trim(unit_number)) between 1 and 20),
    type             text not null constraint type check (type in ('BLS', 'ALS', 'CCT', 'WHEELCHAIR')),
    capabilities     text[] not null default '{}' constraint capabilities check (
        cardinality(capabilities) <= 50 and length(capabilities::text) <= 2000
    ),
    current_status   text not null default 'OFF_DUTY' constraint current_status check (current_status in (
        'AVAILABLE', 'COMMITTED', 'OUT_OF_SERVICE', 'MAINTENANCE', 'OFF_DUTY'
    )),
    current_location text not null default '' constraint current_location check (length(current_location) <= 200),
    coordinates      point,
    place_since      timestamptz,
    status_reason    text not null default '' constraint status_reason check (length(status_reason) <= 200),
    shift_start      timestamptz,                 -- of the shift that runs, else of the next: see unit_plan
    shift_end        timestamptz,
    is_active        boolean not null default true,
    created_at       timestamptz not null default clock_timestamp(),
    updated_at       timestamptz not null default clock_timestamp(),
    unique (agency_id, unit_number),
    unique (agency_id, id)
);
comment on column medport.unit.place_since is
    'Since when the unit is known to be there: by its work, or by a person; null where it was never said';
comment on column medport.unit.status_reason is
    'Why it is out of service or in maintenance, as the person wrote who said so; empty otherwise, and where a plan says it';
call setup.protect('medport.unit', 'id', array['status_reason']);

create policy agency_reads on medport.unit for select to medport_ems
    using (agency_id = (select medport.my_agency_id()));
create policy agency_edits on medport.unit for update to medport_ems
    using (agency_id = (select medport.my_agency_id())) with check (agency_id = (select medport.my_agency_id()));
create policy manager_adds on medport.unit for insert to medport_ems_manager
    with check (agency_id = (select medport.my_agency_id()));
create policy center_reads on medport.unit for select to medport_center
    using ((select medport.am_center()));
create policy center_adds on medport.unit for insert to medport_center
    with check ((select medport.am_center()));
create policy center_edits on medport.unit for update to medport_center
    using ((select medport.am_center())) with check ((select medport.am_center()));
grant select on medport.unit to medport_ems, medport_center;
grant update (current_status, status_reason, current_location, coordinates, place_since)
    on medport.unit to medport_ems, medport_center;
grant insert (id, agency_id, unit_number, type, capabilities, current_status, current_location, coordinates),
      update (unit_number, type, capabilities, is_active)
    on medport.unit to medport_ems_manager, medport_center;

-- COMMITTED is set and freed by assignment alone.
create function medport.on_unit_change() returns trigger
    language plpgsql set search_path = ''
as $$
begin
    new.updated_at := clock_timestamp();
    if not medport.by_event() then
        if tg_op = 'INSERT' then
            new.place_since := case when new.current_location <> '' or new.coordinates is not null then new.updated_at end;
        elsif new.place_since is distinct from old.place_since then
            if new.place_since > new.updated_at then
                raise exception 'A unit is not yet where it will be.' using errcode = 'MP005', column = 'place_since';
            end if;
        elsif new.current_location <> old.current_location or new.coordinates::text is distinct from old.coordinates::text
        then
            new.place_since := new.updated_at;
        end if;
        if tg_op = 'INSERT' and new.current_status = 'COMMITTED' then
            raise exception 'A unit is committed by giving it a trip.' using errcode = 'MP007', column = 'current_status';
        elsif tg_op = 'UPDATE' and new.current_status <> old.current_status
              and 'COMMITTED' in (new.current_status, old.current_status)
        then
            raise exception 'Unit % is %.', old.unit_number, case old.current_status
                when 'COMMITTED' then 'on a trip and is freed when the trip ends'
                else 'committed by giving it a trip' end
                using errcode = 'MP007', column = 'current_status';
        elsif tg_op = 'UPDATE' and old.current_status = 'COMMITTED'
              and (new.type <> old.type or new.is_active <> old.is_active)
        then
            raise exception 'Unit % is on a trip.', old.unit_number
                using errcode = 'MP007', hint = 'Change it when the trip has ended.';
        end if;
    end if;
    -- The reason is said with the status, and goes with it.
    if tg_op = 'UPDATE' and new.current_status = old.current_status then
        new.status_reason := old.status_reason;
    elsif medport.by_event() or new.current_status not in ('OUT_OF_SERVICE', 'MAINTENANCE') then
        new.status_reason := '';
    elsif tg_op = 'UPDATE' and new.status_reason = '' and medport.my_user_id() is not null then
        raise exception 'Say why unit % is out.', old.unit_number using errcode = 'MP005', column = 'status_reason';
    end if;
    return new;
end
$$;
create trigger a_rules before insert or update on medport.unit
    for each row execute function medport.on_unit_change();

-- A person says what a unit is doing: the absence that runs is over, and a shift that has run out is forgotten by the
-- crew that stays on.
create function medport.on_unit_told() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    update medport.unit_plan p
    set state = 'OVER', end_time = greatest(now(), p.start_time + interval '1 millisecond'),
        updated_at = clock_timestamp()
    where p.unit_id = new.id and p.kind <> 'SHIFT' and p.state in ('PLANNED', 'ACTIVE') and p.start_time <= now();
    update medport.unit_plan p set state = 'ACTIVE', updated_at = clock_timestamp()
    where p.unit_id = new.id and p.kind = 'SHIFT' and p.state = 'PLANNED'
      and p.start_time <= now() and p.end_time > now();
    if new.current_status = 'AVAILABLE' then
        update medport.unit_plan p set state = 'OVER', updated_at = clock_timestamp()
        where p.unit_id = new.id and p.kind = 'SHIFT' and p.state in ('PLANNED', 'ACTIVE') and p.end_time <= now();
        if new.shift_end <= now() then
            new.shift_start := null;
            new.shift_end := null;
        end if;
    end if;
    return new;
end
$$;

-- A trip gives its unit back: the break that waited begins now, and is as long as it was planned (up to the next
-- absence); whatever else the plan says of this moment holds at once.
create function medport.on_unit_freed() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    held_since constant timestamptz := (
        select a.start_time from medport.unit_availability a where a.unit_id = new.id and a.end_time is null
    );
begin
    if new.shift_end is null or new.shift_end > now() then
        update medport.unit_plan p
        set start_time = now(),
            end_time = least(now() + (p.end_time - p.start_time), (
                select min(n.start_time) from medport.unit_plan n
                where n.unit_id = new.id and n.kind <> 'SHIFT' and n.state = 'PLANNED' and n.start_time > now()
            )),
            updated_at = clock_timestamp()
        where p.id = (
            select w.id from medport.unit_plan w
            where w.unit_id = new.id and w.kind = 'BREAK' and w.state = 'PLANNED' and w.start_time <= now()
              and w.end_time > held_since
            order by w.start_time limit 1
        );
    end if;
    new.current_status := medport.status_by_plan(new);
    update medport.unit_plan p set state = 'OVER', updated_at = clock_timestamp()
    where p.unit_id = new.id and p.state in ('PLANNED', 'ACTIVE') and p.end_time <= now();
    update medport.unit_plan p set state = 'ACTIVE', updated_at = clock_timestamp()
    where p.unit_id = new.id and p.state = 'PLANNED' and p.start_time <= now();
    return new;
end
$$;

-- The history of a unit's statuses writes itself: who made it so, and by which plan.
create function medport.on_unit_status() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    who constant uuid := events.actor_id();
    plan medport.unit_plan;
begin
    if tg_op = 'UPDATE' then
        if new.current_status = old.current_status then
            return null;
        end if;
        update medport.unit_availability a
        set end_time = clock_timestamp(), updated_at = clock_timestamp()
        where a.unit_id = new.id and a.end_time is null;
        select * into plan from medport.unit_plan p
        where p.unit_id = new.id and p.state = 'ACTIVE' and p.kind <> 'SHIFT'
          and medport.plan_status(p.kind) = new.current_status
        limit 1;
    end if;
    insert into medport.unit_availability (unit_id, agency_id, status, plan_id, notes, changed_by, changed_by_name)
    values (
        new.id, new.agency_id, new.current_status, plan.id, coalesce(plan.notes, new.status_reason), who,
        coalesce((select case a.user_type when 'hospital' then a.hospital_name else a.name end
                  from reference.account a where a.user_id = who), '')
    );
    return null;
end
$$;

create trigger b_told before update of current_status on medport.unit
    for each row when (not medport.by_event() and new.current_status <> 'COMMITTED')
    execute function medport.on_unit_told();
create trigger c_freed before update of current_status on medport.unit
    for each row when (medport.by_event() and old.current_status = 'COMMITTED' and new.current_status = 'AVAILABLE')
    execute function medport.on_unit_freed();
create trigger b_history after insert or update on medport.unit
    for each row execute function medport.on_unit_status();

-- Whether a unit of that type may run a trip of that level: a higher level of care may run a lower one.
create function medport.unit_able(unit_type text, level text) returns boolean
    language sql immutable set search_path = ''
    return case level
        when 'CCT' then unit_type = 'CCT'
        when 'ALS' then unit_type in ('ALS', 'CCT')
        when 'BLS' then unit_type in ('BLS', 'ALS', 'CCT')
        when 'WHEELCHAIR' then unit_type in ('WHEELCHAIR', 'BLS', 'ALS')
        else true
    end;
grant execute on function medport.unit_able(text, text) to medport_person, medport_events;

-- A unit of that agency that is able to run the trip, locked; MP007 otherwise.
create function medport.lock_unit(agency uuid, unit uuid, level text, must_be_free boolean) returns medport.unit
    language plpgsql set search_path = ''
as $$
declare
    chosen medport.unit;
begin
    if must_be_free then
        select * into chosen from medport.unit u where u.id = unit and u.agency_id = agency and u.is_active for update;
    else
        select * into chosen from medport.unit u where u.id = unit and u.agency_id = agency and u.is_active;
    end if;
    if chosen.id is null then
        raise exception 'That unit is not one of this agency''s.' using errcode = 'MP007', column = 'unit';
    elsif not medport.unit_able(chosen.type, level) then
        raise exception 'Unit % is % and cannot run a % trip.', chosen.unit_number, chosen.type, level
            using errcode = 'MP007', column = 'unit', hint = 'Choose a unit of that level or above.';
    elsif must_be_free and medport.status_by_plan(chosen) <> 'AVAILABLE' then
        raise exception 'Unit % is % just now.', chosen.unit_number,
            medport.status_words(medport.status_by_plan(chosen))
            using errcode = 'MP007', column = 'unit', hint = 'Choose a unit that is free.';
    end if;
    return chosen;
end
$$;

-- Miles the unit drives empty to the patient, from where it is; from the agency's station where nothing was ever said of
-- its place; null where it is at a place whose coordinates nobody knows.
create function medport.empty_miles(unit medport.unit, origin point) returns numeric
    language sql stable set search_path = ''
    return medport.road_miles(
        case when unit.coordinates is null and unit.place_since is null
             then (select a.coordinates from medport.ems_agency a where a.id = unit.agency_id)
             else unit.coordinates end,
        origin
    );
