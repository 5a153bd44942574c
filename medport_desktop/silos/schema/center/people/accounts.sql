-- Make, change and disable accounts, and who is signed in.

-- An account, locked for a change by those who manage it; null where the caller does not. The caller's own is locked too,
-- in one order, so that of two who disable one another the second is nobody by then. Its person could hold the row,
-- and so stay enabled, by an open transaction that changes their own password: then their connections here are ended.
create function reference.take_account(user_id uuid) returns medport.app_user
    language plpgsql set search_path = '' set lock_timeout = '1s'
as $$
declare
    target medport.app_user;
begin
    select * into target from medport.app_user u where u.id = take_account.user_id;
    if target.id is null or not medport.may_manage(target.user_type, target.hospital_id, target.agency_id) then
        return null;
    end if;
    for attempt in 1..4
    loop
        begin
            perform from medport.app_user u
            where u.id in (take_account.user_id, medport.my_user_id()) order by u.id for update;
            select * into target from medport.app_user u where u.id = take_account.user_id;
            if not medport.may_manage(target.user_type, target.hospital_id, target.agency_id) then
                return null;
            end if;
            return target;
        exception when lock_not_available then
            if attempt = 4 then
                raise;
            end if;
            perform reference.end_sessions_of(take_account.user_id);
        end;
    end loop;
end
$$;

-- Make an account (who may: medport.may_manage). The client sends verifiers, one a silo and each with its
-- own salt, never the password.
create function medport.create_user(
    id uuid, email text, name text, user_type text, is_manager boolean, hospital_id uuid, agency_id uuid,
    center_verifier text, hospital_verifier text, ems_verifier text
) returns uuid
    language plpgsql security definer set search_path = ''
as $$
begin
    if not medport.may_manage(create_user.user_type, create_user.hospital_id, create_user.agency_id) then
        raise exception 'You may make accounts for your own organisation only.' using errcode = 'MP006';
    end if;
    perform reference.check_verifiers(center_verifier, hospital_verifier, ems_verifier);
    if exists (select from medport.app_user u where u.id = create_user.id and lower(u.email) = lower(trim(create_user.email)))
    then
        return create_user.id;  -- the same account, sent again
    elsif exists (select from medport.app_user u where lower(u.email) = lower(trim(create_user.email))) then
        raise exception 'There is an account with this e-mail already.' using errcode = 'MP005', column = 'email';
    end if;
    perform reference.check_rate();
    -- Whoever makes the account knows its first password, so the person must choose another.
    insert into medport.app_user (id, email, password, name, user_type, is_manager, hospital_id, agency_id,
                                  must_change_password)
    values (create_user.id, trim(create_user.email), center_verifier, trim(create_user.name), create_user.user_type,
            create_user.is_manager, create_user.hospital_id, create_user.agency_id, true);
    perform reference.keep_verifiers(create_user.id, hospital_verifier, ems_verifier);
    return create_user.id;
end
$$;

create function reference.keep_verifiers(user_id uuid, hospital_verifier text, ems_verifier text) returns void
    language sql security definer set search_path = ''
begin atomic
    -- updated_at is the transaction's time, as the reset_at of an event is: so the two are known to belong together.
    insert into reference.verifier_hospital (user_id, verifier, updated_at) values (user_id, hospital_verifier, now())
    on conflict (user_id) do update set verifier = excluded.verifier, updated_at = excluded.updated_at;
    insert into reference.verifier_ems (user_id, verifier, updated_at) values (user_id, ems_verifier, now())
    on conflict (user_id) do update set verifier = excluded.verifier, updated_at = excluded.updated_at;
end;
grant execute on function reference.keep_verifiers(uuid, text, text) to medport_events;

-- Disable (connections end in every silo) or enable an account.
create function medport.set_user_active(user_id uuid, active boolean) returns void
    language plpgsql security definer set search_path = ''
as $$
declare
    target medport.app_user;
begin
    target := reference.take_account(set_user_active.user_id);
    if target.id is null or not medport.may_manage(target.user_type, target.hospital_id, target.agency_id) then
        raise exception 'You may change accounts of your own organisation only.' using errcode = 'MP006';
    elsif target.id = medport.my_user_id() then
        raise exception 'You cannot disable the account that you are signed in with.'
            using errcode = 'MP006', hint = 'Ask another administrator.';
    end if;
    update medport.app_user u set is_active = active where u.id = target.id and u.is_active <> active;
end
$$;
grant execute on function
    medport.create_user(uuid, text, text, text, boolean, uuid, uuid, text, text, text),
    medport.set_user_active(uuid, boolean)
    to medport_center_admin, medport_hospital_manager, medport_ems_manager;

-- Change who an account is: its e-mail (and with it the login role's name, in every silo), name, rank, organisation.
-- The kind of organisation stays: a person who goes from a hospital to an agency gets another account.
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
    elsif target.id = medport.my_user_id() and trim(edit_user.email) <> target.email then
        raise exception 'You are signed in with this e-mail, so it cannot be changed by you.'
            using errcode = 'MP005', column = 'email', hint = 'Ask another administrator.';
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
grant execute on function medport.edit_user(uuid, text, text, boolean, uuid, uuid)
    to medport_center_admin, medport_hospital_manager, medport_ems_manager;

-- Who is signed in: the first thing that a console asks.
create function medport.whoami()
    returns table (
        id uuid, email text, name text, user_type text, is_manager boolean, hospital_id uuid, hospital_name text,
        agency_id uuid, agency_name text, must_change_password boolean
    )
    language sql stable security definer set search_path = ''
begin atomic
    select events.refuse_old_console();
    select u.id, u.email, u.name, u.user_type, u.is_manager, u.hospital_id, coalesce(h.name, ''), u.agency_id,
           coalesce(a.name, ''), u.must_change_password
    from medport.app_user u
    left join medport.hospital h on h.id = u.hospital_id
    left join medport.agency_directory a on a.id = u.agency_id
    where u.id = medport.my_user_id();
end;
grant execute on function medport.whoami() to medport_person;

-- One's own SCRAM salts and iteration counts in the other silos; as little a secret as medport.my_scram(). A console
-- that has signed in here derives its keys for them at once: libpq would stretch the password again for each silo, at
-- twice the cost and, in threads of one process, one hindering the other (three take 0.9 s on two cores).
create function medport.my_scram_elsewhere() returns table (silo text, salt text, iterations integer)
    language sql stable security definer set search_path = ''
begin atomic
    select v.silo,
           split_part(split_part(v.verifier, '$', 2), ':', 2),
           split_part(split_part(v.verifier, '$', 2), ':', 1)::integer
    from (
        select 'hospital' as silo, h.user_id, h.verifier from reference.verifier_hospital h
        union all
        select 'ems', e.user_id, e.verifier from reference.verifier_ems e
    ) v
    join reference.account a on a.user_id = v.user_id
    where a.role_name = session_user::text and a.is_active and v.verifier like 'SCRAM-SHA-256$%';
end;
grant execute on function medport.my_scram_elsewhere() to medport_person;
