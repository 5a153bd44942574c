-- A service's name that differs from another in case or blanks alone is the same name: the administrator is told, and
-- no second agency of it comes to the ems silo, which has the same rule.
drop index medport.service_registry_name;
create unique index service_registry_name on medport.service_registry
    (service_type, lower(regexp_replace(trim(service_name), '\s+', ' ', 'g')));
