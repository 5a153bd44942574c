-- Shift handoff: every open trip as it stood when a dispatcher went, read trip by trip by the one who takes over.
-- The facts are copied from the dispatcher's board, since trips live in another silo; patients are not in them.

create table medport.shift_handoff (
    id            uuid primary key default uuidv7(),
    status        text not null default 'OPEN' constraint status check (status in ('OPEN', 'TAKEN', 'WITHDRAWN')),
    note          text not null default '' constraint note check (length(note) <= 2000),
    for_id        uuid references medport.app_user,
    for_name      text not null default '',
    units_free    integer not null default 0 constraint units_free check (units_free between 0 and 100000),
    units_on_trip integer not null default 0 constraint units_on_trip check (units_on_trip between 0 and 100000),
    units_out     integer not null default 0 constraint units_out check (units_out between 0 and 100000),
    made_by_id    uuid,
    made_by       text not null default '',
    made_at       timestamptz not null default clock_timestamp(),
    ended_by_id   uuid,
    ended_by      text not null default '',
    ended_at      timestamptz
);
comment on table medport.shift_handoff is 'A shift handed over from one dispatcher of the center to the next.';
comment on column medport.shift_handoff.status is 'OPEN until somebody takes over or its maker withdraws it; then final.';
comment on column medport.shift_handoff.for_id is 'Whom it is meant for; null for whoever comes next. Anybody of the center but its maker may take it.';
comment on column medport.shift_handoff.units_out is 'Units out of service or in maintenance when the sheet was made.';
comment on column medport.shift_handoff.ended_by is 'Who took over, or withdrew it.';
-- One at a time: two open sheets would say two things of the same trip.
create unique index shift_handoff_open on medport.shift_handoff (status) where status = 'OPEN';
create index shift_handoff_made_at on medport.shift_handoff (made_at);
call setup.protect('medport.shift_handoff', 'id');

create policy center_reads on medport.shift_handoff for select to medport_center
    using ((select medport.am_center()));
create policy center_makes on medport.shift_handoff for insert to medport_center
    with check ((select medport.am_center()));
create policy center_ends on medport.shift_handoff for update to medport_center
    using ((select medport.am_center())) with check ((select medport.am_center()));
grant select, insert (id, note, for_id, units_free, units_on_trip, units_out), update (status)
    on medport.shift_handoff to medport_center;

create function medport.on_handoff() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    who constant uuid := medport.my_user_id();
begin
    if not medport.am_center() then
        raise exception 'Only the transport center hands shifts over.' using errcode = 'MP006';
    elsif tg_op = 'INSERT' then
        if exists (select from medport.shift_handoff h where h.id = new.id and h.made_by_id = who) then
            return null;  -- the same sheet, sent again
        elsif exists (select from medport.shift_handoff h where h.status = 'OPEN') then
            raise exception 'A handoff is open already.' using errcode = 'MP002',
                hint = 'It must be taken over, or withdrawn by whoever made it, before the next is made.';
        elsif new.for_id is not null and not exists (
            select from medport.app_user u where u.id = new.for_id and u.user_type = 'center' and u.is_active
        ) then
            raise exception 'A shift is handed to somebody of the transport center.'
                using errcode = 'MP005', column = 'for_id';
        end if;
        new.made_by_id := who;
        new.made_by := events.name_of(who);
        new.made_at := clock_timestamp();
        new.for_name := events.name_of(new.for_id);
        return new;
    elsif new.status = old.status and (old.status = 'OPEN' or old.ended_by_id is not distinct from who) then
        return old;  -- the same, said again; of two who take over, the second is told who was first
    elsif old.status <> 'OPEN' then
        raise exception 'This handoff was % a moment ago.',
            case old.status when 'TAKEN' then 'taken over' else 'withdrawn' end
            using errcode = 'MP002', hint = 'The list of handoffs shows by whom.';
    elsif new.status = 'WITHDRAWN' then
        if old.made_by_id is distinct from who and not medport.am_manager() then
            raise exception 'Only % or an administrator may withdraw this handoff.', old.made_by using errcode = 'MP006';
        end if;
    elsif new.status = 'TAKEN' then
        if old.made_by_id is not distinct from who then
            raise exception 'The next dispatcher takes over, not the one who hands over.' using errcode = 'MP006';
        elsif exists (
            select from medport.shift_handoff_trip t
            where t.handoff_id = old.id and t.acknowledged_by_id is distinct from who
        ) then
            raise exception 'You have not acknowledged every trip of this handoff.' using errcode = 'MP001',
                hint = 'Read each line and acknowledge it; then take over.';
        end if;
    end if;
    new.ended_by_id := who;
    new.ended_by := events.name_of(who);
    new.ended_at := clock_timestamp();
    return new;
end
$$;
create trigger a_rules before insert or update on medport.shift_handoff
    for each row execute function medport.on_handoff();
