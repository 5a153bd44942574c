-- A console whose write got no answer sends the same again. What is inserted has its own key for that; a change of a row
-- that is there already is remembered here, in the transaction of the change, so that it is never made twice. The center
-- has no such table: no console keeps changes for it while it is away.
-- Not audited: it says only that a change was made, which is itself audited in the same transaction.

create table medport.delivered (
    key    uuid not null,
    person uuid not null default medport.my_user_id(),
    at     timestamptz not null default clock_timestamp(),
    primary key (person, key)
);
create index delivered_at on medport.delivered (at);
create index delivered_person on medport.delivered (person, at);
comment on table medport.delivered is 'Changes that consoles have made, so that none is made twice; for 30 days';
comment on column medport.delivered.key is 'Made by the console at its first try (a version 7 UUID, RFC 9562)';
comment on column medport.delivered.person is 'Who made the change; nobody can use up another person''s keys';
comment on column medport.delivered.at is 'When it was made';

alter table medport.delivered enable row level security;
alter table medport.delivered force row level security;
call setup.bound_times('medport.delivered');

create policy events on medport.delivered to medport_events using (true) with check (true);
create policy own on medport.delivered to medport_person
    using (person = (select medport.my_user_id())) with check (person = (select medport.my_user_id()));
grant select, update, delete on medport.delivered to medport_events;  -- update: to lock rows
grant select, insert (key) on medport.delivered to medport_person;

-- A console notes some hundreds a day. Without an end anybody could fill the disk here: a person notes at most 2,000 an
-- hour, and beyond the first 200 only while all people together have noted fewer than 20,000. So nobody is kept from work
-- by what others do. Each count is made under a lock that lasts as long as the transaction: the person's own, and one of
-- all people that only those take who are beyond their first 200.
create function medport.on_delivered() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    since constant timestamptz := clock_timestamp() - interval '1 hour';
    noted integer;
begin
    perform pg_advisory_xact_lock(hashtext('medport.delivered'), hashtext(new.person::text));
    noted := (select count(*) from medport.delivered d where d.person = new.person and d.at > since);
    if noted >= 200 then
        perform pg_advisory_xact_lock(hashtext('medport.delivered'), 0);
        if noted >= 2000 or (select count(*) from medport.delivered d where d.at > since) >= 20000 then
            raise exception 'Too many changes were made within an hour.'
                using errcode = 'MP002', hint = 'Try again in an hour, or ask your administrator.';
        end if;
    end if;
    return new;
end
$$;
create trigger a_bound before insert on medport.delivered
    for each row execute function medport.on_delivered();

-- No console sends a change again that is older than this (see tick).
create function medport.forget_delivered() returns void
    language plpgsql set search_path = ''
as $$
begin
    -- Another call may be at it, in a transaction that stays open.
    delete from medport.delivered d
    where (d.person, d.key) in (
        select old.person, old.key from medport.delivered old
        where old.at < clock_timestamp() - interval '30 days'
        for update skip locked
    );
end
$$;
