-- Which agencies will not run a trip: written by the ems silo's events alone. Who, a coded reason and when, no more.

create table medport.trip_decline (
    id           uuid primary key,
    trip_id      uuid not null references medport.transport_request,
    agency_id    uuid not null,
    agency_name  text not null,
    reason       text not null constraint reason check (reason = any (medport.decline_reasons())),
    declined_at  timestamptz not null,
    withdrawn_at timestamptz
);
create index trip_decline_live on medport.trip_decline (trip_id) where withdrawn_at is null;
call setup.protect('medport.trip_decline', 'trip_id');
comment on table medport.trip_decline is 'Agencies that will not run a trip, as the ems silo tells';
comment on column medport.trip_decline.withdrawn_at is 'When the agency took it back; people see those that stand';

create policy hospital_reads on medport.trip_decline for select to medport_hospital
    using (
        withdrawn_at is null
        and exists (select from medport.transport_request t
                    where t.id = trip_id and t.hospital_id = (select medport.my_hospital_id()))
    );
create policy center_reads on medport.trip_decline for select to medport_center
    using (withdrawn_at is null and (select medport.am_center()));
grant select on medport.trip_decline to medport_hospital, medport_center;
