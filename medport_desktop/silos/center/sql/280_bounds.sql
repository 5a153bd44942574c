-- No text without an end: one row of a gigabyte would go into the audit log, to the other silos, and to every board that
-- shows it. (Most columns have their bounds beside them; tests/access looks that none lacks one.)

alter table medport.hospital
    add constraint address check (length(address) <= 200),
    add constraint city check (length(city) <= 100),
    add constraint state check (length(state) <= 40),
    add constraint zip_code check (length(zip_code) <= 20),
    add constraint phone check (length(phone) <= 40),
    add constraint email check (length(email) <= 254);
alter table medport.service_registry
    add constraint configuration_size check (length(configuration::text) <= 10000),
    add constraint metadata check (length(metadata::text) <= 10000);
alter table medport.system_configuration
    add constraint value check (length(value) <= 1000);
