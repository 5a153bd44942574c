-- Change who an account is: its e-mail (and with it the login role's name, in every silo), name, rank, organisation.
-- The kind of organisation stays: whoever goes from a hospital to an agency gets another account.
create function medport.edit_user(
    user_id uuid, email text, name text, is_manager boolean, hospital_id uuid, agency_id uuid
) returns void
    language plpgsql security definer set search_path = ''
as $$
declare
    target medport.app_user;
begin
    target := reference.take_account(edit_user.user_id);
    if target.id is null
       or not medport.may_manage(target.user_type, target.hospital_id, target.agency_id)
       or not medport.may_manage(target.user_type, edit_user.hospital_id, edit_user.agency_id)
    then
        raise exception 'You may change accounts of your own organisation only.' using errcode = 'MP006';
    elsif target.id = medport.my_user_id() and not edit_user.is_manager then
        raise exception 'You cannot take your own rank from yourself.'
            using errcode = 'MP006', hint = 'Ask another administrator.';
    elsif exists (
        select from medport.app_user u
        where lower(u.email) = lower(trim(edit_user.email)) and u.id <> edit_user.user_id
    ) then
        raise exception 'There is an account with this e-mail already.' using errcode = 'MP005', column = 'email';
    end if;
    update medport.app_user u
    set email = trim(edit_user.email), name = trim(edit_user.name), is_manager = edit_user.is_manager,
        hospital_id = edit_user.hospital_id, agency_id = edit_user.agency_id
    where u.id = edit_user.user_id;
end
$$;
alter function medport.edit_user(uuid, text, text, boolean, uuid, uuid) owner to medport_events;
grant execute on function medport.edit_user(uuid, text, text, boolean, uuid, uuid)
    to medport_center_admin, medport_hospital_manager, medport_ems_manager;
