-- Events whose handler raised: kept here, so that the subscription goes on.
create table events.dead_letter (
    id          uuid primary key default uuidv7(),
    source      text not null check (source in ('hospital', 'ems', 'center')),
    event_id    uuid not null unique,
    kind        text not null,
    sqlstate    text not null,
    error       text not null,
    attempts    integer not null default 1,
    first_at    timestamptz not null default clock_timestamp(),
    last_at     timestamptz not null default clock_timestamp(),
    resolved_at timestamptz,
    subject     text,  -- the trip, person or service that the event is about
    -- Null where the handler failed. Where the event was not known here: the silo's revision then, or '' where it follows
    -- such an event about the same subject. It is handled by itself once this silo has another revision.
    awaits      text
);
create index dead_letter_waiting on events.dead_letter (subject, event_id)
    where awaits is not null and resolved_at is null;

alter table events.dead_letter enable row level security;

-- What failed, for the administrator.
create function medport.dead_letters()
    returns table (
        event_id uuid, source text, kind text, sqlstate text, error text, attempts integer,
        first_at timestamptz, last_at timestamptz, resolved_at timestamptz
    )
    language sql stable security definer set search_path = ''
begin atomic
    select d.event_id, d.source, d.kind, d.sqlstate, d.error, d.attempts, d.first_at, d.last_at, d.resolved_at
    from events.dead_letter d
    where medport.am_center() and medport.am_manager()
    order by d.first_at desc;
end;

-- Deliver an event once more when its cause is mended; true where it went through. The actor of what follows is the administrator.
create function medport.replay_dead_letter(event_id uuid) returns boolean
    language plpgsql security definer set search_path = ''
as $$
declare
    letter events.dead_letter;
    letter_v integer;
    letter_payload jsonb;
begin
    if not (medport.am_center() and medport.am_manager()) then
        raise exception 'Only the administrator may replay an event.' using errcode = 'MP006';
    end if;
    select * into letter from events.dead_letter d
    where d.event_id = replay_dead_letter.event_id and d.resolved_at is null for update;
    if letter.id is null then
        raise exception 'That event is not waiting.' using errcode = 'MP002';
    end if;
    execute format('select v, payload from events.%I where id = $1', letter.source)
    into strict letter_v, letter_payload using letter.event_id;
    delete from events.handled h where h.event_id = letter.event_id;
    return events.deliver(
        letter.source, letter.event_id, letter.kind, letter_v, letter_payload, medport.my_user_id()
    );
end
$$;

grant execute on function medport.dead_letters(), medport.replay_dead_letter(uuid) to medport_center_admin;
