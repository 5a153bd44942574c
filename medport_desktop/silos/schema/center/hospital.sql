create table medport.hospital (
    id         uuid primary key default gen_random_uuid(),
    name       text not null constraint name check (length(trim(name)) between 1 and 200),
    address    text not null default '' constraint address check (length(address) <= 200),
    city       text not null default '' constraint city check (length(city) <= 100),
    state      text not null default '' constraint state check (length(state) <= 40),
    zip_code   text not null default '' constraint zip_code check (zip_code ~ '^([0-9]{5})?$'),
    phone      text not null default ''
        constraint phone check (phone = '' or medport.is_phone(phone)),
    email      text not null default ''
        constraint email check (email = '' or medport.is_email(email)),
    is_active  boolean not null default true,
    created_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp()
);
create unique index hospital_name on medport.hospital (lower(name));
call setup.protect('medport.hospital', 'id');
create trigger a_contact before insert or update of phone, zip_code, email on medport.hospital
    for each row execute function medport.on_contact();
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
create trigger published after insert or update on medport.hospital
    for each row execute function medport.on_hospital_published();
