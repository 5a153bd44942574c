-- Whose password somebody else has set, and since when that is known here. What was let in by the former one may be a thief:
-- it ends as the transaction commits. Who was let in at that very moment is ended by the clock (reference.end_strays).
create table reference.reset (
    user_id  uuid primary key,
    reset_at timestamptz not null,
    known_at timestamptz not null default clock_timestamp()
);
comment on column reference.reset.reset_at is 'When it was set in the center: also the updated_at of the verifier that came of it';
alter table reference.reset enable row level security;
alter table reference.reset force row level security;
create policy events on reference.reset to medport_events using (true) with check (true);
create policy accounts on reference.reset to medport_accounts using (true) with check (true);
grant select, update, delete on reference.reset to medport_accounts;

-- Event and verifier come by two subscriptions, in either order; the lock makes the second of the two see the first, and
-- each ends what is open (reference.on_verifier).
create function reference.note_reset(user_id uuid, reset_at timestamptz) returns void
    language plpgsql security definer set search_path = ''
as $$
begin
    perform pg_advisory_xact_lock(hashtext('medport.account'), hashtext(note_reset.user_id::text));
    insert into reference.reset as r (user_id, reset_at) values (note_reset.user_id, note_reset.reset_at)
    on conflict on constraint reset_pkey do update set reset_at = excluded.reset_at where r.reset_at < excluded.reset_at;
end
$$;

create function reference.on_reset() returns trigger
    language plpgsql security definer set search_path = ''
    set session_replication_role = 'origin'
as $$
begin
    perform reference.end_sessions_of(new.user_id);
    update reference.reset r set known_at = clock_timestamp() where r.user_id = new.user_id;
    return null;
end
$$;
create constraint trigger sessions_end after insert or update of reset_at on reference.reset
    deferrable initially deferred for each row execute function reference.on_reset();
alter table reference.reset enable always trigger sessions_end;

-- Until when the former password of each account may have let somebody in: a commit takes a moment to be seen.
create function reference.resets() returns table (user_id uuid, let_in_until timestamptz)
    language sql stable security definer set search_path = ''
begin atomic
    select r.user_id, r.known_at + interval '50 milliseconds' from reference.reset r;
end;

-- Whether this connection may be one that the former password let in.
create function reference.is_overtaken() returns boolean
    language sql stable security definer set search_path = ''
    return exists (
        select from reference.resets() r
        join reference.account a on a.user_id = r.user_id and a.role_name = session_user::text
        join pg_catalog.pg_stat_activity s on s.pid = pg_backend_pid()
        where s.backend_start < r.let_in_until
    );
grant execute on function reference.is_overtaken() to medport_events;
