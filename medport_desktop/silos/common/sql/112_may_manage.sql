-- Who may run the accounts of which organisation, and end their sessions: the administrator all, a manager of a
-- hospital or an agency its own. The same in every silo; no person may call it, the functions that ask it may.

create function medport.may_manage(user_type text, hospital uuid, agency uuid) returns boolean
    language sql stable set search_path = ''
    return coalesce(medport.am_manager() and case medport.my_user_type()
        when 'center' then true
        when 'hospital' then user_type = 'hospital' and hospital = medport.my_hospital_id()
        when 'ems' then user_type = 'ems' and agency = medport.my_agency_id()
    end, false);
alter function medport.may_manage(text, uuid, uuid) owner to medport_events;
grant execute on function
    medport.may_manage(text, uuid, uuid), medport.am_manager(), medport.my_user_type(), medport.my_hospital_id(),
    medport.my_agency_id()
    to medport_accounts;
