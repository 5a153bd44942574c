-- Organisations and every account. A row here is an account in all three silos.

create table medport.hospital (
    id         uuid primary key default gen_random_uuid(),
    name       text not null constraint name check (length(trim(name)) between 1 and 200),
    address    text not null default '',
    city       text not null default '',
    state      text not null default '',
    zip_code   text not null default '',
    phone      text not null default '',
    email      text not null default '',
    is_active  boolean not null default true,
    created_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp()
);
create unique index hospital_name on medport.hospital (lower(name));
call setup.protect('medport.hospital', 'id');
create trigger touch before update on medport.hospital
    for each row execute function medport.on_update_touch();
create policy person_reads on medport.hospital for select to medport_person
    using ((select medport.my_user_id()) is not null);
create policy admin_adds on medport.hospital for insert to medport_center_admin
    with check ((select medport.am_center()));
create policy admin_edits on medport.hospital for update to medport_center_admin
    using ((select medport.am_center())) with check ((select medport.am_center()));
grant select on medport.hospital to medport_person;
grant insert (id, name, address, city, state, zip_code, phone, email, is_active),
      update (name, address, city, state, zip_code, phone, email, is_active)
    on medport.hospital to medport_center_admin;

create function medport.on_hospital_published() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    insert into reference.hospital (id, name, is_active) values (new.id, new.name, new.is_active)
    on conflict (id) do update set name = excluded.name, is_active = excluded.is_active;
    return null;
end
$$;
alter function medport.on_hospital_published() owner to medport_events;
create trigger published after insert or update on medport.hospital
    for each row execute function medport.on_hospital_published();

-- The directory of agencies, which hospitals read: it follows the ems silo's agencies and events.
create table medport.agency_directory (
    id              uuid primary key,
    name            text not null,
    city            text not null default '',
    state           text not null default '',
    phone           text not null default '',
    coordinates     point,
    capabilities    text[] not null default '{}',
    is_active       boolean not null default true,
    trips_accepted  integer not null default 0,
    trips_completed integer not null default 0,
    trips_released  integer not null default 0,
    updated_at      timestamptz not null default clock_timestamp()
);
call setup.protect('medport.agency_directory', 'id');
create trigger touch before update on medport.agency_directory
    for each row execute function medport.on_update_touch();
create policy person_reads on medport.agency_directory for select to medport_person
    using ((select medport.my_user_id()) is not null);
grant select on medport.agency_directory to medport_person;

create function reference.on_agency() returns trigger
    language plpgsql security definer
    set search_path = ''
    set session_replication_role = 'origin'
as $$
begin
    insert into medport.agency_directory (id, name, city, state, phone, coordinates, capabilities, is_active)
    values (new.id, new.name, new.city, new.state, new.phone, new.coordinates, new.capabilities, new.is_active)
    on conflict (id) do update
    set name = excluded.name, city = excluded.city, state = excluded.state, phone = excluded.phone,
        coordinates = excluded.coordinates, capabilities = excluded.capabilities, is_active = excluded.is_active;
    return null;
end
$$;
alter function reference.on_agency() owner to medport_events;
create trigger agency_is_listed after insert or update on reference.agency
    for each row execute function reference.on_agency();
alter table reference.agency enable always trigger agency_is_listed;

create table medport.app_user (
    id          uuid primary key default gen_random_uuid(),
    email       text not null
        constraint email check (length(email) <= 254 and medport.is_email(email)),
    -- This silo's SCRAM verifier; reference.verifier_hospital and _ems hold the others', each with its own salt.
    password    text not null,
    name        text not null constraint name check (length(trim(name)) between 1 and 200),
    user_type   text not null constraint user_type check (user_type in ('hospital', 'ems', 'center')),
    is_manager  boolean not null default false,
    hospital_id uuid references medport.hospital,
    agency_id   uuid references medport.agency_directory,
    is_active   boolean not null default true,
    must_change_password boolean not null default false,
    created_at  timestamptz not null default clock_timestamp(),
    updated_at  timestamptz not null default clock_timestamp(),
    constraint organisation check (
        (user_type = 'hospital') = (hospital_id is not null) and (user_type = 'ems') = (agency_id is not null)
    )
);
create unique index app_user_email on medport.app_user (lower(email));
call setup.protect('medport.app_user', 'id', array['password']);
create trigger touch before update on medport.app_user
    for each row execute function medport.on_update_touch();

create policy center_reads on medport.app_user for select to medport_center
    using ((select medport.am_center()));
create policy hospital_manager_reads on medport.app_user for select to medport_hospital_manager
    using (hospital_id = (select medport.my_hospital_id()));
create policy ems_manager_reads on medport.app_user for select to medport_ems_manager
    using (agency_id = (select medport.my_agency_id()));
create policy self_reads on medport.app_user for select to medport_person
    using (id = (select medport.my_user_id()));
create policy accounts on medport.app_user for select to medport_accounts using (true);
-- Nobody reads `password` but the owner of the functions that make login roles.
grant select (id, email, name, user_type, is_manager, hospital_id, agency_id, is_active, must_change_password,
              created_at, updated_at)
    on medport.app_user to medport_person;
