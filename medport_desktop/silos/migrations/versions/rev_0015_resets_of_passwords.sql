create table reference.reset (
    user_id  uuid primary key,
    reset_at timestamptz not null,
    known_at timestamptz not null default clock_timestamp()
);
