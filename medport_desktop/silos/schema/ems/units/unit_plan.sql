-- What an agency plans for its units (shifts, breaks, time out of service) and what its units did. A plan is applied
-- by the clock when it is due; until then medport.status_by_plan judges by the plan's own time.

create table medport.unit_plan (
    id              uuid primary key default gen_random_uuid(),
    unit_id         uuid not null,
    agency_id       uuid not null,
    kind            text not null
        constraint kind check (kind in ('SHIFT', 'BREAK', 'OUT_OF_SERVICE', 'MAINTENANCE', 'OFF_DUTY')),
    -- PLANNED until it begins, then ACTIVE, then OVER; CANCELLED if it was taken back before it began.
    state           text not null default 'PLANNED'
        constraint state check (state in ('PLANNED', 'ACTIVE', 'OVER', 'CANCELLED')),
    start_time      timestamptz not null default now(),
    end_time        timestamptz,                           -- NULL: until somebody says otherwise
    notes           text not null default '' constraint notes check (length(notes) <= 500),
    planned_by      uuid,
    planned_by_name text not null default '',
    created_at      timestamptz not null default clock_timestamp(),
    updated_at      timestamptz not null default clock_timestamp(),
    constraint end_time check (end_time > start_time),
    foreign key (agency_id, unit_id) references medport.unit (agency_id, id)
);
comment on table medport.unit_plan is 'Shifts, breaks and absences of units, as their agency plans them.';
comment on column medport.unit_plan.state is 'PLANNED, ACTIVE, OVER, or CANCELLED before it began. Set by the database.';
comment on column medport.unit_plan.notes is 'Why, in the agency''s words. Not in the audit log.';
create index unit_plan_live on medport.unit_plan (unit_id, start_time) where state in ('PLANNED', 'ACTIVE');
call setup.protect('medport.unit_plan', 'unit_id', array['notes']);

create policy agency_reads on medport.unit_plan for select to medport_ems
    using (agency_id = (select medport.my_agency_id()));
create policy agency_plans on medport.unit_plan for insert to medport_ems
    with check (agency_id = (select medport.my_agency_id()));
create policy agency_edits on medport.unit_plan for update to medport_ems
    using (agency_id = (select medport.my_agency_id())) with check (agency_id = (select medport.my_agency_id()));
create policy center_reads on medport.unit_plan for select to medport_center
    using ((select medport.am_center()));
create policy center_plans on medport.unit_plan for insert to medport_center
    with check ((select medport.am_center()));
create policy center_edits on medport.unit_plan for update to medport_center
    using ((select medport.am_center())) with check ((select medport.am_center()));
grant select on medport.unit_plan to medport_ems, medport_center;
grant insert (id, unit_id, agency_id, kind, start_time, end_time, notes),
    update (state, start_time, end_time, notes)
    on medport.unit_plan to medport_ems, medport_center;

-- The status that an absence gives; a break is time out of service.
create function medport.plan_status(kind text) returns text
    language sql immutable set search_path = ''
    return case kind when 'BREAK' then 'OUT_OF_SERVICE' else kind end;
grant execute on function medport.plan_status(text) to medport_person, medport_events;

-- A moment as people of the site read it.
create function medport.site_time(moment timestamptz) returns text
    language sql stable set search_path = ''
    return to_char(moment at time zone medport.site_zone(), 'Dy HH24:MI');

create function medport.plan_words(kind text) returns text
    language sql immutable set search_path = ''
    return case kind
        when 'SHIFT' then 'a shift' when 'BREAK' then 'a break' when 'OUT_OF_SERVICE' then 'time out of service'
        when 'MAINTENANCE' then 'maintenance' else 'time off duty'
    end;
grant execute on function medport.plan_words(text) to medport_events;

-- A person plans, or changes a plan. The unit's row is locked first, so that of two plans that overlap one comes
-- second. Saying OVER (or CANCELLED) of a plan that runs ends it now; of one that has not begun, takes it back. One
-- that has not ended can be changed by the rules of a new one; what has begun keeps its beginning.
create function medport.on_plan() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    planned medport.unit;
    other medport.unit_plan;
    longest constant interval := case new.kind
        when 'BREAK' then interval '4 hours' when 'SHIFT' then interval '48 hours' else interval '366 days' end;
