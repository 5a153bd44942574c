-- How this silo is, for the administrator, who may not look into the catalogs for it.

create function reference.database_bytes() returns bigint
    language sql stable security definer set search_path = ''
    return pg_catalog.pg_database_size(current_database());
grant execute on function reference.database_bytes() to medport_events;

create function medport.health()
    returns table (
        silo text, server_version text, started_at timestamptz, looked_at timestamptz, database_bytes bigint,
        connections integer, beat_at timestamptz, open_dead_letters integer
    )
    language plpgsql stable security definer set search_path = ''
as $$
begin
    if not (medport.am_center() and medport.am_manager()) then
        raise exception 'Only the administrator may see how the system is.' using errcode = 'MP006';
    end if;
    silo := events.silo();
    server_version := current_setting('server_version');
    started_at := pg_catalog.pg_postmaster_start_time();
    looked_at := clock_timestamp();
    database_bytes := reference.database_bytes();
    connections := (select count(*) from pg_catalog.pg_stat_activity s where s.datname = current_database());
    beat_at := events.last_beat(silo);
    open_dead_letters := (select count(*) from events.dead_letter d
                          where d.resolved_at is null and d.awaits is null and d.set_aside_at is null);
    return next;
end
$$;

-- The newest heartbeat of a silo that has arrived here.
create function events.last_beat(source text) returns timestamptz
    language plpgsql stable set search_path = ''
as $$
declare
    latest timestamptz;
begin
    execute format('select max(occurred_at) from events.%I where kind = ''silo.heartbeat''', source) into latest;
    return latest;
end
$$;

-- What arrives here: each subscription with its worker, and the newest heartbeat of the silo that it reads.
create function medport.health_arrivals()
    returns table (
        subscription text, source text, enabled boolean, running boolean, heard_at timestamptz, errors bigint,
        beat_at timestamptz
    )
    language sql stable security definer set search_path = ''
begin atomic
    select s.subname::text, k.silo, s.subenabled,
           w.pid is not null, w.last_msg_receipt_time,
           coalesce(e.apply_error_count + e.sync_error_count, 0), events.last_beat(k.silo)
    from pg_catalog.pg_subscription s
    cross join lateral (select split_part(s.subname::text, '_from_', 2) as silo) k
    left join pg_catalog.pg_stat_subscription w on w.subid = s.oid and w.relid is null and w.pid is not null
    left join pg_catalog.pg_stat_subscription_stats e on e.subid = s.oid
    where s.subdbid = (select d.oid from pg_catalog.pg_database d where d.datname = current_database())
      and medport.am_center() and medport.am_manager()
    order by s.subname;
end;

-- What others read from here: each slot, and how much they have still to read.
create function medport.health_readers()
    returns table (slot text, active boolean, behind_bytes bigint, wal_status text)
    language sql stable security definer set search_path = ''
begin atomic
    select r.slot_name::text, r.active,
           pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), r.confirmed_flush_lsn)::bigint,
           coalesce(r.wal_status, '')
    from pg_catalog.pg_replication_slots r
    where r.database = current_database() and medport.am_center() and medport.am_manager()
    order by r.slot_name;
end;

grant execute on function medport.health(), medport.health_arrivals(), medport.health_readers()
    to medport_center_admin;
