-- Each check is swapped for one that the next revision validates.
alter table medport.app_user
    drop constraint email,
    add constraint email check (medport.is_email(email)) not valid,
    drop constraint user_type,
    add constraint user_type check (user_type = any (medport.user_types())) not valid;
alter table medport.hospital
    drop constraint email,
    add constraint email check (email = '' or medport.is_email(email)) not valid,
    drop constraint phone,
    add constraint phone check (phone = '' or medport.is_phone(phone)) not valid;
alter table reference.account
    drop constraint account_user_type_check,
    add constraint account_user_type_check check (user_type = any (medport.user_types())) not valid;
alter table medport.service_registry
    drop constraint status,
    add constraint status check (status = any (medport.standings())) not valid;
alter table medport.shift_handoff_trip
    drop constraint priority,
    add constraint priority check (priority = any (medport.priorities())) not valid,
    drop constraint transport_level,
    add constraint transport_level check (transport_level = any (medport.transport_levels())) not valid,
    drop constraint trip_status,
    add constraint trip_status
        check (trip_status = any (medport.trip_statuses()) and trip_status not in ('COMPLETED', 'CANCELLED')) not valid;
