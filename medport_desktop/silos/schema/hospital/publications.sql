-- What this silo publishes, and to whom. A subscriber can read a whole publication, so each destination has
-- its own, and events are only ever inserted.

-- name: events_to_ems
create publication events_to_ems for table events.hospital with (publish = 'insert');

-- name: events_to_center
create publication events_to_center for table events.hospital with (publish = 'insert');

-- name: audit_to_center
create publication audit_to_center for table audit.log with (publish = 'insert');
