-- What is due in this silo. Called every few seconds by the keeper; harmless however often.

create function medport.tick() returns void
    language plpgsql security definer set search_path = ''
as $$
begin
    if not pg_try_advisory_xact_lock(hashtext('medport.tick')) then
        return;
    end if;
    perform reference.end_strays();  -- first: what follows may need what a stray holds
    update medport.transport_bid b
    set status = 'EXPIRED'
    where b.id in (
        select due.id from medport.transport_bid due
        where due.status = 'PENDING' and due.expires_at <= clock_timestamp()
        for update skip locked
    );
    perform medport.keep_plans();
    perform medport.forget_delivered();
    perform events.beat();
end
$$;
alter function medport.tick() owner to medport_events;
grant execute on function medport.tick() to medport_keeper, medport_center;
