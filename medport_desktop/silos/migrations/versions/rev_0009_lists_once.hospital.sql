-- Each check is swapped for one that the next revision validates.
alter table medport.hospital_facility
    drop constraint email,
    add constraint email check (email = '' or medport.is_email(email)) not valid,
    drop constraint phone,
    add constraint phone check (phone = '' or medport.is_phone(phone)) not valid;
alter table reference.account
    drop constraint account_user_type_check,
    add constraint account_user_type_check check (user_type = any (medport.user_types())) not valid;
alter table medport.transport_request
    drop constraint cancellation_reason,
    add constraint cancellation_reason check (cancellation_reason = any (medport.end_reasons())) not valid,
    drop constraint priority,
    add constraint priority check (priority = any (medport.priorities())) not valid,
    drop constraint series_position,
    add constraint series_position check (series_position between 1 and medport.most_occurrences()) not valid,
    drop constraint status,
    add constraint status check (status = any (medport.trip_statuses())) not valid,
    drop constraint transport_level,
    add constraint transport_level check (transport_level = any (medport.transport_levels())) not valid;
alter table medport.trip_decline
    drop constraint reason,
    add constraint reason check (reason = any (medport.decline_reasons())) not valid;
alter table medport.trip_series
    drop constraint occurrences,
    add constraint occurrences check (occurrences between 1 and medport.most_occurrences()) not valid;
