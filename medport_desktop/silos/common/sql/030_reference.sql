-- Whole-row reference tables, published by the silo that owns the facts (accounts, verifiers, hospitals and
-- configuration by the center; agencies by ems). No person may enter this schema.

create table reference.account (
    user_id       uuid primary key,
    role_name     text not null unique check (role_name ~ '^mp_[0-9a-f]{32}$'),
    email         text not null,
    name          text not null,
    user_type     text not null check (user_type in ('hospital', 'ems', 'center')),
    is_manager    boolean not null,
    hospital_id   uuid,
    hospital_name text not null default '',
    agency_id     uuid,
    agency_name   text not null default '',
    is_active     boolean not null,
    updated_at    timestamptz not null default clock_timestamp()
);

-- One table a silo, so that each is published to that silo alone.
create table reference.verifier_hospital (
    user_id    uuid primary key,
    verifier   text not null,
    updated_at timestamptz not null default clock_timestamp()
);
create table reference.verifier_ems (like reference.verifier_hospital including all);

create table reference.hospital (
    id         uuid primary key,
    name       text not null,
    is_active  boolean not null
);

create table reference.configuration (
    key        text primary key,
    value      text not null,
    is_active  boolean not null
);

create table reference.agency (
    id           uuid primary key,
    name         text not null,
    city         text not null,
    state        text not null,
    phone        text not null,
    coordinates  point,
    capabilities text[] not null,
    is_active    boolean not null
);

alter table reference.account enable row level security;
alter table reference.verifier_hospital enable row level security;
alter table reference.verifier_ems enable row level security;
alter table reference.hospital enable row level security;
alter table reference.configuration enable row level security;
alter table reference.agency enable row level security;

create policy events on reference.account to medport_events using (true) with check (true);
create policy events on reference.hospital to medport_events using (true) with check (true);
create policy events on reference.configuration to medport_events using (true) with check (true);
create policy events on reference.agency to medport_events using (true) with check (true);
create policy accounts on reference.account to medport_accounts using (true);
create policy accounts on reference.verifier_hospital to medport_accounts using (true) with check (true);
create policy accounts on reference.verifier_ems to medport_accounts using (true) with check (true);
create policy replication on reference.account for select to medport_replication using (true);
create policy replication on reference.verifier_hospital for select to medport_replication using (true);
create policy replication on reference.verifier_ems for select to medport_replication using (true);
create policy replication on reference.hospital for select to medport_replication using (true);
create policy replication on reference.configuration for select to medport_replication using (true);
create policy replication on reference.agency for select to medport_replication using (true);

grant select, insert, update on
    reference.account, reference.hospital, reference.configuration, reference.agency
    to medport_events;
grant select on reference.account to medport_accounts;
grant select, insert, update on reference.verifier_hospital, reference.verifier_ems to medport_accounts;
