-- What is due in this silo. Called every few seconds by the keeper; harmless however often.

create function medport.tick() returns void
    language plpgsql security definer set search_path = ''
as $$
begin
    if not pg_try_advisory_xact_lock(hashtext('medport.tick')) then
        return;
    end if;
    perform reference.end_strays();  -- first: what follows may need what a stray holds
    -- Held trips offer themselves when their lead time comes. One that somebody edits just now waits for the next call:
    -- whoever held its row would otherwise stop the clock.
    update medport.transport_request t
    set status = 'PENDING'
    where t.id in (
        select due.id from medport.transport_request due
        where due.status = 'SCHEDULED'
          and due.ready_at <= clock_timestamp() + make_interval(mins => medport.setting_int('offer_lead_minutes', 60))
        for update skip locked
    );
    perform medport.forget_delivered();
    perform events.beat();
end
$$;
alter function medport.tick() owner to medport_events;
grant execute on function medport.tick() to medport_keeper, medport_center;