begin
    new.updated_at := clock_timestamp();
    -- Row security judges the row only after this trigger: nobody learns a thing by naming another agency's unit.
    if not coalesce(medport.am_center() or new.agency_id = medport.my_agency_id(), false)
       and not (select r.rolsuper from pg_catalog.pg_roles r where r.rolname = session_user)
    then
        raise exception 'You may plan for your own agency only.' using errcode = 'MP006';
    end if;
    select * into planned from medport.unit u
    where u.id = new.unit_id and u.agency_id = new.agency_id and u.is_active for update;
    if planned.id is null then
        raise exception 'That unit is not one of this agency''s.' using errcode = 'MP007', column = 'unit';
    end if;
    if tg_op = 'UPDATE' then
        if old.state in ('OVER', 'CANCELLED') then
            raise exception 'That plan is over already.' using errcode = 'MP002', hint = 'Make a new one.';
        elsif new.state in ('OVER', 'CANCELLED') then
            new.state := case old.state when 'PLANNED' then 'CANCELLED' else old.state end;
            new.end_time := case old.state when 'PLANNED' then old.end_time else now() end;
            return new;  -- one that runs is over as soon as apply_plans() sees its end
        end if;
        new.state := old.state;
        if new.start_time <> old.start_time and old.start_time <= now() then
            raise exception 'This has begun: its beginning stays.' using errcode = 'MP005', column = 'start_time',
                hint = 'Change its end, or end it and plan anew.';
        end if;
    else
        new.state := 'PLANNED';
        new.planned_by := medport.my_user_id();
        new.planned_by_name := events.name_of(new.planned_by);
    end if;
    if new.kind in ('OUT_OF_SERVICE', 'MAINTENANCE') and new.notes = ''
       and (tg_op = 'INSERT' or new.notes <> old.notes) and medport.my_user_id() is not null
    then
        raise exception 'Say why the unit is out.' using errcode = 'MP005', column = 'notes';
    end if;
    if tg_op = 'INSERT' or new.start_time <> old.start_time then
        if new.start_time < now() - interval '24 hours' then
            raise exception 'A plan cannot begin more than a day ago.' using errcode = 'MP005', column = 'start_time';
        elsif new.start_time > now() + interval '60 days' then
            raise exception 'Plan at most 60 days ahead.' using errcode = 'MP005', column = 'start_time';
        end if;
    end if;
    if new.end_time is null and new.kind in ('SHIFT', 'BREAK') then
        raise exception 'Say when % ends.', medport.plan_words(new.kind) using errcode = 'MP005', column = 'end_time';
    elsif new.end_time <= new.start_time then
        raise exception 'The end must be after the beginning.' using errcode = 'MP005', column = 'end_time';
    elsif new.end_time <= now() then
        raise exception 'That time is over already.' using errcode = 'MP005', column = 'end_time';
    elsif new.end_time - new.start_time > longest then
        raise exception '% is at most % long.', initcap(left(medport.plan_words(new.kind), 1))
            || substr(medport.plan_words(new.kind), 2),
            case new.kind when 'BREAK' then '4 hours' when 'SHIFT' then '48 hours' else '366 days' end
            using errcode = 'MP005', column = 'end_time';
    end if;
    select * into other from medport.unit_plan p
    where p.unit_id = new.unit_id and p.id <> new.id and p.state in ('PLANNED', 'ACTIVE')
      and (p.kind = 'SHIFT') = (new.kind = 'SHIFT')
      and p.start_time < coalesce(new.end_time, 'infinity') and coalesce(p.end_time, 'infinity') > new.start_time
      and coalesce(p.end_time, 'infinity') > now()
    order by p.start_time limit 1;
    if other.id is not null then
        raise exception 'Unit % has % from % % already.', planned.unit_number, medport.plan_words(other.kind),
            medport.site_time(other.start_time),
            coalesce('to ' || medport.site_time(other.end_time), 'until further notice')
            using errcode = 'MP005', column = 'start_time', hint = 'Choose another time, or take that plan back first.';
    end if;
    return new;
end
$$;

-- Write down what a unit's plan says of this moment: the states of its plans, the shift that runs or comes next, and
-- its status. A unit on a trip keeps its status, and a break waits for the trip's end.
create function medport.apply_plans(target uuid) returns void
    language plpgsql set search_path = ''
as $$
declare
    unit medport.unit;
    wanted text;
    shift medport.unit_plan;
