-- What is due in this silo (see common/clock.sql).

create function medport.do_due() returns void
    language plpgsql set search_path = ''
as $$
begin
    -- Scheduled trips are offered when their lead time comes. One that somebody edits just now waits for the next call:
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
    perform audit.forget_looks();
end
$$;
