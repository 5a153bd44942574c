-- The next revision validates the checks.
alter table medport.assignment
    add column outcome text,
    add column ended_by text not null default '',
    add column acknowledged_at timestamptz,
    add column acknowledged_by uuid,
    add column moved_by uuid,
    add column carried_at timestamptz,
    add constraint outcome check (outcome = any (medport.outcomes())) not valid,
    add constraint assignment_acknowledged_at_check
        check (acknowledged_at between '1900-01-01Z' and '2200-01-01Z') not valid,
    add constraint assignment_carried_at_check
        check (carried_at between '1900-01-01Z' and '2200-01-01Z') not valid;
alter table medport.transport_bid
    add column outcome text,
    add constraint outcome check (outcome = any (medport.outcomes())) not valid;
