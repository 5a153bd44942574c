-- What an event is about is in its payload; a letter keeps it, so that later events of the same can be found.
alter table events.dead_letter add column subject text, add column awaits text;

update events.dead_letter d
set subject = coalesce(e.payload ->> 'trip_id', e.payload ->> 'user_id', e.payload ->> 'service_id')
from (
    select id, payload from events.hospital
    union all select id, payload from events.ems
    union all select id, payload from events.center
) e
where e.id = d.event_id and d.resolved_at is null;

-- Release 1.0.0 kept what it did not know (0A000) as it kept any other failure, and what failed because of that after it.
update events.dead_letter d
set awaits = case d.sqlstate when '0A000' then '0001' else '' end
where d.resolved_at is null
  and (d.sqlstate = '0A000' or exists (
      select from events.dead_letter earlier
      where earlier.subject = d.subject and earlier.event_id < d.event_id
        and earlier.sqlstate = '0A000' and earlier.resolved_at is null
  ));
