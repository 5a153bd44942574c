-- Short messages from the center to everyone, to all hospitals or agencies, or to one of them; and who has read them.
-- They live here, where every account is: people read them from the center, and no event carries their text.

create table medport.broadcast (
    id           uuid primary key default uuidv7(),
    audience     text not null
        constraint audience check (audience in ('EVERYONE', 'HOSPITALS', 'AGENCIES', 'HOSPITAL', 'AGENCY')),
    hospital_id  uuid references medport.hospital,
    agency_id    uuid references medport.agency_directory,
    importance   text not null constraint importance check (importance in ('INFO', 'IMPORTANT')),
    text         text not null constraint text check (length(trim(text)) between 1 and 280),
    author_id    uuid,
    author       text not null default '',
    sent_at      timestamptz not null default clock_timestamp(),
    expires_at   timestamptz not null default clock_timestamp(),
    withdrawn_at timestamptz,
    constraint recipient check (
        (audience = 'HOSPITAL') = (hospital_id is not null) and (audience = 'AGENCY') = (agency_id is not null)
    )
);
comment on table medport.broadcast is 'A message from the transport center to people of its region; no patient data.';
comment on column medport.broadcast.audience is 'Whom it is for; HOSPITAL and AGENCY name one by hospital_id or agency_id.';
comment on column medport.broadcast.importance is 'INFO is shown; IMPORTANT stays in view until the person acknowledges it.';
comment on column medport.broadcast.expires_at is 'Shown to nobody from then on; set here from the setting broadcast_hours.';
comment on column medport.broadcast.withdrawn_at is 'When the center took it back; from then on the center alone reads it.';
create index broadcast_expires_at on medport.broadcast (expires_at);
call setup.protect('medport.broadcast', 'id');

create policy center_reads on medport.broadcast for select to medport_center
    using ((select medport.am_center()));
create policy hospital_reads on medport.broadcast for select to medport_hospital
    using (
        (select medport.my_hospital_id()) is not null and withdrawn_at is null
        and (audience in ('EVERYONE', 'HOSPITALS') or hospital_id = (select medport.my_hospital_id()))
    );
create policy ems_reads on medport.broadcast for select to medport_ems
    using (
        (select medport.my_agency_id()) is not null and withdrawn_at is null
        and (audience in ('EVERYONE', 'AGENCIES') or agency_id = (select medport.my_agency_id()))
    );
create policy center_sends on medport.broadcast for insert to medport_center
    with check ((select medport.am_center()));
create policy center_withdraws on medport.broadcast for update to medport_center
    using ((select medport.am_center())) with check ((select medport.am_center()));
grant select on medport.broadcast to medport_person;
grant insert (id, audience, hospital_id, agency_id, importance, text), update (withdrawn_at)
    on medport.broadcast to medport_center;

create function medport.on_broadcast() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    if tg_op = 'UPDATE' then
        -- Once taken back it stays so; the time is the database's.
        new.withdrawn_at := coalesce(old.withdrawn_at, case when new.withdrawn_at is not null then clock_timestamp() end);
        return new;
    end if;
    new.author_id := medport.my_user_id();
    if exists (select from medport.broadcast b where b.id = new.id and b.author_id = new.author_id) then
        return null;  -- the same message, sent again
    end if;
    new.author := events.name_of(new.author_id);
    new.sent_at := clock_timestamp();
    new.expires_at := new.sent_at + make_interval(hours => medport.setting_int('broadcast_hours', 12));
    new.withdrawn_at := null;
    return new;
end
$$;
create trigger a_rules before insert or update on medport.broadcast
    for each row execute function medport.on_broadcast();
