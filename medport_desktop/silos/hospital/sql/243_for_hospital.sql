-- The center enters trips for any hospital that there is and that is not disabled. A disabled hospital's own people may
-- still enter theirs: whoever wants that ended disables their accounts.

create function medport.on_entered_for() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    if medport.am_center()
       and not exists (select from reference.hospital h where h.id = new.hospital_id and h.is_active)
    then
        raise exception 'No trip can be entered for this hospital: it is disabled.'
            using errcode = 'MP005', column = 'origin_facility_id', hint = 'An administrator can enable it again.';
    end if;
    return new;
end
$$;
alter function medport.on_entered_for() owner to medport_events;
create trigger a_for_hospital before insert on medport.transport_request
    for each row execute function medport.on_entered_for();
create trigger a_for_hospital before insert on medport.trip_series
    for each row execute function medport.on_entered_for();
