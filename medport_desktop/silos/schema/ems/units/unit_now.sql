-- What a unit is doing by now, whether or not the clock has said so yet. What a person sets holds against the plan
-- until the plan's next step: a crew that comes in early, or stays on, is there.
create function medport.status_by_plan(unit medport.unit) returns text
    language sql stable set search_path = ''
begin atomic
    with live as (
        select p.kind, p.state, p.end_time,
               p.start_time <= now() and (p.end_time is null or p.end_time > now()) as runs,
               p.state = 'ACTIVE' and p.end_time <= now() as is_over
        from medport.unit_plan p
        where p.unit_id = unit.id and p.state in ('PLANNED', 'ACTIVE')
    ), facts as (
        select min(l.kind) filter (where l.runs and l.kind <> 'SHIFT') as away,
               bool_or(l.is_over and l.kind <> 'SHIFT' and medport.plan_status(l.kind) = unit.current_status) as is_back,
               bool_or(l.runs and l.kind = 'SHIFT') as on_shift,
               bool_or(l.runs and l.kind = 'SHIFT' and l.state = 'PLANNED') as begins,
               bool_or(l.is_over and l.kind = 'SHIFT') as ends
        from live l
    )
    select case
        when unit.current_status = 'COMMITTED' then 'COMMITTED'
        when f.away is not null then medport.plan_status(f.away)
        when f.is_back then
            case when unit.shift_end is null or f.on_shift then 'AVAILABLE' else 'OFF_DUTY' end
        when unit.current_status = 'AVAILABLE' and not coalesce(f.on_shift, false)
             and (f.ends or unit.shift_end <= now()) then 'OFF_DUTY'
        when unit.current_status = 'OFF_DUTY' and f.begins then 'AVAILABLE'
        else unit.current_status
    end
    from facts f;
end;
grant execute on function medport.status_by_plan(medport.unit) to medport_ems, medport_center, medport_events;

-- Each unit with its status of this moment, the absence that runs, and the next step of its plan. A break that waits
-- for the end of a trip is the next step, with a time that has passed.
create view medport.unit_now with (security_invoker = true) as
select u.id as unit_id, u.agency_id, medport.status_by_plan(u) as status,
       away.kind as away_kind, away.end_time as away_until,
       coming.kind as next_kind, coming.start_time as next_at
from medport.unit u
left join lateral (
    select p.kind, p.end_time from medport.unit_plan p
    where p.unit_id = u.id and p.kind <> 'SHIFT' and p.state in ('PLANNED', 'ACTIVE')
      and p.start_time <= now() and (p.end_time is null or p.end_time > now()) and u.current_status <> 'COMMITTED'
    limit 1
) away on true
left join lateral (
    select p.kind, p.start_time from medport.unit_plan p
    where p.unit_id = u.id and p.kind <> 'SHIFT' and p.state = 'PLANNED'
      and (p.start_time > now() or (u.current_status = 'COMMITTED' and p.kind = 'BREAK'))
    order by p.start_time
    limit 1
) coming on true;
comment on view medport.unit_now is 'What each unit is doing by its own time, and what its plan says next.';
grant select on medport.unit_now to medport_ems, medport_center, medport_events;
