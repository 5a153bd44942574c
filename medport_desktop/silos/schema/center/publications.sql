-- What this silo publishes, and to whom. A subscriber can read a whole publication, so each destination has
-- its own: a silo receives its own verifiers and never another's.

-- name: events_to_hospital
create publication events_to_hospital for table events.center with (publish = 'insert');

-- name: events_to_ems
create publication events_to_ems for table events.center with (publish = 'insert');

-- name: reference_to_hospital
create publication reference_to_hospital
    for table reference.account, reference.verifier_hospital, reference.hospital, reference.configuration
    with (publish = 'insert, update');

-- name: reference_to_ems
create publication reference_to_ems
    for table reference.account, reference.verifier_ems, reference.hospital, reference.configuration
    with (publish = 'insert, update');
