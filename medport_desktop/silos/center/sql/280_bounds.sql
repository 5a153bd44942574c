-- No text without an end: one row of a gigabyte would go into the audit log, to the other silos, and to every board that
-- shows it. (Most columns have their bounds beside them; tests/access looks that none lacks one.)

alter table medport.hospital
    add constraint address check (length(address) <= 200),
    add constraint city check (length(city) <= 100),
    add constraint state check (length(state) <= 40),
    add constraint zip_code check (zip_code ~ '^([0-9]{5})?$'),
    add constraint phone check (phone = '' or length(phone) <= 40 and medport.is_phone(phone)),
    add constraint email check (email = '' or length(email) <= 254 and medport.is_email(email));
-- What a service registers with goes to the ems silo by an event: what that would not keep must be refused here.
alter table medport.service_registry
    add constraint zip_code check (configuration ->> 'zip_code' ~ '^([0-9]{5})?$'),
    add constraint phone check (configuration ->> 'phone' = '' or medport.is_phone(configuration ->> 'phone')),
    add constraint email check (configuration ->> 'email' = '' or medport.is_email(configuration ->> 'email')),
    add constraint configuration_size check (length(configuration::text) <= 10000),
    add constraint metadata check (length(metadata::text) <= 10000);
alter table medport.system_configuration
    add constraint value check (length(value) <= 1000);
