-- What others did to a hospital's trip: its desk is told until somebody there says that it has been seen.

create table medport.trip_notice (
    id              uuid primary key default uuidv7(),
    trip_id         uuid not null references medport.transport_request,
    hospital_id     uuid not null,
    kind            text not null check (kind in ('RELEASED', 'CANCELLED', 'ABOARD', 'OVERTAKEN')),
    agency_name     text not null default '',
    unit_number     text not null default '',
    reason          text constraint reason check (reason = any (medport.end_reasons())),
    told_by         text not null default '',
    told_at         timestamptz not null default clock_timestamp(),
    acknowledged_at timestamptz,
    acknowledged_by uuid
);
comment on column medport.trip_notice.kind is
    'RELEASED by the agency, or by the center for it; CANCELLED by the center; a cancel or a change that came too late: '
    'the patient is ABOARD, or the run was finished (OVERTAKEN)';
comment on column medport.trip_notice.told_by is 'The organisation whose deed it was';
create index trip_notice_hospital on medport.trip_notice (hospital_id) where acknowledged_at is null;
create index trip_notice_trip on medport.trip_notice (trip_id);
call setup.protect('medport.trip_notice', 'id');
create policy hospital_reads on medport.trip_notice for select to medport_hospital
    using (hospital_id = (select medport.my_hospital_id()));
create policy hospital_acknowledges on medport.trip_notice for update to medport_hospital
    using (hospital_id = (select medport.my_hospital_id()))
    with check (hospital_id = (select medport.my_hospital_id()));
create policy center_reads on medport.trip_notice for select to medport_center
    using ((select medport.am_center()));
grant select on medport.trip_notice to medport_hospital, medport_center;
grant update (acknowledged_at) on medport.trip_notice to medport_hospital;

-- Seen once is seen: by whom and when is the database's to say.
create function medport.on_notice_seen() returns trigger
    language plpgsql set search_path = ''
as $$
begin
    new.acknowledged_at := coalesce(old.acknowledged_at, clock_timestamp());
    new.acknowledged_by := coalesce(old.acknowledged_by, medport.my_user_id());
    return new;
end
$$;
create trigger a_rules before update on medport.trip_notice
    for each row execute function medport.on_notice_seen();

create function medport.tell(trip uuid, kind text, agency text, unit text, reason text default null) returns void
    language sql set search_path = ''
begin atomic
    insert into medport.trip_notice (trip_id, hospital_id, kind, agency_name, unit_number, reason, told_by)
    select t.id, t.hospital_id, tell.kind, coalesce(agency, ''), coalesce(unit, ''), tell.reason,
           coalesce(nullif(events.side_of(events.actor_id()), ''), agency, '')
    from medport.transport_request t where t.id = trip;
end;
