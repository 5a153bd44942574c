-- Passwords: one's own, and a forgotten one. The client sends verifiers, one a silo and each with its own salt; they
-- take effect here at once and in the other silos as they are replicated. Connections that are open stay open.

-- Whether three verifiers are fit to be kept. Setting one costs the server a whole key stretching, in the apply worker
-- too: a count without a bound would let anybody hold up the bus.
create function reference.check_verifiers(center_verifier text, hospital_verifier text, ems_verifier text) returns void
    language plpgsql immutable set search_path = ''
as $$
declare
    pattern constant text := '^SCRAM-SHA-256\$[0-9]{4,7}:[A-Za-z0-9+/=]{20,}\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$';
    verifier text;
begin
    foreach verifier in array array[center_verifier, hospital_verifier, ems_verifier]
    loop
        if verifier is null or verifier !~ pattern or length(verifier) > 400 then
            raise exception 'A password must come as three SCRAM verifiers.' using errcode = 'MP005', column = 'password';
        elsif split_part(split_part(verifier, '$', 2), ':', 1)::integer not between 4096 and 1000000 then
            raise exception 'A verifier must have been stretched 4,096 to 1,000,000 times.'
                using errcode = 'MP005', column = 'password';
        end if;
    end loop;
    if split_part(center_verifier, '$', 2) in (split_part(hospital_verifier, '$', 2), split_part(ems_verifier, '$', 2))
       or split_part(hospital_verifier, '$', 2) = split_part(ems_verifier, '$', 2)
    then
        raise exception 'Each silo needs a verifier with its own salt.' using errcode = 'MP005', column = 'password';
    end if;
end
$$;

-- One's own. The console asks for the old password: a person who is signed in may re-key their own login role in
-- PostgreSQL anyway (ALTER ROLE ... PASSWORD), so a check here would keep nobody out. The same again changes nothing.
create function medport.change_my_password(center_verifier text, hospital_verifier text, ems_verifier text) returns void
    language plpgsql security definer set search_path = ''
as $$
declare
    me constant uuid := medport.my_user_id();
begin
    if me is null then
        raise exception 'This account is disabled.' using errcode = 'MP006';
    end if;
    perform reference.check_verifiers(center_verifier, hospital_verifier, ems_verifier);
    update medport.app_user u set password = center_verifier, must_change_password = false where u.id = me;
    perform reference.keep_verifiers(me, hospital_verifier, ems_verifier);
end
$$;
grant execute on function medport.change_my_password(text, text, text) to medport_person;

-- A forgotten one: those who manage the account give a new first password, which the person must change at the console.
create function medport.reset_password(
    user_id uuid, center_verifier text, hospital_verifier text, ems_verifier text
) returns void
    language plpgsql security definer set search_path = ''
as $$
declare
    target medport.app_user;
begin
    target := reference.take_account(reset_password.user_id);
    if target.id is null or not medport.may_manage(target.user_type, target.hospital_id, target.agency_id) then
        raise exception 'You may reset passwords of your own organisation only.' using errcode = 'MP006';
    elsif target.id = medport.my_user_id() then
        raise exception 'This is the account that you are signed in with.'
            using errcode = 'MP006', hint = 'Change your own password instead: it is among the Session actions.';
    end if;
    perform reference.check_verifiers(center_verifier, hospital_verifier, ems_verifier);
    update medport.app_user u set password = center_verifier, must_change_password = true where u.id = target.id;
    perform reference.keep_verifiers(target.id, hospital_verifier, ems_verifier);
end
$$;
grant execute on function medport.reset_password(uuid, text, text, text)
    to medport_center_admin, medport_hospital_manager, medport_ems_manager;
