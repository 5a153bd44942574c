-- What the events of the other silos do here: analytics, references, the agencies' record.

-- A metric is dated by its event and not by its arrival: a center that was away still counts each trip in its hour.
create function events.count_metric(
    metric text, amount double precision, category text, facts jsonb, moment timestamptz
) returns void
    language sql set search_path = ''
begin atomic
    insert into medport.system_analytics (metric_name, metric_value, category, metadata, "timestamp")
    values (metric, amount, category, facts, moment);
end;

-- A metric of a trip, with those of its event's facts by which analytics are filtered and grouped (analytics.sql).
create function events.count_trip(
    metric text, amount double precision, category text, payload jsonb, moment timestamptz
) returns void
    language sql set search_path = ''
begin atomic
    select events.count_metric(metric, amount, category, jsonb_strip_nulls(jsonb_build_object(
        'trip_id', payload ->> 'trip_id', 'hospital_id', payload ->> 'hospital_id',
        'agency_id', payload ->> 'agency_id', 'transport_level', payload ->> 'transport_level',
        'priority', payload ->> 'priority', 'reason', payload ->> 'reason', 'was', payload ->> 'was',
        'miles', payload -> 'distance_miles'
    )), moment);
end;

create function events.occurred(source text, event_id uuid) returns timestamptz
    language sql stable set search_path = ''
    return case source
        when 'hospital' then (select e.occurred_at from events.hospital e where e.id = event_id)
        when 'ems' then (select e.occurred_at from events.ems e where e.id = event_id)
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

create function events.on_trip_created(payload jsonb, moment timestamptz) returns void
    language sql set search_path = ''
begin atomic
    select events.count_trip('trip_created', 1, 'hospital_operations', payload, moment);
    select events.refer('transport_request', (payload ->> 'trip_id')::uuid, 'hospital', 'ems',
                        (payload ->> 'trip_id')::uuid);
end;

create function events.on_trip_accepted(payload jsonb, moment timestamptz) returns void
    language sql set search_path = ''
begin atomic
    select events.count_trip(
        'trip_accepted', (payload ->> 'seconds_to_accept')::double precision, 'ems_operations', payload, moment
    );
    update medport.agency_directory set trips_accepted = trips_accepted + 1
    where id = (payload ->> 'agency_id')::uuid;
end;

create function events.on_trip_progressed(payload jsonb, moment timestamptz) returns void
    language plpgsql set search_path = ''
as $$
begin
    if payload ->> 'status' = 'COMPLETED' then
        perform events.count_trip('trip_completed', 1, 'ems_operations', payload - 'was', moment);
        update medport.agency_directory a set trips_completed = a.trips_completed + 1
        where a.id = (payload ->> 'agency_id')::uuid;
    end if;
end
$$;

create function events.on_trip_released(payload jsonb, moment timestamptz) returns void
    language sql set search_path = ''
begin atomic
    select events.count_trip('trip_released', 1, 'ems_operations', payload, moment);
    update medport.agency_directory set trips_released = trips_released + 1
    where id = (payload ->> 'agency_id')::uuid;
end;

create function events.dispatch(source text, event_id uuid, kind text, payload jsonb) returns void
    language plpgsql set search_path = ''
as $$
declare
    moment constant timestamptz := events.occurred(source, event_id);
begin
    case kind
        when 'trip.created' then perform events.on_trip_created(payload, moment);
        when 'trip.accepted' then perform events.on_trip_accepted(payload, moment);
        when 'trip.progressed' then perform events.on_trip_progressed(payload, moment);
        when 'trip.released' then perform events.on_trip_released(payload, moment);
        when 'bid.submitted', 'bid.withdrawn', 'bid.expired', 'bid.rejected', 'trip.award_refused',
             'trip.acceptance_refused', 'trip.cancelled', 'trip.overtaken', 'trip.declined', 'trip.decline_withdrawn' then
            perform events.count_trip(
                replace(kind, '.', '_'), 1,
                case source when 'ems' then 'ems_operations' else 'hospital_operations' end,
                case kind when 'trip.award_refused' then payload - 'reason' else payload end, moment
            );
        else null;  -- of no concern here
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
        ), new.occurred_at);
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

create trigger own after insert on events.center
    for each row execute function events.on_own_event();
