-- Who is asking. Always by session_user, which SET ROLE and SECURITY DEFINER do not change. A disabled account is
-- nobody, even on a connection that is still open. STABLE, and called through a scalar sub-select in policies, so
-- that each runs once a query.

create function medport.my_user_id() returns uuid
    language sql stable security definer set search_path = ''
    return (select a.user_id from reference.account a where a.role_name = session_user::text and a.is_active);

create function medport.my_user_type() returns text
    language sql stable security definer set search_path = ''
    return (select a.user_type from reference.account a where a.role_name = session_user::text and a.is_active);

create function medport.my_hospital_id() returns uuid
    language sql stable security definer set search_path = ''
    return (select a.hospital_id from reference.account a
            where a.role_name = session_user::text and a.is_active and a.user_type = 'hospital');

create function medport.my_agency_id() returns uuid
    language sql stable security definer set search_path = ''
    return (select a.agency_id from reference.account a
            where a.role_name = session_user::text and a.is_active and a.user_type = 'ems');

create function medport.am_manager() returns boolean
    language sql stable security definer set search_path = ''
    return coalesce((select a.is_manager from reference.account a
                     where a.role_name = session_user::text and a.is_active), false);

create function medport.am_center() returns boolean
    language sql stable security definer set search_path = ''
    return coalesce(medport.my_user_type() = 'center', false);

-- The name that notes and milestones show for an account; '' for none.
create function events.name_of(user_id uuid) returns text
    language sql stable set search_path = ''
    return coalesce((select a.name from reference.account a where a.user_id = name_of.user_id), '');

-- Who an account speaks for, as the other sides are told: a person of the asking side by name, all others by their
-- organisation.
create function events.side_of(user_id uuid) returns text
    language sql stable set search_path = ''
    return coalesce((
        select case a.user_type
            when 'hospital' then a.hospital_name
            when 'center' then 'The transport center'
            else a.agency_name
        end
        from reference.account a where a.user_id = side_of.user_id
    ), '');

-- One's own SCRAM salt and iteration count. They are no secret: the server tells them to anyone who starts to sign
-- in (RFC 5802, section 5.1). With them a client derives its keys once and need not repeat the key stretching.
create function medport.my_scram() returns table (salt text, iterations integer)
    language sql stable security definer set search_path = ''
begin atomic
    select split_part(split_part(a.rolpassword, '$', 2), ':', 2),
           split_part(split_part(a.rolpassword, '$', 2), ':', 1)::integer
    from pg_catalog.pg_authid a
    where a.rolname = session_user and a.rolpassword like 'SCRAM-SHA-256$%';
end;

grant execute on function
    medport.my_user_id(), medport.my_user_type(), medport.my_hospital_id(), medport.my_agency_id(),
    medport.am_manager(), medport.am_center(), medport.my_scram()
    to medport_person;

-- Who may run the accounts of which organisation, and end their sessions: the administrator all, a manager of a
-- hospital or an agency its own. The same in every silo; no person may call it, the functions that ask it may.

create function medport.may_manage(user_type text, hospital uuid, agency uuid) returns boolean
    language sql stable set search_path = ''
    return coalesce(medport.am_manager() and case medport.my_user_type()
        when 'center' then true
        when 'hospital' then user_type = 'hospital' and hospital = medport.my_hospital_id()
        when 'ems' then user_type = 'ems' and agency = medport.my_agency_id()
    end, false);
grant execute on function
    medport.may_manage(text, uuid, uuid), medport.am_manager(), medport.my_user_type(), medport.my_hospital_id(),
    medport.my_agency_id()
    to medport_accounts;
