-- A look at a patient takes two steps, since what a transaction wrote is gone when it is rolled back, and what it read is
-- not. First the look is announced, which writes its line in the log; once that is committed, another transaction reads.

create table audit.look (
    id         uuid primary key default uuidv7(),
    user_id    uuid not null,
    subject    text not null,
    patient_id uuid,
    made_in    xid8 not null default pg_current_xact_id(),
    made_at    timestamptz not null default clock_timestamp()
);
create index look_user_id on audit.look (user_id, made_at);
create index look_made_at on audit.look (made_at);
comment on table audit.look is 'Announced looks at patients, for an hour; the log keeps them for good';
comment on column audit.look.subject is 'What was announced: a crew sheet or form of a trip, a record number or whom a list shows (as digests)';
comment on column audit.look.patient_id is 'Whom the look shows: a trip may have another patient a moment later';
comment on column audit.look.made_in is 'The transaction that announced it: the look itself must come in another';

alter table audit.look enable row level security;
alter table audit.look force row level security;
create policy events on audit.look to medport_events using (true) with check (true);

create function audit.announce(subject text, patient_id uuid, trip_id uuid, changes jsonb) returns void
    language plpgsql set search_path = ''
as $$
begin
    insert into audit.look (user_id, subject, patient_id)
    values (medport.my_user_id(), announce.subject, announce.patient_id);
    perform audit.record('READ', 'patient', coalesce(announce.patient_id::text, ''), trip_id, changes);
end
$$;

-- Raise MP008 unless this person announced this look within the last two minutes, in a transaction that is committed.
create function audit.require_announced(subject text, patient_id uuid) returns void
    language plpgsql set search_path = ''
as $$
begin
    if not exists (
        select from audit.look l
        where l.user_id = medport.my_user_id() and l.made_at > clock_timestamp() - interval '2 minutes'
          and l.subject = require_announced.subject and l.patient_id is not distinct from require_announced.patient_id
          and l.made_in is distinct from pg_catalog.pg_current_xact_id_if_assigned()
    ) then
        raise exception 'A look at a patient must be announced first, and this console did not.'
            using errcode = 'MP008',
                  hint = 'Close it and start the new one; if this workstation has none, ask your administrator.';
    end if;
end
$$;

create function audit.forget_looks() returns void
    language sql set search_path = ''
begin atomic
    delete from audit.look where made_at < clock_timestamp() - interval '1 hour';
end;
