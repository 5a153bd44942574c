create table audit.look (
    id         uuid primary key default uuidv7(),
    user_id    uuid not null,
    subject    text not null,
    patient_id uuid,
    made_in    xid8 not null default pg_current_xact_id(),
    made_at    timestamptz not null default clock_timestamp()
);
create index look_user_id on audit.look (user_id, made_at);
