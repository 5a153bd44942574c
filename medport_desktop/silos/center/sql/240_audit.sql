-- The audit log of all three silos as the administrator searches it: each row with the number of its trip.

create index audit_log_trip_number on medport.audit_log ((changes #>> '{after,trip_number}'))
    where entity_type = 'transport_request' and action = 'INSERT';

create view medport.audit_board with (security_invoker) as
select l.id, l.user_id, coalesce(nullif(l.user_name, ''), 'The system') as who, l.action, l.entity_type, l.entity_id,
       l.trip_id, coalesce(t.trip_number, '') as trip_number, l.changes, l."timestamp", l.ip_address,
       l.source_database
from medport.audit_log l
left join lateral (
    select n.changes #>> '{after,trip_number}' as trip_number
    from medport.audit_log n
    where n.trip_id = l.trip_id and n.entity_type = 'transport_request' and n.action = 'INSERT'
    limit 1
) t on true;
alter view medport.audit_board owner to medport_owner;
grant select on medport.audit_board to medport_center;