grant select (id, password) on medport.app_user to medport_accounts;

create function reference.silo_verifier(user_id uuid) returns text
    language sql stable set search_path = ''
    return (select u.password from medport.app_user u where u.id = silo_verifier.user_id);
alter function reference.silo_verifier(uuid) owner to medport_accounts;

-- The login role's name: one that tells nothing, since every role may list all names.
create function medport.role_name(email text) returns text
    language sql immutable set search_path = ''
    return 'mp_' || left(encode(sha256(convert_to(lower(trim(email)), 'UTF8')), 'hex'), 32);
alter function medport.role_name(text) owner to medport_owner;
grant execute on function medport.role_name(text) to medport_events;

-- The account that the silos see.
create function medport.on_user_published() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    insert into reference.account (user_id, role_name, email, name, user_type, is_manager, hospital_id, hospital_name,
                                   agency_id, agency_name, is_active)
    values (
        new.id, medport.role_name(new.email), new.email, new.name, new.user_type, new.is_manager, new.hospital_id,
        coalesce((select h.name from medport.hospital h where h.id = new.hospital_id), ''),
        new.agency_id,
        coalesce((select a.name from medport.agency_directory a where a.id = new.agency_id), ''),
        new.is_active
    )
    on conflict (user_id) do update
    set role_name = excluded.role_name, email = excluded.email, name = excluded.name,
        user_type = excluded.user_type, is_manager = excluded.is_manager, hospital_id = excluded.hospital_id,
        hospital_name = excluded.hospital_name, agency_id = excluded.agency_id, agency_name = excluded.agency_name,
        is_active = excluded.is_active, updated_at = clock_timestamp();
    perform events.emit(
        case
            when tg_op = 'INSERT' then 'user.created'
            when old.is_active and not new.is_active then 'user.deactivated'
            else 'user.updated'
        end,
        (select jsonb_build_object('v', 1) || to_jsonb(a) - 'role_name' - 'updated_at'
         from reference.account a where a.user_id = new.id)
    );
    return null;
end
$$;
alter function medport.on_user_published() owner to medport_events;
create trigger published after insert or update on medport.app_user
    for each row execute function medport.on_user_published();

-- Make an account (who may: common/sql/112_may_manage.sql). The client sends verifiers, one a silo and each with its
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
    perform reference.check_verifiers(center_verifier, hospital_verifier, ems_verifier);  -- see 217_passwords.sql
    if exists (select from medport.app_user u where u.id = create_user.id and lower(u.email) = lower(trim(create_user.email)))
    then
        return create_user.id;  -- the same account, sent again
    elsif exists (select from medport.app_user u where lower(u.email) = lower(trim(create_user.email))) then
        raise exception 'There is an account with this e-mail already.' using errcode = 'MP005', column = 'email';
    end if;
    -- Whoever makes the account knows its first password, so the person must choose another.
    insert into medport.app_user (id, email, password, name, user_type, is_manager, hospital_id, agency_id,
                                  must_change_password)
    values (create_user.id, trim(create_user.email), center_verifier, trim(create_user.name), create_user.user_type,
            create_user.is_manager, create_user.hospital_id, create_user.agency_id, true);
    perform reference.keep_verifiers(create_user.id, hospital_verifier, ems_verifier);
    return create_user.id;
end
$$;
alter function medport.create_user(uuid, text, text, text, boolean, uuid, uuid, text, text, text)
    owner to medport_events;

create function reference.keep_verifiers(user_id uuid, hospital_verifier text, ems_verifier text) returns void
    language sql security definer set search_path = ''
begin atomic
    insert into reference.verifier_hospital (user_id, verifier) values (user_id, hospital_verifier)
    on conflict (user_id) do update set verifier = excluded.verifier, updated_at = clock_timestamp();
    insert into reference.verifier_ems (user_id, verifier) values (user_id, ems_verifier)
    on conflict (user_id) do update set verifier = excluded.verifier, updated_at = clock_timestamp();
end;
alter function reference.keep_verifiers(uuid, text, text) owner to medport_accounts;
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
alter function medport.set_user_active(uuid, boolean) owner to medport_events;
grant execute on function
    medport.create_user(uuid, text, text, text, boolean, uuid, uuid, text, text, text),
    medport.set_user_active(uuid, boolean)
    to medport_center_admin, medport_hospital_manager, medport_ems_manager;

-- Who is signed in: the first thing that a console asks.
create function medport.whoami()
    returns table (
        id uuid, email text, name text, user_type text, is_manager boolean, hospital_id uuid, hospital_name text,
        agency_id uuid, agency_name text, must_change_password boolean
    )
    language sql stable security definer set search_path = ''
begin atomic
    select u.id, u.email, u.name, u.user_type, u.is_manager, u.hospital_id, coalesce(h.name, ''), u.agency_id,
           coalesce(a.name, ''), u.must_change_password
    from medport.app_user u
    left join medport.hospital h on h.id = u.hospital_id
    left join medport.agency_directory a on a.id = u.agency_id
    where u.id = medport.my_user_id();
end;
alter function medport.whoami() owner to medport_events;
grant execute on function medport.whoami() to medport_person;
