-- A person has read a message: it was shown to them, or they acknowledged it where it is important.
create table medport.broadcast_receipt (
    broadcast_id uuid not null references medport.broadcast,
    user_id      uuid not null,
    user_name    text not null default '',
    read_at      timestamptz not null default clock_timestamp(),
    primary key (broadcast_id, user_id)
);
comment on table medport.broadcast_receipt is 'Who has read a broadcast; each person writes their own alone.';
comment on column medport.broadcast_receipt.read_at is 'Of an INFO the time it was shown, of an IMPORTANT the acknowledgement.';
call setup.protect('medport.broadcast_receipt', 'broadcast_id');

create policy center_reads on medport.broadcast_receipt for select to medport_center
    using ((select medport.am_center()));
create policy self_reads on medport.broadcast_receipt for select to medport_person
    using (user_id = (select medport.my_user_id()));
-- The message itself is looked up with the person's own rights: nobody acknowledges what is not for them.
create policy self_reads_it on medport.broadcast_receipt for insert to medport_person
    with check (
        user_id = (select medport.my_user_id())
        and exists (select from medport.broadcast b where b.id = broadcast_id)
    );
grant select, insert (broadcast_id) on medport.broadcast_receipt to medport_person;

create function medport.on_broadcast_read() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    new.user_id := medport.my_user_id();
    if exists (
        select from medport.broadcast_receipt r
        where r.broadcast_id = new.broadcast_id and r.user_id = new.user_id
    ) then
        return null;  -- read before: the first time counts
    end if;
    new.user_name := events.name_of(new.user_id);
    new.read_at := clock_timestamp();
    return new;
end
$$;
create trigger a_rules before insert on medport.broadcast_receipt
    for each row execute function medport.on_broadcast_read();