begin
    select * into unit from medport.unit u where u.id = target for update;
    wanted := medport.status_by_plan(unit);
    update medport.unit_plan p set state = 'OVER', updated_at = clock_timestamp()
    where p.unit_id = target and p.state in ('PLANNED', 'ACTIVE') and p.end_time <= now()
      and not (p.kind = 'BREAK' and p.state = 'PLANNED' and unit.current_status = 'COMMITTED');
    update medport.unit_plan p set state = 'ACTIVE', updated_at = clock_timestamp()
    where p.unit_id = target and p.state = 'PLANNED' and p.start_time <= now()
      and (p.end_time is null or p.end_time > now())
      and (p.kind = 'SHIFT' or unit.current_status <> 'COMMITTED');
    select * into shift from medport.unit_plan p
    where p.unit_id = target and p.kind = 'SHIFT' and p.state in ('PLANNED', 'ACTIVE')
      -- One that is on a trip when its shift ends is off duty afterwards: the next shift is not told before.
      and (p.start_time <= now() or unit.current_status <> 'COMMITTED')
    order by p.start_time limit 1;
    if shift.id is null and unit.shift_end <= now() then
        shift.start_time := unit.shift_start;
        shift.end_time := unit.shift_end;
    elsif shift.id is null and unit.current_status = 'COMMITTED' then
        shift.start_time := unit.shift_start;
        shift.end_time := case when unit.shift_start <= now() then now() else unit.shift_end end;
    end if;
    update medport.unit u
    set current_status = wanted, shift_start = shift.start_time, shift_end = shift.end_time
    where u.id = target
      and (u.current_status, u.shift_start, u.shift_end)
          is distinct from (wanted, shift.start_time, shift.end_time);
end
$$;

create function medport.on_planned() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    perform medport.apply_plans(new.unit_id);
    -- The note of what runs is the reason in the unit's history.
    update medport.unit_availability a set notes = new.notes, updated_at = clock_timestamp()
    where a.plan_id = new.id and a.end_time is null and a.notes <> new.notes;
    return null;
end
$$;

create trigger a_rules before insert or update on medport.unit_plan
    for each row when (not medport.by_event())
    execute function medport.on_plan();
create trigger b_applied after insert or update on medport.unit_plan
    for each row when (not medport.by_event())
    execute function medport.on_planned();

-- What is due by the units' plans; called by medport.tick(). A unit that somebody holds waits for the next call.
create function medport.keep_plans() returns void
    language plpgsql set search_path = '' set lock_timeout = '200ms'
as $$
declare
    due uuid;
    began timestamptz;
begin
    for due in
        select distinct p.unit_id
        from medport.unit_plan p join medport.unit u on u.id = p.unit_id
        where (p.state = 'ACTIVE' and p.end_time <= now())
           or (p.state = 'PLANNED' and p.start_time <= now()
               and (p.kind = 'SHIFT' or u.current_status <> 'COMMITTED'
                    or (p.kind <> 'BREAK' and p.end_time <= now())))
    loop
        begin
            perform from medport.unit u where u.id = due for update skip locked;
            if found then
                began := clock_timestamp();
                perform medport.apply_plans(due);
                -- The clock did it, whosever session turned the clock.
                update medport.unit_availability a set changed_by = null, changed_by_name = ''
                where a.unit_id = due and a.end_time is null and a.start_time >= began;
            end if;
        exception when lock_not_available or deadlock_detected then
            null;
        end;
    end loop;
end
$$;

-- Whether a unit will be there at a pick-up: raises MP007 where its plan says that it will not.
create function medport.check_unit_at(unit medport.unit, pickup timestamptz) returns void
    language plpgsql stable set search_path = ''
as $$
declare
    away medport.unit_plan;
begin
    select * into away from medport.unit_plan p
    where p.unit_id = unit.id and p.kind <> 'SHIFT' and p.state in ('PLANNED', 'ACTIVE')
      and p.start_time <= pickup and coalesce(p.end_time, 'infinity') > pickup and coalesce(p.end_time, 'infinity') > now()
    limit 1;
    if away.id is not null then
        raise exception 'Unit % has % % at that pick-up time.', unit.unit_number, medport.plan_words(away.kind),
            coalesce('until ' || medport.site_time(away.end_time), 'until further notice')
            using errcode = 'MP007', column = 'unit', hint = 'Choose another unit, or another time.';
    -- Later shifts may not be planned yet.
    elsif unit.shift_end <= pickup and pickup < now() + interval '12 hours'
          and not exists (
              select from medport.unit_plan p
              where p.unit_id = unit.id and p.kind = 'SHIFT' and p.state in ('PLANNED', 'ACTIVE')
                and p.start_time <= pickup and p.end_time > pickup
          )
    then
        raise exception 'The shift of unit % ends % before that pick-up time.', unit.unit_number,
            medport.site_time(unit.shift_end)
            using errcode = 'MP007', column = 'unit', hint = 'Choose another unit.';
    end if;
end
$$;
