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
create trigger a_rules before insert on medport.trip_note
    for each row execute function medport.on_note();
