-- Whether nobody has called medport.tick() for that long: a console of the center then does. Each tick that comes
-- after a pause of 9 s leaves a heartbeat.
create function medport.is_clock_late(allowed interval) returns boolean
    language plpgsql stable security definer set search_path = ''
as $$
declare
    recent boolean;
begin
    execute format(
        'select exists (select from events.%I where kind = ''silo.heartbeat'' and occurred_at > clock_timestamp() - $1)',
        events.silo()
    ) into recent using allowed;
    return not recent;
end
$$;
alter function medport.is_clock_late(interval) owner to medport_events;
grant execute on function medport.is_clock_late(interval) to medport_center;
