-- The clock. Called every few seconds by the keeper, or by a console of the center; harmless however often.
-- medport.do_due() is each silo's own: what is due there.

-- Only the keeper may hand in what waits for an upgrade: whoever else calls the clock would be taken for who caused it.
create function events.replay_some() returns void
    language plpgsql set search_path = ''
as $$
begin
    if session_user = 'medport_keeper' then
        perform events.replay_waiting();
    end if;
exception when serialization_failure or deadlock_detected or lock_not_available then
    null;  -- at the next call
end
$$;

create function medport.tick() returns void
    language plpgsql security definer set search_path = ''
as $$
begin
    -- First, and whoever else is at it: what follows may need what a stray holds.
    perform reference.end_strays();
    -- Of the session and not of the transaction: a caller who leaves that open would keep the clock to themselves.
    if not pg_try_advisory_lock(hashtext('medport.tick')) then
        return;
    end if;
    begin
        perform medport.do_due();
        perform events.beat();
        perform events.replay_some();
    exception when query_canceled or assert_failure or others then
        perform pg_advisory_unlock(hashtext('medport.tick'));
        raise;
    end;
    perform pg_advisory_unlock(hashtext('medport.tick'));
end
$$;
grant execute on function medport.tick() to medport_keeper, medport_center;

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
grant execute on function medport.is_clock_late(interval) to medport_center;
