-- What belongs to a trip: milestones, awards, notes. Whoever sees the trip's hospital side sees them.

create table medport.trip_milestone (
    trip_id        uuid not null references medport.transport_request,
    milestone      text not null constraint milestone check (milestone in (
        'notified', 'acknowledged', 'en_route', 'at_scene', 'at_patient', 'left_scene', 'at_destination',
        'transfer_of_care', 'back_in_service', 'cancelled'
    )),
    occurred_at    timestamptz not null,
    recorded_by_id uuid,
    recorded_by    text not null default '',
    primary key (trip_id, milestone)
);
call setup.protect('medport.trip_milestone', 'trip_id');
create policy hospital_reads on medport.trip_milestone for select to medport_hospital
    using (exists (select from medport.transport_request t
                   where t.id = trip_id and t.hospital_id = (select medport.my_hospital_id())));
create policy center_reads on medport.trip_milestone for select to medport_center
    using ((select medport.am_center()));
grant select on medport.trip_milestone to medport_hospital, medport_center;

-- A milestone happened; told again, the first telling stays.
create function medport.add_milestone(trip_id uuid, milestone text, occurred_at timestamptz) returns void
    language sql set search_path = ''
begin atomic
    insert into medport.trip_milestone (trip_id, milestone, occurred_at, recorded_by_id, recorded_by)
    select trip_id, milestone, occurred_at, who, events.name_of(who) from (select events.actor_id() as who) a
    on conflict do nothing;
end;
alter function medport.add_milestone(uuid, text, timestamptz) owner to medport_events;

create table medport.trip_award (
    id             uuid primary key default uuidv7(),
    trip_id        uuid not null references medport.transport_request,
    bid_id         uuid not null,
    agency_id      uuid not null,
    awarded_by     uuid,
    awarded_at     timestamptz not null default clock_timestamp(),
    outcome        text not null default 'PENDING' check (outcome in ('PENDING', 'ACCEPTED', 'REFUSED')),
    outcome_at     timestamptz,
    refusal_reason text not null default ''
);
create unique index trip_award_live on medport.trip_award (trip_id) where outcome = 'PENDING';
create index trip_award_trip_id on medport.trip_award (trip_id, awarded_at desc);
call setup.protect('medport.trip_award', 'trip_id');
create policy hospital_reads on medport.trip_award for select to medport_hospital
    using (exists (select from medport.transport_request t
                   where t.id = trip_id and t.hospital_id = (select medport.my_hospital_id())));
create policy hospital_awards on medport.trip_award for insert to medport_hospital
    with check (exists (select from medport.transport_request t
                        where t.id = trip_id and t.hospital_id = (select medport.my_hospital_id())));
create policy center_reads on medport.trip_award for select to medport_center
    using ((select medport.am_center()));
create policy center_awards on medport.trip_award for insert to medport_center
    with check ((select medport.am_center()));
grant select, insert (id, trip_id, bid_id, agency_id) on medport.trip_award to medport_hospital, medport_center;

create function medport.on_award() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    trip medport.transport_request;
begin
    select * into trip from medport.transport_request t where t.id = new.trip_id for update;
    -- Row security judges the row only after this trigger: whoever may not award learns nothing of the trip.
    if not coalesce(medport.am_center() or trip.hospital_id = medport.my_hospital_id(), false) then
        raise exception 'Only the trip''s own hospital may award it.' using errcode = 'MP006';
    elsif exists (select from medport.trip_award a where a.id = new.id and a.trip_id = new.trip_id) then
        return null;  -- the same award, sent again
    elsif trip.status <> 'PENDING' then
        raise exception 'This trip is % and cannot be awarded.', medport.status_words(trip.status)
            using errcode = 'MP002', hint = 'The board shows where the trip is now.';
    elsif trip.award_mode <> 'BIDDING' then
        raise exception 'This trip goes to the first agency that accepts it.' using errcode = 'MP002';
    elsif exists (select from medport.trip_award a where a.trip_id = new.trip_id and a.outcome = 'PENDING') then
        raise exception 'This trip was awarded a moment ago; the agency''s answer is on its way.'
            using errcode = 'MP003';
    end if;
    new.awarded_by := medport.my_user_id();
    new.awarded_at := clock_timestamp();
    new.outcome := 'PENDING';
    new.outcome_at := null;
    new.refusal_reason := '';
    return new;
