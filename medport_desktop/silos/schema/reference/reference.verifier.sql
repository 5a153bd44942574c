-- The SCRAM verifiers of people, one table a silo, so that each is published to that silo alone.
create table reference.verifier_hospital (
    user_id    uuid primary key,
    verifier   text not null,
    updated_at timestamptz not null default clock_timestamp()
);
create table reference.verifier_ems (like reference.verifier_hospital including all);
alter table reference.verifier_hospital enable row level security;
alter table reference.verifier_ems enable row level security;
create policy accounts on reference.verifier_hospital to medport_accounts using (true) with check (true);
create policy accounts on reference.verifier_ems to medport_accounts using (true) with check (true);
create policy replication on reference.verifier_hospital for select to medport_replication using (true);
create policy replication on reference.verifier_ems for select to medport_replication using (true);
grant select, insert, update on reference.verifier_hospital, reference.verifier_ems to medport_accounts;

-- Give the login role its verifier, if both have arrived. Account and verifier may come in either order when a
-- subscription is first copied; the lock makes the second of the two see the first. reference.silo_verifier(user_id) is
-- each silo's own: the verifier that belongs there.
create function reference.apply_verifier(user_id uuid) returns void
    language plpgsql security definer set search_path = ''
as $$
declare
    login text;
    verifier text;
begin
    perform pg_advisory_xact_lock(hashtext('medport.account'), hashtext(user_id::text));
    select a.role_name into login from reference.account a where a.user_id = apply_verifier.user_id;
    verifier := reference.silo_verifier(user_id);
    -- Setting a password costs the server a whole key stretching (it looks whether the password is empty).
    if login is not null and verifier like 'SCRAM-SHA-256$%' and not exists (
        select from pg_catalog.pg_authid p where p.rolname = login and p.rolpassword = verifier
    ) then
        perform reference.alter_login(login, format('password %L', verifier));
    end if;
end
$$;

create function reference.on_verifier() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    perform reference.apply_verifier(new.user_id);
    -- The reset that it comes from may be known here already, and the old password has let people in until now.
    update reference.reset r set reset_at = r.reset_at where r.user_id = new.user_id and r.reset_at = new.updated_at;
    return null;
end
$$;
