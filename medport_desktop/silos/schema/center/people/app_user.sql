-- Every account. A row here is an account in all three silos.

create table medport.app_user (
    id          uuid primary key default gen_random_uuid(),
    email       text not null constraint email check (medport.is_email(email)),
    -- This silo's SCRAM verifier; reference.verifier_hospital and _ems hold the others', each with its own salt.
    password    text not null,
    name        text not null constraint name check (length(trim(name)) between 1 and 200),
    user_type   text not null constraint user_type check (user_type = any (medport.user_types())),
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

-- The login role's name: it says nothing of the person, since every role may list all names.
create function medport.role_name(email text) returns text
    language sql immutable set search_path = ''
    return 'mp_' || left(encode(sha256(convert_to(lower(trim(email)), 'UTF8')), 'hex'), 32);
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
        -- Another password that the person must change was given by somebody else: what is open is not theirs.
        || case when tg_op = 'UPDATE' and new.must_change_password and new.password <> old.password
           then jsonb_build_object('reset_at', now()) else '{}' end
    );
    return null;
end
$$;
create trigger published after insert or update on medport.app_user
    for each row execute function medport.on_user_published();
