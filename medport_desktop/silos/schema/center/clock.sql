-- Nothing is due here but what is in every silo (see common/clock.sql).
create function medport.do_due() returns void
    language plpgsql set search_path = ''
as $$
begin
    null;
end
$$;
