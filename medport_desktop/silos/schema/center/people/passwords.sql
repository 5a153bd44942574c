-- Passwords: one's own, and a forgotten one. The client sends verifiers, one a silo and each with its own salt; they
-- take effect here at once and in the other silos as they are replicated. After one's own change connections that are open
-- stay open; a reset ends them, in every silo.

-- How often this site has passwords stretched: what the server is set to. Raises MP006 in a session that has set it for
-- itself, where the server's own figure cannot be seen.
create function reference.site_rounds() returns integer
    language plpgsql stable set search_path = ''
as $$
declare
    setting record;
begin
    select s.setting::integer as rounds, s.source into setting
    from pg_catalog.pg_settings s where s.name = 'scram_iterations';
    if setting.source not in ('default', 'environment variable', 'configuration file', 'command line', 'global', 'database')
    then
        raise exception 'This session has set scram_iterations for itself.'
            using errcode = 'MP006', hint = 'Reset it, and send the password again.';
    end if;
    return setting.rounds;
end
$$;

-- Setting a verifier costs each server a whole key stretching, in the apply worker too. So nobody may have it done too
-- often: their own 5 times in 10 minutes; others' as often in a minute as 12 million rounds allow (20 times at 600,000).
-- Whoever is asking is locked, so that two connections of theirs count one another.
create function reference.check_rate() returns void
    language plpgsql set search_path = ''
as $$
declare
    me constant uuid := medport.my_user_id();
    others integer;
    mine integer;
begin
    perform from medport.app_user u where u.id = me for no key update;
    select count(*) filter (where l.entity_id = me::text),
           count(*) filter (where l.entity_id <> me::text and l."timestamp" > clock_timestamp() - interval '1 minute')
    into mine, others
    from medport.audit_log l
    where l."timestamp" > clock_timestamp() - interval '10 minutes' and l.user_id = me and l.entity_type = 'app_user'
      and l.changes -> 'after' ? 'password';
    if mine >= 5 or others >= greatest(1, 12000000 / reference.site_rounds()) then
        raise exception 'Too many passwords were set within a few minutes.'
            using errcode = 'MP002', hint = 'Wait ten minutes, and try again.';
    end if;
end
$$;

-- Whether three verifiers are fit to be kept: made as the site wants them, give or take a tenth.
create function reference.check_verifiers(center_verifier text, hospital_verifier text, ems_verifier text) returns void
    language plpgsql stable set search_path = ''
as $$
declare
    site constant integer := reference.site_rounds();
    pattern constant text := '^SCRAM-SHA-256\$[0-9]{4,7}:[A-Za-z0-9+/=]{20,}\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$';
    verifier text;
begin
    foreach verifier in array array[center_verifier, hospital_verifier, ems_verifier]
    loop
        if verifier is null or verifier !~ pattern or length(verifier) > 400 then
            raise exception 'A password must come as three SCRAM verifiers.' using errcode = 'MP005', column = 'password';
        elsif split_part(split_part(verifier, '$', 2), ':', 1)::integer
              not between site - site / 10 and site + site / 10
        then
            raise exception 'A verifier must have been stretched % times.', site
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
    if exists (select from medport.app_user u where u.id = me and u.password = center_verifier) then
        return;
    end if;
    perform reference.check_rate();
    -- Now that the row is locked: a reset may have come between.
    if reference.is_overtaken() then
        raise exception 'This password was reset by somebody who runs the account.'
            using errcode = 'MP006', hint = 'Sign in with the new first password.';
    end if;
    update medport.app_user u set password = center_verifier, must_change_password = false where u.id = me;
    perform reference.keep_verifiers(me, hospital_verifier, ems_verifier);
end
$$;
grant execute on function medport.change_my_password(text, text, text) to medport_person;

-- A forgotten or a stolen one: those who manage the account give a new first password, which the person must change at the
-- console. What is open under the old one ends here, and where the event arrives (reference.reset).
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
    if target.password = center_verifier then
        return;  -- the same reset, sent again
    end if;
    perform reference.check_rate();
    update medport.app_user u set password = center_verifier, must_change_password = true where u.id = target.id;
    perform reference.keep_verifiers(target.id, hospital_verifier, ems_verifier);
    perform reference.note_reset(target.id, now());
end
$$;
grant execute on function medport.reset_password(uuid, text, text, text)
    to medport_center_admin, medport_hospital_manager, medport_ems_manager;
