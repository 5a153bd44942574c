create table medport.shift_handoff_trip (
    handoff_id         uuid not null references medport.shift_handoff,
    trip_id            uuid not null,
    number             text not null constraint number check (length(number) between 1 and 20),
    hospital           text not null constraint hospital check (length(hospital) <= 200),
    origin             text not null constraint origin check (length(origin) <= 200),
    destination        text not null constraint destination check (length(destination) <= 200),
    transport_level    text not null
        constraint transport_level check (transport_level = any (medport.transport_levels())),
    priority           text not null constraint priority check (priority = any (medport.priorities())),
    trip_status        text not null constraint trip_status check (
        trip_status = any (medport.trip_statuses()) and trip_status not in ('COMPLETED', 'CANCELLED')
    ),
    holder             text not null default '' constraint holder check (length(holder) <= 250),
    since              timestamptz not null,
    due_at             timestamptz,
    waits              text[] not null default '{}'
        constraint waits check (waits <@ array['LATE', 'PICKUP_DUE', 'NO_BIDS', 'ANSWER', 'NO_UNIT', 'UNIT_OUT']),
    note               text not null default '' constraint note check (length(note) <= 500),
    acknowledged_by_id uuid,
    acknowledged_by    text not null default '',
    acknowledged_at    timestamptz,
    primary key (handoff_id, trip_id)
);
comment on table medport.shift_handoff_trip is 'An open trip as the sheet of a handoff shows it; nothing of the patient.';
comment on column medport.shift_handoff_trip.holder is 'Agency and unit that had the trip when the sheet was made; empty for none.';
comment on column medport.shift_handoff_trip.destination is 'A facility; an address outside of the network is not written down.';
comment on column medport.shift_handoff_trip.since is 'When the trip became what the sheet shows.';
comment on column medport.shift_handoff_trip.waits is 'What it waited for when the sheet was made.';
comment on column medport.shift_handoff_trip.acknowledged_at is 'When the one who takes over had read the line; null for not yet.';
create index shift_handoff_trip_trip_id on medport.shift_handoff_trip (trip_id);
call setup.protect('medport.shift_handoff_trip', 'handoff_id');

-- What is acknowledged is audited under the trip, so that its history has it, and with the sheet that it stands on. The
-- console shows what was acknowledged together as one line.
drop trigger audit on medport.shift_handoff_trip;
create trigger audit after insert or delete on medport.shift_handoff_trip
    for each row execute function audit.on_change();
create function audit.on_acknowledged() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    perform audit.record('UPDATE', 'shift_handoff_trip', n.handoff_id::text, n.trip_id, jsonb_build_object(
        'after', jsonb_build_object(
            case when n.acknowledged_at is null then 'put_back' else 'acknowledged' end, jsonb_build_array(n.number)
        )))
    from now_is n
    join was w on w.handoff_id = n.handoff_id and w.trip_id = n.trip_id
    where n is distinct from w
    order by n.number;
    return null;
end
$$;
create trigger audit_acknowledged after update on medport.shift_handoff_trip
    referencing old table as was new table as now_is
    for each statement execute function audit.on_acknowledged();

create policy center_reads on medport.shift_handoff_trip for select to medport_center
    using ((select medport.am_center()));
create policy center_writes on medport.shift_handoff_trip for insert to medport_center
    with check ((select medport.am_center()));
create policy center_acknowledges on medport.shift_handoff_trip for update to medport_center
    using ((select medport.am_center())) with check ((select medport.am_center()));
grant select,
      insert (handoff_id, trip_id, number, hospital, origin, destination, transport_level, priority,
              trip_status, holder, since, due_at, waits, note),
      update (acknowledged_at)
    on medport.shift_handoff_trip to medport_center;

create function medport.on_handoff_trip() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    who constant uuid := medport.my_user_id();
    sheet medport.shift_handoff;
begin
    if not medport.am_center() then
        raise exception 'Only the transport center hands shifts over.' using errcode = 'MP006';
    end if;
    -- The lock keeps a line and the end of its handoff apart: a sheet that was taken over does not change any more.
    select * into sheet from medport.shift_handoff h where h.id = new.handoff_id for share;
    if sheet.status is distinct from 'OPEN' then
        raise exception 'This handoff is not open any more.' using errcode = 'MP002',
            hint = 'The list of handoffs shows what became of it.';
    elsif tg_op = 'INSERT' then
        if sheet.made_by_id is distinct from who then
            raise exception 'Only % writes on this sheet.', sheet.made_by using errcode = 'MP006';
        elsif exists (
            select from medport.shift_handoff_trip t where t.handoff_id = new.handoff_id and t.trip_id = new.trip_id
        ) then
            return null;  -- the same line, sent again
        end if;
        return new;
    elsif sheet.made_by_id is not distinct from who then
        raise exception 'The next dispatcher acknowledges, not the one who hands over.' using errcode = 'MP006';
    elsif new.acknowledged_at is null then
        new.acknowledged_by_id := null;
        new.acknowledged_by := '';
        return new;
    elsif old.acknowledged_by_id = who then
        return old;  -- read before: the first time counts
    end if;
    new.acknowledged_by_id := who;
    new.acknowledged_by := events.name_of(who);
    new.acknowledged_at := clock_timestamp();
    return new;
end
$$;
create trigger a_rules before insert or update on medport.shift_handoff_trip
    for each row execute function medport.on_handoff_trip();
