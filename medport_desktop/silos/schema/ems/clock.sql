-- What is due in this silo (see common/clock.sql).

create function medport.do_due() returns void
    language plpgsql set search_path = ''
as $$
begin
    update medport.transport_bid b
    set status = 'EXPIRED'
    where b.id in (
        select due.id from medport.transport_bid due
        where due.status = 'PENDING' and due.expires_at <= clock_timestamp()
        for update skip locked
    );
    perform medport.keep_plans();
    perform medport.forget_delivered();
end
$$;
