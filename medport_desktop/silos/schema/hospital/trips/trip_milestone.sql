-- When what happened to a trip. Those who see the trip's hospital side see it.

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

-- A milestone happened; of two reports the first stays.
create function medport.add_milestone(trip_id uuid, milestone text, occurred_at timestamptz) returns void
    language sql set search_path = ''
begin atomic
    insert into medport.trip_milestone (trip_id, milestone, occurred_at, recorded_by_id, recorded_by)
    select trip_id, milestone, occurred_at, who, events.name_of(who) from (select events.actor_id() as who) a
    on conflict do nothing;
end;
