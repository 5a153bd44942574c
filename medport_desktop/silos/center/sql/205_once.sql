-- What arrives here arrives once (see common/sql/022_once.sql).

create trigger a_once before insert on events.hospital
    for each row execute function events.once();
alter table events.hospital enable always trigger a_once;
create trigger a_once before insert on events.ems
    for each row execute function events.once();
alter table events.ems enable always trigger a_once;
