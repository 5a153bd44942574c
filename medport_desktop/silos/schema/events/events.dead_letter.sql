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
    awaits      text,
    -- Where the administrator has decided that it need not be handled: it is no complaint any more, and may be replayed.
    set_aside_at     timestamptz,
    set_aside_by     text,
    set_aside_reason text constraint dead_letter_set_aside_reason_check
        check (set_aside_reason in ('OVERTAKEN', 'DONE_BY_HAND', 'SPOILED', 'OTHER')),
    set_aside_note   text constraint dead_letter_set_aside_note_check check (length(set_aside_note) <= 2000)
);
create index dead_letter_waiting on events.dead_letter (subject, event_id)
    where awaits is not null and resolved_at is null;

alter table events.dead_letter enable row level security;
create trigger a0_text before update of set_aside_note on events.dead_letter
    for each row execute function medport.on_text();

-- What failed, for the administrator.
create function medport.dead_letters()
    returns table (
        event_id uuid, source text, kind text, sqlstate text, error text, attempts integer,
        first_at timestamptz, last_at timestamptz, resolved_at timestamptz,
        set_aside_at timestamptz, set_aside_by text, set_aside_reason text, set_aside_note text
    )
    language sql stable security definer set search_path = ''
begin atomic
    select d.event_id, d.source, d.kind, d.sqlstate, d.error, d.attempts, d.first_at, d.last_at, d.resolved_at,
           d.set_aside_at, d.set_aside_by, d.set_aside_reason, d.set_aside_note
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
    if letter.set_aside_at is not null then
        update events.dead_letter d
        set set_aside_at = null, set_aside_by = null, set_aside_reason = null, set_aside_note = null
        where d.id = letter.id;
        perform audit.record('UPDATE', 'dead_letter', letter.event_id::text, null,
            jsonb_build_object('before', jsonb_build_object('set_aside_reason', letter.set_aside_reason),
                               'after', jsonb_build_object('set_aside_reason', null), 'subject', letter.kind));
    end if;
    execute format('select v, payload from events.%I where id = $1', letter.source)
    into strict letter_v, letter_payload using letter.event_id;
    delete from events.handled h where h.event_id = letter.event_id;
    return events.deliver(
        letter.source, letter.event_id, letter.kind, letter_v, letter_payload, medport.my_user_id()
    );
end
$$;

-- Say that an event need not be handled, and why. What is written beside the reason may name somebody: it stays here.
create function medport.set_aside_dead_letter(event_id uuid, reason text, note text) returns void
    language plpgsql security definer set search_path = ''
as $$
declare
    letter events.dead_letter;
    because constant text := medport.plain_text(coalesce(note, ''), true);
begin
    if not (medport.am_center() and medport.am_manager()) then
        raise exception 'Only the administrator may set an event aside.' using errcode = 'MP006';
    end if;
    select * into letter from events.dead_letter d
    where d.event_id = set_aside_dead_letter.event_id and d.resolved_at is null and d.set_aside_at is null for update;
    if letter.id is null then
        raise exception 'That event is not waiting.' using errcode = 'MP002';
    end if;
    if letter.awaits is not null then
        raise exception 'That event waits for an upgrade of this database, and is handled by itself then.'
            using errcode = 'MP002';
    end if;
    if reason is null then
        raise exception 'Say why it need not be handled.' using errcode = 'MP005', column = 'reason';
    elsif reason = 'OTHER' and because = '' then
        raise exception 'Say in a few words what the reason is.' using errcode = 'MP005', column = 'note';
    end if;
    update events.dead_letter d
    set set_aside_at = clock_timestamp(), set_aside_by = events.name_of(medport.my_user_id()),
        set_aside_reason = reason, set_aside_note = because
    where d.id = letter.id;
    perform audit.record('UPDATE', 'dead_letter', letter.event_id::text, null,
        jsonb_build_object('after', jsonb_build_object('set_aside_reason', reason), 'subject', letter.kind));
end
$$;

grant execute on function medport.dead_letters(), medport.replay_dead_letter(uuid),
    medport.set_aside_dead_letter(uuid, text, text) to medport_center_admin;
