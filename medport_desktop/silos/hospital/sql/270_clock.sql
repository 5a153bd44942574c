-- What is due in this silo. Called every few seconds by the keeper; harmless however often.

create function medport.tick() returns void
    language plpgsql security definer set search_path = ''
as $$
begin
    if not pg_try_advisory_xact_lock(hashtext('medport.tick')) then
        return;
    end if;
    -- Held trips offer themselves when their lead time comes.
    update medport.transport_request t
    set status = 'PENDING'
    where t.status = 'SCHEDULED'
      and t.ready_at <= clock_timestamp() + make_interval(mins => medport.setting_int('offer_lead_minutes', 60));
    perform events.beat();
    perform reference.end_strays();
end
$$;
alter function medport.tick() owner to medport_events;
grant execute on function medport.tick() to medport_keeper, medport_center;
