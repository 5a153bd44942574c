-- Each check is swapped for one that the next revision validates.
alter table medport.assignment
    drop constraint assignment_status_check,
    add constraint assignment_status_check
        check (status = any (medport.trip_statuses()) and status <> 'SCHEDULED') not valid,
    drop constraint end_reason,
    add constraint end_reason check (end_reason = any (medport.end_reasons())) not valid;
alter table medport.ems_agency
    drop constraint capabilities,
    add constraint capabilities check (capabilities <@ medport.transport_levels()) not valid,
    drop constraint email,
    add constraint email check (email = '' or medport.is_email(email)) not valid,
    drop constraint ems_agency_status_check,
    add constraint ems_agency_status_check check (status = any (medport.standings())) not valid,
    drop constraint phone,
    add constraint phone check (phone = '' or medport.is_phone(phone)) not valid;
alter table reference.account
    drop constraint account_user_type_check,
    add constraint account_user_type_check check (user_type = any (medport.user_types())) not valid;
alter table medport.trip_decline
    drop constraint reason,
    add constraint reason check (reason = any (medport.decline_reasons())) not valid;
