-- What the events of the other silos do here: analytics, references, the agencies' record.

create function events.count_metric(metric text, amount double precision, category text, facts jsonb) returns void
    language sql set search_path = ''
begin atomic
    insert into medport.system_analytics (metric_name, metric_value, category, metadata)
    values (metric, amount, category, facts);
end;

create function events.refer(entity_type text, entity_id uuid, source text, target text, reference_id uuid)
    returns void
    language sql set search_path = ''
begin atomic
    insert into medport.database_references (entity_type, entity_id, source_database, target_database, reference_id)
    values (entity_type, entity_id, source, target, reference_id)
    on conflict (entity_type, entity_id, target_database) do update
    set reference_id = excluded.reference_id, updated_at = clock_timestamp();
end;

create function events.on_trip_created(payload jsonb) returns void
    language sql set search_path = ''
begin atomic
    select events.count_metric('trip_created', 1, 'hospital_operations', jsonb_build_object(
        'trip_id', payload ->> 'trip_id', 'hospital_id', payload ->> 'hospital_id',
        'transport_level', payload ->> 'transport_level', 'priority', payload ->> 'priority'
    ));
    select events.refer('transport_request', (payload ->> 'trip_id')::uuid, 'hospital', 'ems',
                        (payload ->> 'trip_id')::uuid);
end;

create function events.on_trip_accepted(payload jsonb) returns void
    language sql set search_path = ''
begin atomic
    select events.count_metric(
        'trip_accepted', (payload ->> 'seconds_to_accept')::double precision, 'ems_operations', jsonb_build_object(
            'trip_id', payload ->> 'trip_id', 'agency_id', payload ->> 'agency_id', 'unit', 'seconds'
        ));
    update medport.agency_directory set trips_accepted = trips_accepted + 1
    where id = (payload ->> 'agency_id')::uuid;
end;

create function events.on_trip_progressed(payload jsonb) returns void
    language plpgsql set search_path = ''
as $$
begin
    if payload ->> 'status' = 'COMPLETED' then
        perform events.count_metric('trip_completed', 1, 'ems_operations', jsonb_build_object(
            'trip_id', payload ->> 'trip_id', 'agency_id', payload ->> 'agency_id'
        ));
        update medport.agency_directory a set trips_completed = a.trips_completed + 1
        where a.id = (payload ->> 'agency_id')::uuid;
    end if;
end
$$;

create function events.on_trip_released(payload jsonb) returns void
    language sql set search_path = ''
begin atomic
    select events.count_metric('trip_released', 1, 'ems_operations', jsonb_build_object(
        'trip_id', payload ->> 'trip_id', 'agency_id', payload ->> 'agency_id', 'reason', payload ->> 'reason'
    ));
    update medport.agency_directory set trips_released = trips_released + 1
    where id = (payload ->> 'agency_id')::uuid;
end;

create function events.dispatch(source text, event_id uuid, kind text, payload jsonb) returns void
    language plpgsql set search_path = ''
as $$
begin
    case kind
        when 'trip.created' then perform events.on_trip_created(payload);
        when 'trip.accepted' then perform events.on_trip_accepted(payload);
        when 'trip.progressed' then perform events.on_trip_progressed(payload);
        when 'trip.released' then perform events.on_trip_released(payload);
        when 'trip.cancelled' then
            perform events.count_metric('trip_cancelled', 1, 'hospital_operations', jsonb_build_object(
                'trip_id', payload ->> 'trip_id', 'reason', payload ->> 'reason', 'was', payload ->> 'was'
            ));
        when 'bid.submitted', 'bid.withdrawn', 'bid.expired', 'trip.award_refused', 'trip.acceptance_refused' then
            perform events.count_metric(
                replace(kind, '.', '_'), 1,
                case source when 'ems' then 'ems_operations' else 'hospital_operations' end,
                jsonb_build_object('trip_id', payload ->> 'trip_id', 'agency_id', payload ->> 'agency_id')
            );
        when 'trip.updated', 'trip.awarded', 'silo.heartbeat' then null;  -- nothing to do here
        else raise exception 'no handler for %', kind using errcode = 'feature_not_supported';
    end case;
end
$$;

-- What this silo's own events do here: it does not subscribe to itself.
create function events.on_own_event() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    if new.kind like 'user.%' then
        perform events.count_metric(replace(new.kind, '.', '_'), 1, 'accounts', jsonb_build_object(
            'user_id', new.payload ->> 'user_id', 'user_type', new.payload ->> 'user_type'
        ));
        if new.payload ->> 'user_type' in ('hospital', 'ems') then
            perform events.refer('app_user', (new.payload ->> 'user_id')::uuid, 'center', new.payload ->> 'user_type',
                                 (new.payload ->> 'user_id')::uuid);
        end if;
    elsif new.kind = 'service.registered' then
        perform events.refer('service_registry', (new.payload ->> 'service_id')::uuid, 'center', 'ems',
                             (new.payload ->> 'agency_id')::uuid);
    end if;
    return null;
end
$$;

alter function events.count_metric(text, double precision, text, jsonb) owner to medport_events;
alter function events.refer(text, uuid, text, text, uuid) owner to medport_events;
alter function events.on_trip_created(jsonb) owner to medport_events;
alter function events.on_trip_accepted(jsonb) owner to medport_events;
alter function events.on_trip_progressed(jsonb) owner to medport_events;
alter function events.on_trip_released(jsonb) owner to medport_events;
alter function events.dispatch(text, uuid, text, jsonb) owner to medport_events;
alter function events.on_own_event() owner to medport_events;
create trigger own after insert on events.center
    for each row execute function events.on_own_event();

create function medport.tick() returns void
    language plpgsql security definer set search_path = ''
as $$
begin
    if not pg_try_advisory_xact_lock(hashtext('medport.tick')) then
        return;
    end if;
    perform events.beat();
    perform reference.end_strays();
end
$$;
alter function medport.tick() owner to medport_events;
grant execute on function medport.tick() to medport_keeper, medport_center;