end
$$;
create function medport.on_award_told() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    perform events.emit('trip.awarded', jsonb_build_object(
        'v', 1, 'trip_id', new.trip_id, 'award_id', new.id, 'bid_id', new.bid_id, 'agency_id', new.agency_id
    ));
    return null;
end
$$;
alter function medport.on_award() owner to medport_events;
alter function medport.on_award_told() owner to medport_events;
create trigger a_rules before insert on medport.trip_award
    for each row execute function medport.on_award();
create trigger b_told after insert on medport.trip_award
    for each row execute function medport.on_award_told();

create table medport.trip_note (
    id         uuid primary key default uuidv7(),
    trip_id    uuid not null references medport.transport_request,
    author_id  uuid,
    author     text not null default '',
    text       text not null constraint note check (length(trim(text)) between 1 and 4000),
    created_at timestamptz not null default clock_timestamp()
);
create index trip_note_trip_id on medport.trip_note (trip_id, created_at);
call setup.protect('medport.trip_note', 'trip_id', array['text']);
create policy hospital_reads on medport.trip_note for select to medport_hospital
    using (exists (select from medport.transport_request t
                   where t.id = trip_id and t.hospital_id = (select medport.my_hospital_id())));
create policy hospital_writes on medport.trip_note for insert to medport_hospital
    with check (exists (select from medport.transport_request t
                        where t.id = trip_id and t.hospital_id = (select medport.my_hospital_id())));
create policy center_reads on medport.trip_note for select to medport_center
    using ((select medport.am_center()));
create policy center_writes on medport.trip_note for insert to medport_center
    with check ((select medport.am_center()));
grant select, insert (id, trip_id, text) on medport.trip_note to medport_hospital, medport_center;

create function medport.on_note() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    new.author_id := events.actor_id();
    new.author := events.name_of(new.author_id);
    new.created_at := clock_timestamp();
    return new;
end
$$;
alter function medport.on_note() owner to medport_events;
create trigger a_rules before insert on medport.trip_note
    for each row execute function medport.on_note();

-- The audit trail: a hospital reads what happened to its own trips, the center everything.
create policy hospital_reads on audit.log for select to medport_hospital
    using (exists (select from medport.transport_request t
                   where t.id = trip_id and t.hospital_id = (select medport.my_hospital_id())));
create policy center_reads on audit.log for select to medport_center
    using ((select medport.am_center()));

-- The minimum necessary of a trip (45 CFR 164.502(b)) for those who run it: its hospital, the center, and the
-- agency that holds it now. Reading is audited. No row where the trip is not theirs to read.
create function medport.crew_sheet(trip_id uuid)
    returns table (
        pickup_location text, contact_phone text, destination_text text, needs_note text,
        patient_name text, patient_birth_date date, patient_weight_kg numeric, patient_mobility text
    )
    language plpgsql security definer set search_path = ''
as $$
declare
    trip medport.transport_request;
begin
    select * into trip from medport.transport_request t where t.id = crew_sheet.trip_id;
    if trip.id is null or not coalesce(
        medport.am_center()
        or trip.hospital_id = medport.my_hospital_id()
        or (trip.assigned_agency_id = medport.my_agency_id()
            and trip.status in ('ACCEPTED', 'EN_ROUTE', 'ON_SCENE', 'IN_TRANSIT', 'AT_DESTINATION')),
        false
    ) then
        return;
    end if;
    perform audit.record('READ', 'patient', coalesce(trip.patient_id::text, ''), trip.id, '{"by": "crew sheet"}');
    return query
        select trip.pickup_location, trip.contact_phone, trip.destination_text, trip.special_requirements_note,
               p.name, p.birth_date, p.weight_kg, p.mobility
        from (select) only_row
        left join medport.patient p on p.id = trip.patient_id;
end
$$;
alter function medport.crew_sheet(uuid) owner to medport_events;
grant execute on function medport.crew_sheet(uuid) to medport_person;
