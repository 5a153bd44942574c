--
-- PostgreSQL database dump
--


-- Dumped from database version 18.6
-- Dumped by pg_dump version 18.6

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: audit; Type: SCHEMA; Schema: -; Owner: medport_events
--

CREATE SCHEMA audit;


ALTER SCHEMA audit OWNER TO medport_events;

--
-- Name: events; Type: SCHEMA; Schema: -; Owner: medport_events
--

CREATE SCHEMA events;


ALTER SCHEMA events OWNER TO medport_events;

--
-- Name: medport; Type: SCHEMA; Schema: -; Owner: medport_owner
--

CREATE SCHEMA medport;


ALTER SCHEMA medport OWNER TO medport_owner;

--
-- Name: migrations; Type: SCHEMA; Schema: -; Owner: postgres
--

CREATE SCHEMA migrations;


ALTER SCHEMA migrations OWNER TO postgres;

--
-- Name: SCHEMA migrations; Type: COMMENT; Schema: -; Owner: postgres
--

COMMENT ON SCHEMA migrations IS 'made from SQL files bc59ce0d82733efaa2bbc2cf2539980554f03982c8b834e18f52732acd8bb550';


--
-- Name: reference; Type: SCHEMA; Schema: -; Owner: medport_events
--

CREATE SCHEMA reference;


ALTER SCHEMA reference OWNER TO medport_events;

--
-- Name: setup; Type: SCHEMA; Schema: -; Owner: medport_owner
--

CREATE SCHEMA setup;


ALTER SCHEMA setup OWNER TO medport_owner;

--
-- Name: keep(); Type: FUNCTION; Schema: audit; Owner: medport_events
--

CREATE FUNCTION audit.keep() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
    insert into medport.audit_log select new.* on conflict do nothing;
    return null;
end
$$;


ALTER FUNCTION audit.keep() OWNER TO medport_events;

--
-- Name: on_change(); Type: FUNCTION; Schema: audit; Owner: medport_events
--

CREATE FUNCTION audit.on_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    before constant jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) else '{}' end;
    after constant jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) else '{}' end;
    fields constant jsonb := case when tg_op = 'DELETE' then before else after end;
    shown constant jsonb := audit.visible(fields, tg_argv[:]);
    was jsonb := before;
    now_is jsonb := after;
begin
    if tg_op = 'UPDATE' then
        select coalesce(jsonb_object_agg(b.key, b.value), '{}'), coalesce(jsonb_object_agg(b.key, after -> b.key), '{}')
        into was, now_is
        from jsonb_each(before) b
        where b.value is distinct from after -> b.key and b.key <> 'updated_at';
        if now_is = '{}' then
            return null;
        end if;
    end if;
    perform audit.record(
        tg_op,
        tg_table_name::text,
        coalesce(fields ->> 'id', fields ->> 'trip_id', fields ->> 'key', fields ->> 'user_id', ''),
        case tg_table_name
            when 'transport_request' then fields ->> 'id'
            when 'transport_bid' then fields ->> 'transport_request_id'
            else fields ->> 'trip_id'
        end::uuid,
        jsonb_strip_nulls(jsonb_build_object(
            'before', case when tg_op <> 'INSERT' then audit.visible(was, tg_argv[:]) end,
            'after', case when tg_op <> 'DELETE' then audit.visible(now_is, tg_argv[:]) end,
            -- Which of its kind, where the changed columns do not say so: a change of a value names its setting.
            'subject', nullif(coalesce(
                shown ->> 'key', shown ->> 'unit_number',
                shown ->> case when tg_table_name like '%_user' then 'email' else 'name' end
            ), '(not shown)'),
            -- A person of the center who writes here acts for a hospital or an agency.
            'acting_for', case
                when events.silo() <> 'center' and medport.am_center()
                then case events.silo() when 'hospital' then 'hospital' else 'agency' end
            end
        ))
    );
    return null;
end
$$;


ALTER FUNCTION audit.on_change() OWNER TO medport_events;

--
-- Name: record(text, text, text, uuid, jsonb); Type: FUNCTION; Schema: audit; Owner: medport_events
--

CREATE FUNCTION audit.record(action text, entity_type text, entity_id text, trip_id uuid, changes jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
declare
    who constant uuid := events.actor_id();
begin
    insert into audit.log (user_id, user_name, action, entity_type, entity_id, trip_id, changes, ip_address,
                           source_database)
    values (who, events.name_of(who), action, entity_type, entity_id, trip_id, changes, inet_client_addr(),
            events.silo());
end
$$;


ALTER FUNCTION audit.record(action text, entity_type text, entity_id text, trip_id uuid, changes jsonb) OWNER TO medport_events;

--
-- Name: visible(jsonb, text[]); Type: FUNCTION; Schema: audit; Owner: medport_events
--

CREATE FUNCTION audit.visible(fields jsonb, redacted text[]) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    SET search_path TO ''
    RETURN (SELECT COALESCE(jsonb_object_agg(jsonb_each.key, CASE WHEN ((jsonb_each.key = ANY (visible.redacted)) AND (jsonb_each.value <> 'null'::jsonb)) THEN '"(not shown)"'::jsonb ELSE jsonb_each.value END), '{}'::jsonb) AS "coalesce" FROM jsonb_each(visible.fields) jsonb_each(key, value));


ALTER FUNCTION audit.visible(fields jsonb, redacted text[]) OWNER TO medport_events;

--
-- Name: actor_id(); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.actor_id() RETURNS uuid
    LANGUAGE plpgsql STABLE
    SET search_path TO ''
    AS $$
begin
    if session_user = 'medport_apply' then
        return nullif(current_setting('medport.actor', true), '')::uuid;
    end if;
    return medport.my_user_id();
end
$$;


ALTER FUNCTION events.actor_id() OWNER TO medport_events;

--
-- Name: announce(jsonb); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.announce(payload jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
begin
    if payload ? 'trip_id' then
        perform pg_advisory_xact_lock_shared(hashtext('medport.trip'), hashtext(payload ->> 'trip_id'));
    end if;
end
$$;


ALTER FUNCTION events.announce(payload jsonb) OWNER TO medport_events;

--
-- Name: await_announced(jsonb); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.await_announced(payload jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
begin
    if payload ? 'trip_id' then
        perform pg_advisory_lock(hashtext('medport.trip'), hashtext(payload ->> 'trip_id'));
        perform pg_advisory_unlock(hashtext('medport.trip'), hashtext(payload ->> 'trip_id'));
    end if;
end
$$;


ALTER FUNCTION events.await_announced(payload jsonb) OWNER TO medport_events;

--
-- Name: beat(); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.beat() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
declare
    latest timestamptz;
begin
    execute format(
        'select max(occurred_at) from events.%I where kind = ''silo.heartbeat'' and occurred_at > now() - interval ''1 minute''',
        events.silo()
    ) into latest;
    if latest is null or latest < clock_timestamp() - interval '9 seconds' then
        perform events.emit('silo.heartbeat', '{"v": 1}');
    end if;
end
$$;


ALTER FUNCTION events.beat() OWNER TO medport_events;

--
-- Name: check_shape(text, jsonb); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.check_shape(kind text, payload jsonb) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO ''
    AS $$
declare
    entry text;
    field text;
    type text;
    json_type text;
    value jsonb;
    moment timestamptz;
begin
    if jsonb_typeof(payload) <> 'object' then
        raise exception 'the payload of % is no object', kind using errcode = 'invalid_parameter_value';
    end if;
    foreach entry in array events.shape(kind)
    loop
        field := split_part(entry, ' ', 1);
        type := rtrim(split_part(entry, ' ', 2), '?');
        value := payload -> field;
        if coalesce(jsonb_typeof(value), 'null') = 'null' then
            if right(entry, 1) <> '?' then
                raise exception '% of % is missing', field, kind using errcode = 'invalid_parameter_value';
            end if;
            continue;
        end if;
        json_type := case when type in ('uuid', 'text', 'time') then 'string' when type = 'integer' then 'number'
                     else type end;
        if jsonb_typeof(value) <> json_type or (type = 'text' and length(payload ->> field) > 1000) then
            raise exception '% of % is no %', field, kind, type using errcode = 'invalid_parameter_value';
        elsif type = 'uuid' then
            perform (payload ->> field)::uuid;
        elsif type = 'integer' then
            perform (payload ->> field)::integer;
        elsif type = 'number' then
            perform (payload ->> field)::double precision;
        elsif type = 'time' then
            moment := (payload ->> field)::timestamptz;
            if moment not between '1900-01-01Z' and '2200-01-01Z' then
                raise exception '% of % is no time that can be', field, kind using errcode = 'datetime_field_overflow';
            end if;
        end if;
    end loop;
end
$$;


ALTER FUNCTION events.check_shape(kind text, payload jsonb) OWNER TO medport_events;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: system_analytics; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.system_analytics (
    id uuid DEFAULT uuidv7() NOT NULL,
    metric_name text NOT NULL,
    metric_value double precision NOT NULL,
    "timestamp" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    category text NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT system_analytics_timestamp_check CHECK ((("timestamp" >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND ("timestamp" <= '2200-01-01 00:00:00+00'::timestamp with time zone)))
);

ALTER TABLE ONLY medport.system_analytics FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.system_analytics OWNER TO medport_owner;

--
-- Name: count_metric(text, double precision, text, jsonb, timestamp with time zone); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.count_metric(metric text, amount double precision, category text, facts jsonb, moment timestamp with time zone) RETURNS void
    LANGUAGE sql
    SET search_path TO ''
    BEGIN ATOMIC
 INSERT INTO medport.system_analytics (metric_name, metric_value, category, metadata, "timestamp")
   VALUES (count_metric.metric, count_metric.amount, count_metric.category, count_metric.facts, count_metric.moment);
END;


ALTER FUNCTION events.count_metric(metric text, amount double precision, category text, facts jsonb, moment timestamp with time zone) OWNER TO medport_events;

--
-- Name: count_trip(text, double precision, text, jsonb, timestamp with time zone); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.count_trip(metric text, amount double precision, category text, payload jsonb, moment timestamp with time zone) RETURNS void
    LANGUAGE sql
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT events.count_metric(metric, amount, category, jsonb_strip_nulls(jsonb_build_object('trip_id', (payload ->> 'trip_id'::text), 'hospital_id', (payload ->> 'hospital_id'::text), 'agency_id', (payload ->> 'agency_id'::text), 'transport_level', (payload ->> 'transport_level'::text), 'priority', (payload ->> 'priority'::text), 'reason', (payload ->> 'reason'::text), 'was', (payload ->> 'was'::text), 'miles', (payload -> 'distance_miles'::text))), moment) AS count_metric;
END;


ALTER FUNCTION events.count_trip(metric text, amount double precision, category text, payload jsonb, moment timestamp with time zone) OWNER TO medport_events;

--
-- Name: deliver(text, uuid, text, integer, jsonb, uuid); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.deliver(source text, event_id uuid, kind text, v integer, payload jsonb, actor uuid) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
declare
    state text;
    message text;
begin
    insert into events.handled (event_id, source) values (deliver.event_id, deliver.source)
    on conflict do nothing;
    if not found then
        return true;
    end if;
    perform set_config('medport.actor', coalesce(actor::text, ''), true);
    perform events.await_announced(payload);
    begin
        if v <> 1 or payload -> 'v' <> '1' then
            raise exception 'version % of % is not known here', v, kind using errcode = 'feature_not_supported';
        end if;
        perform events.check_shape(kind, payload);
        perform events.dispatch(source, event_id, kind, payload);
        update events.dead_letter d set resolved_at = clock_timestamp()
        where d.event_id = deliver.event_id and d.resolved_at is null;
        return true;
    exception when others then
        get stacked diagnostics state = returned_sqlstate, message = message_text;
        if left(state, 2) in ('40', '53', '57', '58') or state = '55P03' then
            raise;
        end if;
        insert into events.dead_letter as d (source, event_id, kind, sqlstate, error)
        values (deliver.source, deliver.event_id, left(deliver.kind, 100), state, left(message, 1000))
        on conflict on constraint dead_letter_event_id_key do update
        set attempts = d.attempts + 1, last_at = clock_timestamp(),
            sqlstate = excluded.sqlstate, error = excluded.error;
        return false;
    end;
end
$$;


ALTER FUNCTION events.deliver(source text, event_id uuid, kind text, v integer, payload jsonb, actor uuid) OWNER TO medport_events;

--
-- Name: dispatch(text, uuid, text, jsonb); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.dispatch(source text, event_id uuid, kind text, payload jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
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
        when 'trip.updated', 'trip.awarded', 'silo.heartbeat' then null;  -- nothing to do here
        else raise exception 'no handler for %', kind using errcode = 'feature_not_supported';
    end case;
end
$$;


ALTER FUNCTION events.dispatch(source text, event_id uuid, kind text, payload jsonb) OWNER TO medport_events;

--
-- Name: center; Type: TABLE; Schema: events; Owner: medport_events
--

CREATE TABLE events.center (
    id uuid DEFAULT uuidv7() CONSTRAINT hospital_id_not_null NOT NULL,
    kind text CONSTRAINT hospital_kind_not_null NOT NULL,
    v integer DEFAULT 1 CONSTRAINT hospital_v_not_null NOT NULL,
    payload jsonb CONSTRAINT hospital_payload_not_null NOT NULL,
    actor_id uuid,
    occurred_at timestamp with time zone DEFAULT clock_timestamp() CONSTRAINT hospital_occurred_at_not_null NOT NULL
);


ALTER TABLE events.center OWNER TO medport_events;

--
-- Name: emit(text, jsonb); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.emit(kind text, payload jsonb) RETURNS void
    LANGUAGE sql
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT events.announce(payload) AS announce;
 INSERT INTO events.center (kind, v, payload, actor_id)
   VALUES (emit.kind, ((emit.payload ->> 'v'::text))::integer, emit.payload, events.actor_id());
END;


ALTER FUNCTION events.emit(kind text, payload jsonb) OWNER TO medport_events;

--
-- Name: last_beat(text); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.last_beat(source text) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    SET search_path TO ''
    AS $$
declare
    latest timestamptz;
begin
    execute format('select max(occurred_at) from events.%I where kind = ''silo.heartbeat''', source) into latest;
    return latest;
end
$$;


ALTER FUNCTION events.last_beat(source text) OWNER TO medport_events;

--
-- Name: account; Type: TABLE; Schema: reference; Owner: medport_events
--

CREATE TABLE reference.account (
    user_id uuid NOT NULL,
    role_name text NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    user_type text NOT NULL,
    is_manager boolean NOT NULL,
    hospital_id uuid,
    hospital_name text DEFAULT ''::text NOT NULL,
    agency_id uuid,
    agency_name text DEFAULT ''::text NOT NULL,
    is_active boolean NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT account_role_name_check CHECK ((role_name ~ '^mp_[0-9a-f]{32}$'::text)),
    CONSTRAINT account_user_type_check CHECK ((user_type = ANY (ARRAY['hospital'::text, 'ems'::text, 'center'::text])))
);


ALTER TABLE reference.account OWNER TO medport_events;

--
-- Name: name_of(uuid); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.name_of(user_id uuid) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO ''
    RETURN COALESCE((SELECT a.name FROM reference.account a WHERE (a.user_id = name_of.user_id)), ''::text);


ALTER FUNCTION events.name_of(user_id uuid) OWNER TO medport_events;

--
-- Name: ems; Type: TABLE; Schema: events; Owner: medport_apply
--

CREATE TABLE events.ems (
    id uuid DEFAULT uuidv7() CONSTRAINT hospital_id_not_null NOT NULL,
    kind text CONSTRAINT hospital_kind_not_null NOT NULL,
    v integer DEFAULT 1 CONSTRAINT hospital_v_not_null NOT NULL,
    payload jsonb CONSTRAINT hospital_payload_not_null NOT NULL,
    actor_id uuid,
    occurred_at timestamp with time zone DEFAULT clock_timestamp() CONSTRAINT hospital_occurred_at_not_null NOT NULL
);


ALTER TABLE events.ems OWNER TO medport_apply;

--
-- Name: hospital; Type: TABLE; Schema: events; Owner: medport_apply
--

CREATE TABLE events.hospital (
    id uuid DEFAULT uuidv7() NOT NULL,
    kind text NOT NULL,
    v integer DEFAULT 1 NOT NULL,
    payload jsonb NOT NULL,
    actor_id uuid,
    occurred_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


ALTER TABLE events.hospital OWNER TO medport_apply;

--
-- Name: occurred(text, uuid); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.occurred(source text, event_id uuid) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    SET search_path TO ''
    RETURN CASE source WHEN 'hospital'::text THEN (SELECT e.occurred_at FROM events.hospital e WHERE (e.id = occurred.event_id)) WHEN 'ems'::text THEN (SELECT e.occurred_at FROM events.ems e WHERE (e.id = occurred.event_id)) ELSE NULL::timestamp with time zone END;


ALTER FUNCTION events.occurred(source text, event_id uuid) OWNER TO medport_events;

--
-- Name: on_arrival(); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.on_arrival() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    SET session_replication_role TO 'origin'
    AS $$
begin
    perform events.deliver(tg_table_name::text, new.id, new.kind, new.v, new.payload, new.actor_id);
    return null;
end
$$;


ALTER FUNCTION events.on_arrival() OWNER TO medport_events;

--
-- Name: on_own_event(); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.on_own_event() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
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


ALTER FUNCTION events.on_own_event() OWNER TO medport_events;

--
-- Name: agency_directory; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.agency_directory (
    id uuid NOT NULL,
    name text NOT NULL,
    city text DEFAULT ''::text NOT NULL,
    state text DEFAULT ''::text NOT NULL,
    phone text DEFAULT ''::text NOT NULL,
    coordinates point,
    capabilities text[] DEFAULT '{}'::text[] NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    trips_accepted integer DEFAULT 0 NOT NULL,
    trips_completed integer DEFAULT 0 NOT NULL,
    trips_released integer DEFAULT 0 NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT agency_directory_updated_at_check CHECK (((updated_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (updated_at <= '2200-01-01 00:00:00+00'::timestamp with time zone)))
);

ALTER TABLE ONLY medport.agency_directory FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.agency_directory OWNER TO medport_owner;

--
-- Name: on_trip_accepted(jsonb, timestamp with time zone); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.on_trip_accepted(payload jsonb, moment timestamp with time zone) RETURNS void
    LANGUAGE sql
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT events.count_trip('trip_accepted'::text, ((payload ->> 'seconds_to_accept'::text))::double precision, 'ems_operations'::text, payload, moment) AS count_trip;
 UPDATE medport.agency_directory SET trips_accepted = (agency_directory.trips_accepted + 1)
   WHERE (agency_directory.id = ((on_trip_accepted.payload ->> 'agency_id'::text))::uuid);
END;


ALTER FUNCTION events.on_trip_accepted(payload jsonb, moment timestamp with time zone) OWNER TO medport_events;

--
-- Name: database_references; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.database_references (
    id uuid DEFAULT uuidv7() NOT NULL,
    entity_type text NOT NULL,
    entity_id uuid NOT NULL,
    source_database text NOT NULL,
    target_database text NOT NULL,
    reference_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT database_references_created_at_check CHECK (((created_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (created_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT database_references_updated_at_check CHECK (((updated_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (updated_at <= '2200-01-01 00:00:00+00'::timestamp with time zone)))
);

ALTER TABLE ONLY medport.database_references FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.database_references OWNER TO medport_owner;

--
-- Name: refer(text, uuid, text, text, uuid); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.refer(entity_type text, entity_id uuid, source text, target text, reference_id uuid) RETURNS void
    LANGUAGE sql
    SET search_path TO ''
    BEGIN ATOMIC
 INSERT INTO medport.database_references (entity_type, entity_id, source_database, target_database, reference_id)
   VALUES (refer.entity_type, refer.entity_id, refer.source, refer.target, refer.reference_id) ON CONFLICT(entity_type, entity_id, target_database) DO UPDATE SET reference_id = excluded.reference_id, updated_at = clock_timestamp();
END;


ALTER FUNCTION events.refer(entity_type text, entity_id uuid, source text, target text, reference_id uuid) OWNER TO medport_events;

--
-- Name: on_trip_created(jsonb, timestamp with time zone); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.on_trip_created(payload jsonb, moment timestamp with time zone) RETURNS void
    LANGUAGE sql
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT events.count_trip('trip_created'::text, (1)::double precision, 'hospital_operations'::text, payload, moment) AS count_trip;
 SELECT events.refer('transport_request'::text, ((payload ->> 'trip_id'::text))::uuid, 'hospital'::text, 'ems'::text, ((payload ->> 'trip_id'::text))::uuid) AS refer;
END;


ALTER FUNCTION events.on_trip_created(payload jsonb, moment timestamp with time zone) OWNER TO medport_events;

--
-- Name: on_trip_progressed(jsonb, timestamp with time zone); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.on_trip_progressed(payload jsonb, moment timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
begin
    if payload ->> 'status' = 'COMPLETED' then
        perform events.count_trip('trip_completed', 1, 'ems_operations', payload - 'was', moment);
        update medport.agency_directory a set trips_completed = a.trips_completed + 1
        where a.id = (payload ->> 'agency_id')::uuid;
    end if;
end
$$;


ALTER FUNCTION events.on_trip_progressed(payload jsonb, moment timestamp with time zone) OWNER TO medport_events;

--
-- Name: on_trip_released(jsonb, timestamp with time zone); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.on_trip_released(payload jsonb, moment timestamp with time zone) RETURNS void
    LANGUAGE sql
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT events.count_trip('trip_released'::text, (1)::double precision, 'ems_operations'::text, payload, moment) AS count_trip;
 UPDATE medport.agency_directory SET trips_released = (agency_directory.trips_released + 1)
   WHERE (agency_directory.id = ((on_trip_released.payload ->> 'agency_id'::text))::uuid);
END;


ALTER FUNCTION events.on_trip_released(payload jsonb, moment timestamp with time zone) OWNER TO medport_events;

--
-- Name: once(); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.once() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $_$
declare
    is_there boolean;
begin
    execute format('select exists (select from events.%I where id = $1)', tg_table_name) into is_there using new.id;
    return case when is_there then null else new end;
end
$_$;


ALTER FUNCTION events.once() OWNER TO medport_events;

--
-- Name: shape(text); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.shape(kind text) RETURNS text[]
    LANGUAGE sql IMMUTABLE
    SET search_path TO ''
    RETURN CASE WHEN (kind = ANY (ARRAY['trip.created'::text, 'trip.updated'::text])) THEN ARRAY['trip_id uuid'::text, 'hospital_id uuid'::text, 'trip_number text'::text, 'hospital_name text'::text, 'origin object'::text, 'destination object'::text, 'transport_level text'::text, 'priority text'::text, 'status text'::text, 'needs array'::text, 'ready_at time'::text, 'requested_at time'::text, 'deliver_by time?'::text, 'award_mode text'::text, 'distance_miles number?'::text, 'revision integer?'::text] WHEN (kind = 'trip.cancelled'::text) THEN ARRAY['trip_id uuid'::text, 'reason text'::text, 'was text'::text, 'hospital_id uuid?'::text, 'transport_level text?'::text, 'agency_id uuid?'::text] WHEN (kind = 'trip.overtaken'::text) THEN ARRAY['trip_id uuid'::text, 'assignment_id uuid'::text, 'agency_id uuid'::text, 'was text'::text] WHEN (kind = 'trip.awarded'::text) THEN ARRAY['trip_id uuid'::text, 'award_id uuid'::text, 'bid_id uuid'::text, 'agency_id uuid'::text] WHEN (kind = 'trip.acceptance_refused'::text) THEN ARRAY['trip_id uuid'::text, 'assignment_id uuid'::text, 'status text'::text] WHEN (kind = ANY (ARRAY['bid.submitted'::text, 'bid.withdrawn'::text, 'bid.expired'::text, 'bid.rejected'::text])) THEN ARRAY['trip_id uuid'::text, 'bid_id uuid'::text, 'agency_id uuid'::text] WHEN (kind = 'trip.accepted'::text) THEN ARRAY['trip_id uuid'::text, 'assignment_id uuid'::text, 'agency_id uuid'::text, 'bid_id uuid?'::text, 'agency_name text'::text, 'unit_id uuid?'::text, 'unit_number text'::text, 'accepted_at time'::text, 'revision integer?'::text, 'seconds_to_accept number'::text, 'hospital_id uuid?'::text, 'transport_level text?'::text, 'distance_miles number?'::text] WHEN (kind = 'trip.award_refused'::text) THEN ARRAY['trip_id uuid'::text, 'award_id uuid'::text, 'bid_id uuid'::text, 'reason text'::text] WHEN (kind = 'trip.progressed'::text) THEN ARRAY['trip_id uuid'::text, 'assignment_id uuid'::text, 'agency_id uuid'::text, 'was text'::text, 'status text'::text, 'kind text'::text, 'occurred_at time'::text, 'unit_id uuid?'::text, 'unit_number text'::text, 'agency_name text?'::text, 'bid_id uuid?'::text, 'milestones object?'::text, 'hospital_id uuid?'::text, 'transport_level text?'::text, 'distance_miles number?'::text] WHEN (kind = 'trip.released'::text) THEN ARRAY['trip_id uuid'::text, 'assignment_id uuid'::text, 'agency_id uuid'::text, 'reason text'::text] WHEN (kind = 'trip.declined'::text) THEN ARRAY['trip_id uuid'::text, 'decline_id uuid'::text, 'agency_id uuid'::text, 'agency_name text'::text, 'reason text'::text, 'declined_at time'::text] WHEN (kind = 'trip.decline_withdrawn'::text) THEN ARRAY['trip_id uuid'::text, 'decline_id uuid'::text, 'agency_id uuid'::text, 'agency_name text'::text, 'reason text'::text, 'declined_at time'::text, 'withdrawn_at time'::text] WHEN (kind = ANY (ARRAY['user.created'::text, 'user.updated'::text, 'user.deactivated'::text])) THEN ARRAY['user_id uuid'::text, 'email text'::text, 'name text'::text, 'user_type text'::text, 'is_manager boolean'::text, 'hospital_id uuid?'::text, 'hospital_name text'::text, 'agency_id uuid?'::text, 'agency_name text'::text, 'is_active boolean'::text] WHEN (kind = 'service.registered'::text) THEN ARRAY['service_id uuid'::text, 'agency_id uuid'::text, 'service_type text'::text, 'name text'::text, 'contact_name text?'::text, 'phone text?'::text, 'email text?'::text, 'address text?'::text, 'city text?'::text, 'state text?'::text, 'zip_code text?'::text, 'coordinates text?'::text, 'capabilities array?'::text, 'pricing_structure object?'::text] ELSE '{}'::text[] END;


ALTER FUNCTION events.shape(kind text) OWNER TO medport_events;

--
-- Name: silo(); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.silo() RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO ''
    RETURN 'center'::text;


ALTER FUNCTION events.silo() OWNER TO medport_events;

--
-- Name: my_user_type(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.my_user_type() RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    RETURN (SELECT a.user_type FROM reference.account a WHERE ((a.role_name = (SESSION_USER)::text) AND a.is_active));


ALTER FUNCTION medport.my_user_type() OWNER TO medport_events;

--
-- Name: am_center(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.am_center() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    RETURN COALESCE((medport.my_user_type() = 'center'::text), false);


ALTER FUNCTION medport.am_center() OWNER TO medport_events;

--
-- Name: am_manager(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.am_manager() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    RETURN COALESCE((SELECT a.is_manager FROM reference.account a WHERE ((a.role_name = (SESSION_USER)::text) AND a.is_active)), false);


ALTER FUNCTION medport.am_manager() OWNER TO medport_events;

--
-- Name: trip_fact; Type: VIEW; Schema: medport; Owner: medport_owner
--

CREATE VIEW medport.trip_fact WITH (security_invoker='true') AS
 SELECT f.id,
    f.metric_name AS fact,
    f.metric_value AS value,
    f."timestamp" AS at,
    ((f.metadata ->> 'trip_id'::text))::uuid AS trip_id,
    (COALESCE((f.metadata ->> 'hospital_id'::text), (c.metadata ->> 'hospital_id'::text)))::uuid AS hospital_id,
    ((f.metadata ->> 'agency_id'::text))::uuid AS agency_id,
        CASE
            WHEN (said.level = ANY (ARRAY['BLS'::text, 'ALS'::text, 'CCT'::text, 'WHEELCHAIR'::text])) THEN said.level
            WHEN (said.level IS NOT NULL) THEN 'OTHER'::text
            ELSE NULL::text
        END AS transport_level,
        CASE
            WHEN (said.reason = ANY (ARRAY['NO_UNIT'::text, 'NO_CREW'::text, 'OUT_OF_AREA'::text, 'LEVEL_NOT_STAFFED'::text, 'WEATHER'::text, 'PRICE'::text, 'PATIENT_CONDITION'::text, 'BED_LOST'::text, 'DUPLICATE'::text])) THEN said.reason
            WHEN (said.reason IS NOT NULL) THEN 'OTHER'::text
            ELSE NULL::text
        END AS reason,
    (f.metadata ->> 'was'::text) AS was,
    ((f.metadata ->> 'miles'::text))::double precision AS miles,
    (f.metadata @> '{"demo": true}'::jsonb) AS invented
   FROM ((medport.system_analytics f
     LEFT JOIN LATERAL ( SELECT e.metadata
           FROM medport.system_analytics e
          WHERE ((NOT (f.metadata ? 'hospital_id'::text)) AND (e.metadata ? 'trip_id'::text) AND ((e.metadata ->> 'trip_id'::text) = (f.metadata ->> 'trip_id'::text)) AND (e.metric_name = 'trip_created'::text))
         LIMIT 1) c ON (true))
     CROSS JOIN LATERAL ( SELECT COALESCE((f.metadata ->> 'transport_level'::text), (c.metadata ->> 'transport_level'::text)) AS level,
            (f.metadata ->> 'reason'::text) AS reason) said)
  WHERE (f.metadata ? 'trip_id'::text);


ALTER VIEW medport.trip_fact OWNER TO medport_owner;

--
-- Name: VIEW trip_fact; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON VIEW medport.trip_fact IS 'What happened to trips: one row a request, acceptance, completion and so on.';


--
-- Name: COLUMN trip_fact.value; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.trip_fact.value IS 'Seconds from the request for trip_accepted; else 1.';


--
-- Name: COLUMN trip_fact.miles; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.trip_fact.miles IS 'Loaded road miles of trip_completed; null for a place outside of the network.';


--
-- Name: COLUMN trip_fact.invented; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.trip_fact.invented IS 'Whether it is of the demo''s history, which nobody drove.';


--
-- Name: trip_facts(text[], timestamp with time zone, timestamp with time zone, uuid, uuid, text); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.trip_facts(kinds text[], since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) RETURNS SETOF medport.trip_fact
    LANGUAGE sql STABLE
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT f.id,
     f.fact,
     f.value,
     f.at,
     f.trip_id,
     f.hospital_id,
     f.agency_id,
     f.transport_level,
     f.reason,
     f.was,
     f.miles,
     f.invented
    FROM medport.trip_fact f
   WHERE ((f.fact = ANY (trip_facts.kinds)) AND (f.at >= trip_facts.since) AND (f.at < trip_facts.until) AND ((trip_facts.hospital IS NULL) OR (f.hospital_id = trip_facts.hospital)) AND ((trip_facts.level IS NULL) OR (f.transport_level = trip_facts.level)) AND ((trip_facts.agency IS NULL) OR (f.agency_id = trip_facts.agency) OR ((f.agency_id IS NULL) AND (EXISTS ( SELECT
            FROM medport.system_analytics a
           WHERE ((a.metadata ? 'trip_id'::text) AND ((a.metadata ->> 'trip_id'::text) = (f.trip_id)::text) AND (a.metric_name = 'trip_accepted'::text) AND ((a.metadata ->> 'agency_id'::text) = (trip_facts.agency)::text)))))));
END;


ALTER FUNCTION medport.trip_facts(kinds text[], since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) OWNER TO medport_owner;

--
-- Name: analytics_agencies(timestamp with time zone, timestamp with time zone, uuid, uuid, text); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.analytics_agencies(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) RETURNS TABLE(agency_id uuid, agency_name text, taken integer, declined integer, handed_back integer, completed integer, miles double precision)
    LANGUAGE sql STABLE
    SET search_path TO ''
    BEGIN ATOMIC
 WITH answers AS (
          SELECT DISTINCT ON (f.agency_id, f.trip_id) f.agency_id,
             f.fact
            FROM medport.trip_facts('{trip_accepted,trip_declined,trip_decline_withdrawn,trip_released}'::text[], analytics_agencies.since, analytics_agencies.until, analytics_agencies.hospital, analytics_agencies.agency, analytics_agencies.level) f(id, fact, value, at, trip_id, hospital_id, agency_id, transport_level, reason, was, miles, invented)
           ORDER BY f.agency_id, f.trip_id, f.at DESC, f.id DESC
         ), said AS (
          SELECT s_1.agency_id,
             (count(*) FILTER (WHERE (s_1.fact = 'trip_accepted'::text)))::integer AS taken,
             (count(*) FILTER (WHERE (s_1.fact = 'trip_declined'::text)))::integer AS declined,
             (count(*) FILTER (WHERE (s_1.fact = 'trip_released'::text)))::integer AS handed_back
            FROM answers s_1
           GROUP BY s_1.agency_id
         ), carried AS (
          SELECT f.agency_id,
             (count(*))::integer AS completed,
             COALESCE(sum(f.miles), (0)::double precision) AS miles
            FROM medport.trip_facts('{trip_completed}'::text[], analytics_agencies.since, analytics_agencies.until, analytics_agencies.hospital, analytics_agencies.agency, analytics_agencies.level) f(id, fact, value, at, trip_id, hospital_id, agency_id, transport_level, reason, was, miles, invented)
           GROUP BY f.agency_id
         )
  SELECT COALESCE(s.agency_id, c.agency_id) AS "coalesce",
     COALESCE(d.name, ''::text) AS "coalesce",
     COALESCE(s.taken, 0) AS "coalesce",
     COALESCE(s.declined, 0) AS "coalesce",
     COALESCE(s.handed_back, 0) AS "coalesce",
     COALESCE(c.completed, 0) AS "coalesce",
     COALESCE(c.miles, (0)::double precision) AS "coalesce"
    FROM ((said s
      FULL JOIN carried c ON ((c.agency_id = s.agency_id)))
      LEFT JOIN medport.agency_directory d ON ((d.id = COALESCE(s.agency_id, c.agency_id))))
   WHERE ((((COALESCE(s.taken, 0) + COALESCE(s.declined, 0)) + COALESCE(s.handed_back, 0)) + COALESCE(c.completed, 0)) > 0);
END;


ALTER FUNCTION medport.analytics_agencies(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) OWNER TO medport_owner;

--
-- Name: cancellations(timestamp with time zone, timestamp with time zone, uuid, uuid, text); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.cancellations(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) RETURNS SETOF medport.trip_fact
    LANGUAGE sql STABLE
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT f.id,
     f.fact,
     f.value,
     f.at,
     f.trip_id,
     f.hospital_id,
     f.agency_id,
     f.transport_level,
     f.reason,
     f.was,
     f.miles,
     f.invented
    FROM medport.trip_facts('{trip_cancelled}'::text[], cancellations.since, cancellations.until, cancellations.hospital, cancellations.agency, cancellations.level) f(id, fact, value, at, trip_id, hospital_id, agency_id, transport_level, reason, was, miles, invented)
   WHERE (NOT (EXISTS ( SELECT
            FROM medport.system_analytics e
           WHERE ((e.metadata ? 'trip_id'::text) AND ((e.metadata ->> 'trip_id'::text) = (f.trip_id)::text) AND (e.metric_name = 'trip_overtaken'::text)))));
END;


ALTER FUNCTION medport.cancellations(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) OWNER TO medport_owner;

--
-- Name: analytics_cancellations(timestamp with time zone, timestamp with time zone, uuid, uuid, text); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.analytics_cancellations(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) RETURNS TABLE(reason text, unheld integer, held integer)
    LANGUAGE sql STABLE
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT COALESCE(f.reason, 'OTHER'::text) AS "coalesce",
     (count(*) FILTER (WHERE (f.was = ANY (ARRAY['SCHEDULED'::text, 'PENDING'::text]))))::integer AS count,
     (count(*) FILTER (WHERE (f.was <> ALL (ARRAY['SCHEDULED'::text, 'PENDING'::text]))))::integer AS count
    FROM medport.cancellations(analytics_cancellations.since, analytics_cancellations.until, analytics_cancellations.hospital, analytics_cancellations.agency, analytics_cancellations.level) f(id, fact, value, at, trip_id, hospital_id, agency_id, transport_level, reason, was, miles, invented)
   GROUP BY COALESCE(f.reason, 'OTHER'::text);
END;


ALTER FUNCTION medport.analytics_cancellations(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) OWNER TO medport_owner;

--
-- Name: first_acceptances(timestamp with time zone, timestamp with time zone, uuid, uuid, text); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.first_acceptances(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) RETURNS SETOF medport.trip_fact
    LANGUAGE sql STABLE
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT f.id,
     f.fact,
     f.value,
     f.at,
     f.trip_id,
     f.hospital_id,
     f.agency_id,
     f.transport_level,
     f.reason,
     f.was,
     f.miles,
     f.invented
    FROM medport.trip_facts('{trip_accepted}'::text[], first_acceptances.since, first_acceptances.until, first_acceptances.hospital, first_acceptances.agency, first_acceptances.level) f(id, fact, value, at, trip_id, hospital_id, agency_id, transport_level, reason, was, miles, invented)
   WHERE (NOT (EXISTS ( SELECT
            FROM medport.system_analytics e
           WHERE ((e.metadata ? 'trip_id'::text) AND ((e.metadata ->> 'trip_id'::text) = (f.trip_id)::text) AND (e.metric_name = 'trip_accepted'::text) AND (e."timestamp" < f.at)))));
END;


ALTER FUNCTION medport.first_acceptances(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) OWNER TO medport_owner;

--
-- Name: system_configuration; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.system_configuration (
    id uuid DEFAULT uuidv7() NOT NULL,
    key text NOT NULL,
    value text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    category text DEFAULT ''::text NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    updated_by uuid,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    value_type text DEFAULT 'text'::text NOT NULL,
    minimum double precision,
    maximum double precision,
    unit text DEFAULT ''::text NOT NULL,
    CONSTRAINT system_configuration_updated_at_check CHECK (((updated_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (updated_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT value CHECK ((length(value) <= 1000)),
    CONSTRAINT value_type CHECK ((value_type = ANY (ARRAY['whole'::text, 'number'::text, 'cents'::text, 'text'::text, 'zone'::text])))
);

ALTER TABLE ONLY medport.system_configuration FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.system_configuration OWNER TO medport_owner;

--
-- Name: site_zone(); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.site_zone() RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO ''
    RETURN COALESCE((SELECT c.value FROM (medport.system_configuration c JOIN pg_timezone_names z ON ((z.name = c.value))) WHERE ((c.key = 'time_zone'::text) AND c.is_active)), 'America/New_York'::text);


ALTER FUNCTION medport.site_zone() OWNER TO medport_owner;

--
-- Name: analytics_days(timestamp with time zone, timestamp with time zone, uuid, uuid, text); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.analytics_days(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) RETURNS TABLE(day date, requests integer, accepted integer, p50_seconds double precision, p90_seconds double precision, completed integer, miles double precision)
    LANGUAGE sql STABLE
    SET search_path TO ''
    BEGIN ATOMIC
 WITH zone AS MATERIALIZED (
          SELECT medport.site_zone() AS name
         ), days AS (
          SELECT (d_1.day)::date AS day
            FROM zone z,
             LATERAL generate_series((((analytics_days.since AT TIME ZONE z.name))::date)::timestamp without time zone, ((((analytics_days.until - '00:00:00.000001'::interval) AT TIME ZONE z.name))::date)::timestamp without time zone, '1 day'::interval) d_1(day)
         ), requests AS (
          SELECT ((f.at AT TIME ZONE z.name))::date AS day,
             (count(*))::integer AS many
            FROM zone z,
             medport.trip_facts('{trip_created}'::text[], analytics_days.since, analytics_days.until, analytics_days.hospital, analytics_days.agency, analytics_days.level) f(id, fact, value, at, trip_id, hospital_id, agency_id, transport_level, reason, was, miles, invented)
           GROUP BY (((f.at AT TIME ZONE z.name))::date)
         ), accepted AS (
          SELECT ((f.at AT TIME ZONE z.name))::date AS day,
             (count(*))::integer AS many,
             percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY f.value) AS p50,
             percentile_cont((0.9)::double precision) WITHIN GROUP (ORDER BY f.value) AS p90
            FROM zone z,
             medport.first_acceptances(analytics_days.since, analytics_days.until, analytics_days.hospital, analytics_days.agency, analytics_days.level) f(id, fact, value, at, trip_id, hospital_id, agency_id, transport_level, reason, was, miles, invented)
           GROUP BY (((f.at AT TIME ZONE z.name))::date)
         ), completed AS (
          SELECT ((f.at AT TIME ZONE z.name))::date AS day,
             (count(*))::integer AS many,
             COALESCE(sum(f.miles), (0)::double precision) AS miles
            FROM zone z,
             medport.trip_facts('{trip_completed}'::text[], analytics_days.since, analytics_days.until, analytics_days.hospital, analytics_days.agency, analytics_days.level) f(id, fact, value, at, trip_id, hospital_id, agency_id, transport_level, reason, was, miles, invented)
           GROUP BY (((f.at AT TIME ZONE z.name))::date)
         )
  SELECT d.day,
     COALESCE(r.many, 0) AS "coalesce",
     COALESCE(a.many, 0) AS "coalesce",
     a.p50,
     a.p90,
     COALESCE(c.many, 0) AS "coalesce",
     COALESCE(c.miles, (0)::double precision) AS "coalesce"
    FROM (((days d
      LEFT JOIN requests r ON ((r.day = d.day)))
      LEFT JOIN accepted a ON ((a.day = d.day)))
      LEFT JOIN completed c ON ((c.day = d.day)))
   ORDER BY d.day;
END;


ALTER FUNCTION medport.analytics_days(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) OWNER TO medport_owner;

--
-- Name: analytics_hours(timestamp with time zone, timestamp with time zone, uuid, uuid, text); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.analytics_hours(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) RETURNS TABLE(hour integer, requests integer)
    LANGUAGE sql STABLE
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT h.hour,
     (count(f.id))::integer AS count
    FROM (generate_series(0, 23) h(hour)
      LEFT JOIN medport.trip_facts('{trip_created}'::text[], analytics_hours.since, analytics_hours.until, analytics_hours.hospital, analytics_hours.agency, analytics_hours.level) f(id, fact, value, at, trip_id, hospital_id, agency_id, transport_level, reason, was, miles, invented) ON ((EXTRACT(hour FROM (f.at AT TIME ZONE ( SELECT medport.site_zone() AS site_zone))) = (h.hour)::numeric)))
   GROUP BY h.hour
   ORDER BY h.hour;
END;


ALTER FUNCTION medport.analytics_hours(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) OWNER TO medport_owner;

--
-- Name: analytics_levels(timestamp with time zone, timestamp with time zone, uuid, uuid, text); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.analytics_levels(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) RETURNS TABLE(transport_level text, requests integer, accepted integer, p50_seconds double precision, p90_seconds double precision)
    LANGUAGE sql STABLE
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT COALESCE(r.transport_level, a.transport_level) AS "coalesce",
     COALESCE(r.many, 0) AS "coalesce",
     COALESCE(a.many, 0) AS "coalesce",
     a.p50,
     a.p90
    FROM (( SELECT f.transport_level,
             (count(*))::integer AS many
            FROM medport.trip_facts('{trip_created}'::text[], analytics_levels.since, analytics_levels.until, analytics_levels.hospital, analytics_levels.agency, analytics_levels.level) f(id, fact, value, at, trip_id, hospital_id, agency_id, transport_level, reason, was, miles, invented)
           GROUP BY f.transport_level) r
      FULL JOIN ( SELECT f.transport_level,
             (count(*))::integer AS many,
             percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY f.value) AS p50,
             percentile_cont((0.9)::double precision) WITHIN GROUP (ORDER BY f.value) AS p90
            FROM medport.first_acceptances(analytics_levels.since, analytics_levels.until, analytics_levels.hospital, analytics_levels.agency, analytics_levels.level) f(id, fact, value, at, trip_id, hospital_id, agency_id, transport_level, reason, was, miles, invented)
           GROUP BY f.transport_level) a ON ((a.transport_level = r.transport_level)));
END;


ALTER FUNCTION medport.analytics_levels(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) OWNER TO medport_owner;

--
-- Name: analytics_totals(timestamp with time zone, timestamp with time zone, uuid, uuid, text); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.analytics_totals(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) RETURNS TABLE(requests integer, accepted integer, p50_seconds double precision, p90_seconds double precision, completed integer, miles double precision, cancelled integer, invented integer)
    LANGUAGE sql STABLE
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT r.requests,
     a.accepted,
     a.p50,
     a.p90,
     d.completed,
     d.miles,
     c.cancelled,
     r.invented
    FROM ( SELECT (count(*))::integer AS requests,
             (count(*) FILTER (WHERE f.invented))::integer AS invented
            FROM medport.trip_facts('{trip_created}'::text[], analytics_totals.since, analytics_totals.until, analytics_totals.hospital, analytics_totals.agency, analytics_totals.level) f(id, fact, value, at, trip_id, hospital_id, agency_id, transport_level, reason, was, miles, invented)) r,
     ( SELECT (count(*))::integer AS accepted,
             percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY f.value) AS p50,
             percentile_cont((0.9)::double precision) WITHIN GROUP (ORDER BY f.value) AS p90
            FROM medport.first_acceptances(analytics_totals.since, analytics_totals.until, analytics_totals.hospital, analytics_totals.agency, analytics_totals.level) f(id, fact, value, at, trip_id, hospital_id, agency_id, transport_level, reason, was, miles, invented)) a,
     ( SELECT (count(*))::integer AS completed,
             COALESCE(sum(f.miles), (0)::double precision) AS miles
            FROM medport.trip_facts('{trip_completed}'::text[], analytics_totals.since, analytics_totals.until, analytics_totals.hospital, analytics_totals.agency, analytics_totals.level) f(id, fact, value, at, trip_id, hospital_id, agency_id, transport_level, reason, was, miles, invented)) d,
     ( SELECT (count(*))::integer AS cancelled
            FROM medport.cancellations(analytics_totals.since, analytics_totals.until, analytics_totals.hospital, analytics_totals.agency, analytics_totals.level) f(id, fact, value, at, trip_id, hospital_id, agency_id, transport_level, reason, was, miles, invented)) c;
END;


ALTER FUNCTION medport.analytics_totals(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) OWNER TO medport_owner;

--
-- Name: by_event(); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.by_event() RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO ''
    RETURN (CURRENT_USER = 'medport_events'::name);


ALTER FUNCTION medport.by_event() OWNER TO medport_owner;

--
-- Name: change_my_password(text, text, text); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.change_my_password(center_verifier text, hospital_verifier text, ems_verifier text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    me constant uuid := medport.my_user_id();
begin
    if me is null then
        raise exception 'This account is disabled.' using errcode = 'MP006';
    end if;
    perform reference.check_verifiers(center_verifier, hospital_verifier, ems_verifier);
    update medport.app_user u set password = center_verifier, must_change_password = false where u.id = me;
    perform reference.keep_verifiers(me, hospital_verifier, ems_verifier);
end
$$;


ALTER FUNCTION medport.change_my_password(center_verifier text, hospital_verifier text, ems_verifier text) OWNER TO medport_events;

--
-- Name: check_transition(text, text, text, boolean); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.check_transition(from_status text, to_status text, side text, by_event boolean) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO ''
    AS $$
declare
    found_side text;
begin
    select t.side into found_side from medport.status_transition t
    where t.from_status = check_transition.from_status and t.to_status = check_transition.to_status;
    if found_side is null then
        raise exception 'This trip is % and cannot become %.',
            medport.status_words(from_status), medport.status_words(to_status)
            using errcode = 'MP001', column = 'status',
                  hint = 'The board shows where the trip is now.';
    end if;
    if found_side <> side and not by_event then
        raise exception 'A trip becomes % through %, not here.', medport.status_words(to_status),
            case found_side when 'ems' then 'the agency that holds it' else 'its hospital' end
            using errcode = 'MP001', column = 'status';
    end if;
end
$$;


ALTER FUNCTION medport.check_transition(from_status text, to_status text, side text, by_event boolean) OWNER TO medport_owner;

--
-- Name: create_user(uuid, text, text, text, boolean, uuid, uuid, text, text, text); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.create_user(id uuid, email text, name text, user_type text, is_manager boolean, hospital_id uuid, agency_id uuid, center_verifier text, hospital_verifier text, ems_verifier text) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
    if not medport.may_manage(create_user.user_type, create_user.hospital_id, create_user.agency_id) then
        raise exception 'You may make accounts for your own organisation only.' using errcode = 'MP006';
    end if;
    perform reference.check_verifiers(center_verifier, hospital_verifier, ems_verifier);  -- see 217_passwords.sql
    if exists (select from medport.app_user u where u.id = create_user.id and lower(u.email) = lower(trim(create_user.email)))
    then
        return create_user.id;  -- the same account, sent again
    elsif exists (select from medport.app_user u where lower(u.email) = lower(trim(create_user.email))) then
        raise exception 'There is an account with this e-mail already.' using errcode = 'MP005', column = 'email';
    end if;
    -- Whoever makes the account knows its first password, so the person must choose another.
    insert into medport.app_user (id, email, password, name, user_type, is_manager, hospital_id, agency_id,
                                  must_change_password)
    values (create_user.id, trim(create_user.email), center_verifier, trim(create_user.name), create_user.user_type,
            create_user.is_manager, create_user.hospital_id, create_user.agency_id, true);
    perform reference.keep_verifiers(create_user.id, hospital_verifier, ems_verifier);
    return create_user.id;
end
$$;


ALTER FUNCTION medport.create_user(id uuid, email text, name text, user_type text, is_manager boolean, hospital_id uuid, agency_id uuid, center_verifier text, hospital_verifier text, ems_verifier text) OWNER TO medport_events;

--
-- Name: dead_letter; Type: TABLE; Schema: events; Owner: medport_events
--

CREATE TABLE events.dead_letter (
    id uuid DEFAULT uuidv7() NOT NULL,
    source text NOT NULL,
    event_id uuid NOT NULL,
    kind text NOT NULL,
    sqlstate text NOT NULL,
    error text NOT NULL,
    attempts integer DEFAULT 1 NOT NULL,
    first_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    last_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    resolved_at timestamp with time zone,
    CONSTRAINT dead_letter_source_check CHECK ((source = ANY (ARRAY['hospital'::text, 'ems'::text, 'center'::text])))
);


ALTER TABLE events.dead_letter OWNER TO medport_events;

--
-- Name: dead_letters(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.dead_letters() RETURNS TABLE(event_id uuid, source text, kind text, sqlstate text, error text, attempts integer, first_at timestamp with time zone, last_at timestamp with time zone, resolved_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT d.event_id,
     d.source,
     d.kind,
     d.sqlstate,
     d.error,
     d.attempts,
     d.first_at,
     d.last_at,
     d.resolved_at
    FROM events.dead_letter d
   WHERE (medport.am_center() AND medport.am_manager())
   ORDER BY d.first_at DESC;
END;


ALTER FUNCTION medport.dead_letters() OWNER TO medport_events;

--
-- Name: do_due(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.do_due() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
begin
    null;
end
$$;


ALTER FUNCTION medport.do_due() OWNER TO medport_events;

--
-- Name: edit_user(uuid, text, text, boolean, uuid, uuid); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.edit_user(user_id uuid, email text, name text, is_manager boolean, hospital_id uuid, agency_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    target medport.app_user;
begin
    target := reference.take_account(edit_user.user_id);
    if target.id is null
       or not medport.may_manage(target.user_type, target.hospital_id, target.agency_id)
       or not medport.may_manage(target.user_type, edit_user.hospital_id, edit_user.agency_id)
    then
        raise exception 'You may change accounts of your own organisation only.' using errcode = 'MP006';
    elsif target.id = medport.my_user_id() and not edit_user.is_manager then
        raise exception 'You cannot take your own rank from yourself.'
            using errcode = 'MP006', hint = 'Ask another administrator.';
    elsif exists (
        select from medport.app_user u
        where lower(u.email) = lower(trim(edit_user.email)) and u.id <> edit_user.user_id
    ) then
        raise exception 'There is an account with this e-mail already.' using errcode = 'MP005', column = 'email';
    end if;
    update medport.app_user u
    set email = trim(edit_user.email), name = trim(edit_user.name), is_manager = edit_user.is_manager,
        hospital_id = edit_user.hospital_id, agency_id = edit_user.agency_id
    where u.id = edit_user.user_id;
end
$$;


ALTER FUNCTION medport.edit_user(user_id uuid, email text, name text, is_manager boolean, hospital_id uuid, agency_id uuid) OWNER TO medport_events;

--
-- Name: end_sessions(uuid); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.end_sessions(user_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    target reference.account;
begin
    select * into target from reference.account a where a.user_id = end_sessions.user_id;
    if target.user_id is null or not medport.may_manage(target.user_type, target.hospital_id, target.agency_id) then
        raise exception 'You may end sessions of your own organisation only.' using errcode = 'MP006';
    elsif end_sessions.user_id = medport.my_user_id() then
        raise exception 'These are your own sessions.' using errcode = 'MP006', hint = 'Sign out instead.';
    end if;
    perform reference.end_sessions_of(end_sessions.user_id);  -- one of them may hold the row that follows
    update reference.session s set last_seen_at = '-infinity' where s.user_id = end_sessions.user_id;
    perform audit.record('UPDATE', 'session', end_sessions.user_id::text, null, '{"after": {"sessions": "ended"}}');
    perform reference.end_sessions_of(end_sessions.user_id);
end
$$;


ALTER FUNCTION medport.end_sessions(user_id uuid) OWNER TO medport_events;

--
-- Name: forget_delivered(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.forget_delivered() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
begin
    -- Another call may be at it, in a transaction that stays open.
    delete from medport.delivered d
    where (d.person, d.key) in (
        select old.person, old.key from medport.delivered old
        where old.at < clock_timestamp() - interval '30 days'
        for update skip locked
    );
end
$$;


ALTER FUNCTION medport.forget_delivered() OWNER TO medport_events;

--
-- Name: health(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.health() RETURNS TABLE(silo text, server_version text, started_at timestamp with time zone, looked_at timestamp with time zone, database_bytes bigint, connections integer, beat_at timestamp with time zone, open_dead_letters integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
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
    open_dead_letters := (select count(*) from events.dead_letter d where d.resolved_at is null);
    return next;
end
$$;


ALTER FUNCTION medport.health() OWNER TO medport_events;

--
-- Name: health_arrivals(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.health_arrivals() RETURNS TABLE(subscription text, source text, enabled boolean, running boolean, heard_at timestamp with time zone, errors bigint, beat_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT (s.subname)::text AS subname,
     k.silo,
     s.subenabled,
     (w.pid IS NOT NULL),
     w.last_msg_receipt_time,
     COALESCE((e.apply_error_count + e.sync_error_count), (0)::bigint) AS "coalesce",
     events.last_beat(k.silo) AS last_beat
    FROM (((pg_subscription s
      CROSS JOIN LATERAL ( SELECT split_part((s.subname)::text, '_from_'::text, 2) AS silo) k)
      LEFT JOIN pg_stat_subscription w ON (((w.subid = s.oid) AND (w.relid IS NULL) AND (w.pid IS NOT NULL))))
      LEFT JOIN pg_stat_subscription_stats e ON ((e.subid = s.oid)))
   WHERE ((s.subdbid = ( SELECT d.oid
            FROM pg_database d
           WHERE (d.datname = current_database()))) AND medport.am_center() AND medport.am_manager())
   ORDER BY s.subname;
END;


ALTER FUNCTION medport.health_arrivals() OWNER TO medport_events;

--
-- Name: health_readers(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.health_readers() RETURNS TABLE(slot text, active boolean, behind_bytes bigint, wal_status text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT (r.slot_name)::text AS slot_name,
     r.active,
     (pg_wal_lsn_diff(pg_current_wal_lsn(), r.confirmed_flush_lsn))::bigint AS pg_wal_lsn_diff,
     COALESCE(r.wal_status, ''::text) AS "coalesce"
    FROM pg_replication_slots r
   WHERE ((r.database = current_database()) AND medport.am_center() AND medport.am_manager())
   ORDER BY r.slot_name;
END;


ALTER FUNCTION medport.health_readers() OWNER TO medport_events;

--
-- Name: is_clock_late(interval); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.is_clock_late(allowed interval) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $_$
declare
    recent boolean;
begin
    execute format(
        'select exists (select from events.%I where kind = ''silo.heartbeat'' and occurred_at > clock_timestamp() - $1)',
        events.silo()
    ) into recent using allowed;
    return not recent;
end
$_$;


ALTER FUNCTION medport.is_clock_late(allowed interval) OWNER TO medport_events;

--
-- Name: is_email(text); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.is_email(given text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    SET search_path TO ''
    RETURN (given ~ '^[^[:space:][:cntrl:]@"''<>\\,;:()\[\]]+@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}$'::text);


ALTER FUNCTION medport.is_email(given text) OWNER TO medport_owner;

--
-- Name: is_hours(jsonb); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.is_hours(given jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    SET search_path TO ''
    RETURN ((jsonb_typeof(given) = 'object'::text) AND (((given - ARRAY['mon'::text, 'tue'::text, 'wed'::text, 'thu'::text, 'fri'::text, 'sat'::text, 'sun'::text]) = '{}'::jsonb) OR (((given - 'daily'::text) = '{}'::jsonb) AND (given ? 'daily'::text))) AND (NOT (EXISTS (SELECT FROM jsonb_each(is_hours.given) d(key, value) WHERE ((jsonb_typeof(d.value) <> 'string'::text) OR ((d.value #>> '{}'::text[]) !~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'::text) OR ("left"((d.value #>> '{}'::text[]), 5) = "right"((d.value #>> '{}'::text[]), 5)))))));


ALTER FUNCTION medport.is_hours(given jsonb) OWNER TO medport_owner;

--
-- Name: is_phone(text); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.is_phone(given text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    SET search_path TO ''
    RETURN ((given ~* '^[0-9 ()+./-]*((x|ext\.?|#) *[0-9]+)?$'::text) AND (length(regexp_replace(given, '[^0-9]'::text, ''::text, 'g'::text)) >= 7));


ALTER FUNCTION medport.is_phone(given text) OWNER TO medport_owner;

--
-- Name: my_agency_id(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.my_agency_id() RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    RETURN (SELECT a.agency_id FROM reference.account a WHERE ((a.role_name = (SESSION_USER)::text) AND a.is_active AND (a.user_type = 'ems'::text)));


ALTER FUNCTION medport.my_agency_id() OWNER TO medport_events;

--
-- Name: my_hospital_id(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.my_hospital_id() RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    RETURN (SELECT a.hospital_id FROM reference.account a WHERE ((a.role_name = (SESSION_USER)::text) AND a.is_active AND (a.user_type = 'hospital'::text)));


ALTER FUNCTION medport.my_hospital_id() OWNER TO medport_events;

--
-- Name: may_manage(text, uuid, uuid); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.may_manage(user_type text, hospital uuid, agency uuid) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO ''
    RETURN COALESCE((medport.am_manager() AND CASE medport.my_user_type() WHEN 'center'::text THEN true WHEN 'hospital'::text THEN ((user_type = 'hospital'::text) AND (hospital = medport.my_hospital_id())) WHEN 'ems'::text THEN ((user_type = 'ems'::text) AND (agency = medport.my_agency_id())) ELSE NULL::boolean END), false);


ALTER FUNCTION medport.may_manage(user_type text, hospital uuid, agency uuid) OWNER TO medport_events;

--
-- Name: milestone_of(text); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.milestone_of(status text) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO ''
    RETURN CASE status WHEN 'PENDING'::text THEN 'notified'::text WHEN 'ACCEPTED'::text THEN 'acknowledged'::text WHEN 'EN_ROUTE'::text THEN 'en_route'::text WHEN 'ON_SCENE'::text THEN 'at_scene'::text WHEN 'IN_TRANSIT'::text THEN 'left_scene'::text WHEN 'AT_DESTINATION'::text THEN 'at_destination'::text WHEN 'COMPLETED'::text THEN 'transfer_of_care'::text WHEN 'CANCELLED'::text THEN 'cancelled'::text ELSE NULL::text END;


ALTER FUNCTION medport.milestone_of(status text) OWNER TO medport_owner;

--
-- Name: my_scram(); Type: FUNCTION; Schema: medport; Owner: medport_scram
--

CREATE FUNCTION medport.my_scram() RETURNS TABLE(salt text, iterations integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT split_part(split_part(a.rolpassword, '$'::text, 2), ':'::text, 2) AS split_part,
     (split_part(split_part(a.rolpassword, '$'::text, 2), ':'::text, 1))::integer AS split_part
    FROM pg_authid a
   WHERE ((a.rolname = SESSION_USER) AND (a.rolpassword ~~ 'SCRAM-SHA-256$%'::text));
END;


ALTER FUNCTION medport.my_scram() OWNER TO medport_scram;

--
-- Name: verifier_ems; Type: TABLE; Schema: reference; Owner: medport_accounts
--

CREATE TABLE reference.verifier_ems (
    user_id uuid CONSTRAINT verifier_hospital_user_id_not_null NOT NULL,
    verifier text CONSTRAINT verifier_hospital_verifier_not_null NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() CONSTRAINT verifier_hospital_updated_at_not_null NOT NULL
);


ALTER TABLE reference.verifier_ems OWNER TO medport_accounts;

--
-- Name: verifier_hospital; Type: TABLE; Schema: reference; Owner: medport_accounts
--

CREATE TABLE reference.verifier_hospital (
    user_id uuid NOT NULL,
    verifier text NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


ALTER TABLE reference.verifier_hospital OWNER TO medport_accounts;

--
-- Name: my_scram_elsewhere(); Type: FUNCTION; Schema: medport; Owner: medport_accounts
--

CREATE FUNCTION medport.my_scram_elsewhere() RETURNS TABLE(silo text, salt text, iterations integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT v.silo,
     split_part(split_part(v.verifier, '$'::text, 2), ':'::text, 2) AS split_part,
     (split_part(split_part(v.verifier, '$'::text, 2), ':'::text, 1))::integer AS split_part
    FROM (( SELECT 'hospital'::text AS silo,
             h.user_id,
             h.verifier
            FROM reference.verifier_hospital h
         UNION ALL
          SELECT 'ems'::text,
             e.user_id,
             e.verifier
            FROM reference.verifier_ems e) v
      JOIN reference.account a ON ((a.user_id = v.user_id)))
   WHERE ((a.role_name = (SESSION_USER)::text) AND a.is_active AND (v.verifier ~~ 'SCRAM-SHA-256$%'::text));
END;


ALTER FUNCTION medport.my_scram_elsewhere() OWNER TO medport_accounts;

--
-- Name: my_user_id(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.my_user_id() RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    RETURN (SELECT a.user_id FROM reference.account a WHERE ((a.role_name = (SESSION_USER)::text) AND a.is_active));


ALTER FUNCTION medport.my_user_id() OWNER TO medport_events;

--
-- Name: on_broadcast(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_broadcast() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
    if tg_op = 'UPDATE' then
        -- Once taken back it stays so; the time is the database's.
        new.withdrawn_at := coalesce(old.withdrawn_at, case when new.withdrawn_at is not null then clock_timestamp() end);
        return new;
    end if;
    new.author_id := medport.my_user_id();
    if exists (select from medport.broadcast b where b.id = new.id and b.author_id = new.author_id) then
        return null;  -- the same message, sent again
    end if;
    new.author := events.name_of(new.author_id);
    new.text := trim(new.text);
    new.sent_at := clock_timestamp();
    new.expires_at := new.sent_at + make_interval(hours => medport.setting_int('broadcast_hours', 12));
    new.withdrawn_at := null;
    return new;
end
$$;


ALTER FUNCTION medport.on_broadcast() OWNER TO medport_events;

--
-- Name: on_broadcast_read(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_broadcast_read() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
    new.user_id := medport.my_user_id();
    if exists (
        select from medport.broadcast_receipt r
        where r.broadcast_id = new.broadcast_id and r.user_id = new.user_id
    ) then
        return null;  -- read before: the first time counts
    end if;
    new.user_name := events.name_of(new.user_id);
    new.read_at := clock_timestamp();
    return new;
end
$$;


ALTER FUNCTION medport.on_broadcast_read() OWNER TO medport_events;

--
-- Name: on_change_notify(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_change_notify() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $_$
declare
    ids text[];
    total integer;
begin
    -- `changed` is the trigger's transition table; the argument names its id column.
    execute format('select array_agg(%1$I::text), count(*) from (select distinct %1$I from changed) c', tg_argv[0])
    into ids, total;
    if total > 0 then
        perform pg_catalog.pg_notify('medport', case
            when total <= 100 then json_build_object('t', tg_table_name, 'ids', ids)
            else json_build_object('t', tg_table_name)
        end::text);
    end if;
    return null;
end
$_$;


ALTER FUNCTION medport.on_change_notify() OWNER TO medport_events;

--
-- Name: on_configuration_checked(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_configuration_checked() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $_$
declare
    limits constant text := format('from %s to %s', coalesce(new.minimum::text, 'any'), coalesce(new.maximum::text, 'any'));
    fits boolean;
    pair record;
begin
    if tg_op = 'UPDATE' and new.value = old.value then
        return new;
    end if;
    fits := case new.value_type
        when 'text' then new.value !~ '[[:cntrl:]]' and length(trim(new.value)) between coalesce(new.minimum, 0)
                         and coalesce(new.maximum, 1000)
        when 'zone' then exists (select from pg_catalog.pg_timezone_names z where z.name = new.value)
        when 'number' then new.value ~ '^\d{1,9}(\.\d{1,9})?$'
        else new.value ~ '^\d{1,9}$'
    end;
    if fits and new.value_type in ('whole', 'number', 'cents') then
        fits := new.value::double precision between coalesce(new.minimum, 0) and coalesce(new.maximum, 999999999);
    end if;
    if not fits then
        raise exception 'The setting % cannot be “%”.', new.key, new.value
            using errcode = 'MP005', column = 'value', hint = case new.value_type
                when 'text' then format('Its length must be %s.', limits)
                when 'zone' then 'It must be a time zone, like America/New_York.'
                when 'number' then format('It must be a number %s.', limits)
                else format('It must be a whole number %s.', limits)
            end;
    end if;
    if new.key in ('waiting_amber_minutes', 'waiting_red_minutes') then
        select max(c.value::integer) filter (where c.key = 'waiting_amber_minutes') as amber,
               max(c.value::integer) filter (where c.key = 'waiting_red_minutes') as red
        into pair from medport.system_configuration c
        where c.key in ('waiting_amber_minutes', 'waiting_red_minutes') and c.key <> new.key and c.value ~ '^\d{1,9}$';
        if coalesce(pair.amber, new.value::integer) > coalesce(pair.red, new.value::integer) then
            raise exception 'A timer cannot turn red before it turns amber.'
                using errcode = 'MP005', column = 'value', hint = format(
                    'Amber is now at %s and red at %s minutes.',
                    (select c.value from medport.system_configuration c where c.key = 'waiting_amber_minutes'),
                    (select c.value from medport.system_configuration c where c.key = 'waiting_red_minutes'));
        end if;
    end if;
    return new;
end
$_$;


ALTER FUNCTION medport.on_configuration_checked() OWNER TO medport_events;

--
-- Name: on_configuration_edited(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_configuration_edited() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
    new.updated_by := medport.my_user_id();
    return new;
end
$$;


ALTER FUNCTION medport.on_configuration_edited() OWNER TO medport_events;

--
-- Name: on_configuration_published(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_configuration_published() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
    insert into reference.configuration (key, value, is_active) values (new.key, new.value, new.is_active)
    on conflict (key) do update set value = excluded.value, is_active = excluded.is_active;
    return null;
end
$$;


ALTER FUNCTION medport.on_configuration_published() OWNER TO medport_events;

--
-- Name: on_handoff(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_handoff() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    who constant uuid := medport.my_user_id();
begin
    if not medport.am_center() then
        raise exception 'Only the transport center hands shifts over.' using errcode = 'MP006';
    elsif tg_op = 'INSERT' then
        if exists (select from medport.shift_handoff h where h.id = new.id and h.made_by_id = who) then
            return null;  -- the same sheet, sent again
        elsif exists (select from medport.shift_handoff h where h.status = 'OPEN') then
            raise exception 'A handoff is open already.' using errcode = 'MP002',
                hint = 'It must be taken over, or withdrawn by whoever made it, before the next is made.';
        elsif new.for_id is not null and not exists (
            select from medport.app_user u where u.id = new.for_id and u.user_type = 'center' and u.is_active
        ) then
            raise exception 'A shift is handed to somebody of the transport center.'
                using errcode = 'MP005', column = 'for_id';
        end if;
        new.made_by_id := who;
        new.made_by := events.name_of(who);
        new.made_at := clock_timestamp();
        new.for_name := events.name_of(new.for_id);
        return new;
    elsif new.status = old.status and (old.status = 'OPEN' or old.ended_by_id is not distinct from who) then
        return old;  -- the same, said again; of two who take over, the second is told who was first
    elsif old.status <> 'OPEN' then
        raise exception 'This handoff was % a moment ago.',
            case old.status when 'TAKEN' then 'taken over' else 'withdrawn' end
            using errcode = 'MP002', hint = 'The list of handoffs shows by whom.';
    elsif new.status = 'WITHDRAWN' then
        if old.made_by_id is distinct from who and not medport.am_manager() then
            raise exception 'Only % or an administrator may withdraw this handoff.', old.made_by using errcode = 'MP006';
        end if;
    elsif new.status = 'TAKEN' then
        if old.made_by_id is not distinct from who then
            raise exception 'The next dispatcher takes over, not the one who hands over.' using errcode = 'MP006';
        elsif exists (
            select from medport.shift_handoff_trip t
            where t.handoff_id = old.id and t.acknowledged_by_id is distinct from who
        ) then
            raise exception 'You have not acknowledged every trip of this handoff.' using errcode = 'MP001',
                hint = 'Read each line and acknowledge it; then take over.';
        end if;
    end if;
    new.ended_by_id := who;
    new.ended_by := events.name_of(who);
    new.ended_at := clock_timestamp();
    return new;
end
$$;


ALTER FUNCTION medport.on_handoff() OWNER TO medport_events;

--
-- Name: on_handoff_trip(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_handoff_trip() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    who constant uuid := medport.my_user_id();
    sheet medport.shift_handoff;
begin
    if not medport.am_center() then
        raise exception 'Only the transport center hands shifts over.' using errcode = 'MP006';
    end if;
    -- The lock keeps a line and the end of its handoff apart: a sheet that was taken over does not change any more.
    select * into sheet from medport.shift_handoff h where h.id = new.handoff_id for share;
    if sheet.status is distinct from 'OPEN' then
        raise exception 'This handoff is not open any more.' using errcode = 'MP002',
            hint = 'The list of handoffs shows what became of it.';
    elsif tg_op = 'INSERT' then
        if sheet.made_by_id is distinct from who then
            raise exception 'Only % writes on this sheet.', sheet.made_by using errcode = 'MP006';
        elsif exists (
            select from medport.shift_handoff_trip t where t.handoff_id = new.handoff_id and t.trip_id = new.trip_id
        ) then
            return null;  -- the same line, sent again
        end if;
        return new;
    elsif sheet.made_by_id is not distinct from who then
        raise exception 'The next dispatcher acknowledges, not the one who hands over.' using errcode = 'MP006';
    elsif new.acknowledged_at is null then
        new.acknowledged_by_id := null;
        new.acknowledged_by := '';
        return new;
    elsif old.acknowledged_by_id = who then
        return old;  -- read before: the first time counts
    end if;
    new.acknowledged_by_id := who;
    new.acknowledged_by := events.name_of(who);
    new.acknowledged_at := clock_timestamp();
    return new;
end
$$;


ALTER FUNCTION medport.on_handoff_trip() OWNER TO medport_events;

--
-- Name: on_hospital_published(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_hospital_published() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
    insert into reference.hospital (id, name, is_active) values (new.id, new.name, new.is_active)
    on conflict (id) do update set name = excluded.name, is_active = excluded.is_active;
    return null;
end
$$;


ALTER FUNCTION medport.on_hospital_published() OWNER TO medport_events;

--
-- Name: on_service_added(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_service_added() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
    new.added_by := medport.my_user_id();
    new.added_at := clock_timestamp();
    return new;
end
$$;


ALTER FUNCTION medport.on_service_added() OWNER TO medport_events;

--
-- Name: on_service_registered(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_service_registered() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
    perform events.emit('service.registered', new.configuration || jsonb_build_object(
        'v', 1, 'service_id', new.id, 'service_type', new.service_type, 'agency_id', new.id, 'name', new.service_name
    ));
    return null;
end
$$;


ALTER FUNCTION medport.on_service_registered() OWNER TO medport_events;

--
-- Name: on_update_touch(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_update_touch() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
begin
    new.updated_at := clock_timestamp();
    return new;
end
$$;


ALTER FUNCTION medport.on_update_touch() OWNER TO medport_events;

--
-- Name: on_user_published(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_user_published() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
    insert into reference.account (user_id, role_name, email, name, user_type, is_manager, hospital_id, hospital_name,
                                   agency_id, agency_name, is_active)
    values (
        new.id, medport.role_name(new.email), new.email, new.name, new.user_type, new.is_manager, new.hospital_id,
        coalesce((select h.name from medport.hospital h where h.id = new.hospital_id), ''),
        new.agency_id,
        coalesce((select a.name from medport.agency_directory a where a.id = new.agency_id), ''),
        new.is_active
    )
    on conflict (user_id) do update
    set role_name = excluded.role_name, email = excluded.email, name = excluded.name,
        user_type = excluded.user_type, is_manager = excluded.is_manager, hospital_id = excluded.hospital_id,
        hospital_name = excluded.hospital_name, agency_id = excluded.agency_id, agency_name = excluded.agency_name,
        is_active = excluded.is_active, updated_at = clock_timestamp();
    perform events.emit(
        case
            when tg_op = 'INSERT' then 'user.created'
            when old.is_active and not new.is_active then 'user.deactivated'
            else 'user.updated'
        end,
        (select jsonb_build_object('v', 1) || to_jsonb(a) - 'role_name' - 'updated_at'
         from reference.account a where a.user_id = new.id)
    );
    return null;
end
$$;


ALTER FUNCTION medport.on_user_published() OWNER TO medport_events;

--
-- Name: replay_dead_letter(uuid); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.replay_dead_letter(event_id uuid) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $_$
declare
    letter events.dead_letter;
    letter_v integer;
    letter_payload jsonb;
begin
    if not (medport.am_center() and medport.am_manager()) then
        raise exception 'Only the administrator may replay an event.' using errcode = 'MP006';
    end if;
    select * into letter from events.dead_letter d
    where d.event_id = replay_dead_letter.event_id and d.resolved_at is null for update;
    if letter.id is null then
        raise exception 'That event is not waiting.' using errcode = 'MP002';
    end if;
    execute format('select v, payload from events.%I where id = $1', letter.source)
    into strict letter_v, letter_payload using letter.event_id;
    delete from events.handled h where h.event_id = letter.event_id;
    return events.deliver(
        letter.source, letter.event_id, letter.kind, letter_v, letter_payload, medport.my_user_id()
    );
end
$_$;


ALTER FUNCTION medport.replay_dead_letter(event_id uuid) OWNER TO medport_events;

--
-- Name: reset_password(uuid, text, text, text); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.reset_password(user_id uuid, center_verifier text, hospital_verifier text, ems_verifier text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    target medport.app_user;
begin
    target := reference.take_account(reset_password.user_id);
    if target.id is null or not medport.may_manage(target.user_type, target.hospital_id, target.agency_id) then
        raise exception 'You may reset passwords of your own organisation only.' using errcode = 'MP006';
    elsif target.id = medport.my_user_id() then
        raise exception 'This is the account that you are signed in with.'
            using errcode = 'MP006', hint = 'Change your own password instead: it is among the Session actions.';
    end if;
    perform reference.check_verifiers(center_verifier, hospital_verifier, ems_verifier);
    update medport.app_user u set password = center_verifier, must_change_password = true where u.id = target.id;
    perform reference.keep_verifiers(target.id, hospital_verifier, ems_verifier);
end
$$;


ALTER FUNCTION medport.reset_password(user_id uuid, center_verifier text, hospital_verifier text, ems_verifier text) OWNER TO medport_events;

--
-- Name: setting_number(text, double precision); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.setting_number(key text, fallback double precision) RETURNS double precision
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    RETURN COALESCE((SELECT CASE WHEN (c.value ~ '^\d{1,9}(\.\d{1,9})?$'::text) THEN (c.value)::double precision ELSE NULL::double precision END AS "case" FROM medport.system_configuration c WHERE ((c.key = setting_number.key) AND c.is_active)), fallback);


ALTER FUNCTION medport.setting_number(key text, fallback double precision) OWNER TO medport_events;

--
-- Name: road_miles(point, point); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.road_miles(origin point, destination point) RETURNS numeric
    LANGUAGE sql STABLE STRICT
    SET search_path TO ''
    RETURN round(((((((2)::numeric * 3958.8))::double precision * asin(LEAST((1)::double precision, sqrt((power(sin((radians(((destination)[1] - (origin)[1])) / (2)::double precision)), (2)::double precision) + ((cos(radians((origin)[1])) * cos(radians((destination)[1]))) * power(sin((radians(((destination)[0] - (origin)[0])) / (2)::double precision)), (2)::double precision))))))) * medport.setting_number('road_factor'::text, (1.25)::double precision)))::numeric, 1);


ALTER FUNCTION medport.road_miles(origin point, destination point) OWNER TO medport_owner;

--
-- Name: role_name(text); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.role_name(email text) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO ''
    RETURN ('mp_'::text || "left"(encode(sha256(convert_to(lower(TRIM(BOTH FROM email)), 'UTF8'::name)), 'hex'::text), 32));


ALTER FUNCTION medport.role_name(email text) OWNER TO medport_owner;

--
-- Name: session; Type: TABLE; Schema: reference; Owner: medport_events
--

CREATE TABLE reference.session (
    user_id uuid NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    client_addr inet
);

ALTER TABLE ONLY reference.session FORCE ROW LEVEL SECURITY;


ALTER TABLE reference.session OWNER TO medport_events;

--
-- Name: sessions(); Type: FUNCTION; Schema: medport; Owner: medport_accounts
--

CREATE FUNCTION medport.sessions() RETURNS TABLE(user_id uuid, email text, name text, organisation text, connections integer, since timestamp with time zone, last_seen_at timestamp with time zone, client_addr inet)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT a.user_id,
     a.email,
     a.name,
     COALESCE(NULLIF(a.hospital_name, ''::text), NULLIF(a.agency_name, ''::text), 'Regional center'::text) AS "coalesce",
     (count(*))::integer AS count,
     min(s.backend_start) AS min,
     NULLIF(max(u.last_seen_at), '-infinity'::timestamp with time zone) AS "nullif",
     min(s.client_addr) AS min
    FROM ((pg_stat_activity s
      JOIN reference.account a ON ((a.role_name = s.usename)))
      LEFT JOIN reference.session u ON ((u.user_id = a.user_id)))
   WHERE ((s.datname = current_database()) AND medport.may_manage(a.user_type, a.hospital_id, a.agency_id))
   GROUP BY a.user_id, a.email, a.name, a.hospital_name, a.agency_name
   ORDER BY a.name;
END;


ALTER FUNCTION medport.sessions() OWNER TO medport_accounts;

--
-- Name: set_user_active(uuid, boolean); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.set_user_active(user_id uuid, active boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    target medport.app_user;
begin
    target := reference.take_account(set_user_active.user_id);
    if target.id is null or not medport.may_manage(target.user_type, target.hospital_id, target.agency_id) then
        raise exception 'You may change accounts of your own organisation only.' using errcode = 'MP006';
    elsif target.id = medport.my_user_id() then
        raise exception 'You cannot disable the account that you are signed in with.'
            using errcode = 'MP006', hint = 'Ask another administrator.';
    end if;
    update medport.app_user u set is_active = active where u.id = target.id and u.is_active <> active;
end
$$;


ALTER FUNCTION medport.set_user_active(user_id uuid, active boolean) OWNER TO medport_events;

--
-- Name: setting_int(text, integer); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.setting_int(key text, fallback integer) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    RETURN COALESCE((SELECT CASE WHEN (c.value ~ '^\d{1,9}$'::text) THEN (c.value)::integer ELSE NULL::integer END AS "case" FROM medport.system_configuration c WHERE ((c.key = setting_int.key) AND c.is_active)), fallback);


ALTER FUNCTION medport.setting_int(key text, fallback integer) OWNER TO medport_events;

--
-- Name: status_words(text); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.status_words(status text) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO ''
    RETURN lower(replace(status, '_'::text, ' '::text));


ALTER FUNCTION medport.status_words(status text) OWNER TO medport_owner;

--
-- Name: tick(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.tick() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
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
    exception when query_canceled or assert_failure or others then
        perform pg_advisory_unlock(hashtext('medport.tick'));
        raise;
    end;
    perform pg_advisory_unlock(hashtext('medport.tick'));
end
$$;


ALTER FUNCTION medport.tick() OWNER TO medport_events;

--
-- Name: touch_session(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.touch_session() RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO ''
    BEGIN ATOMIC
 INSERT INTO reference.session (user_id, last_seen_at, client_addr)  SELECT m.me,
             clock_timestamp() AS clock_timestamp,
             inet_client_addr() AS inet_client_addr
            FROM ( SELECT medport.my_user_id() AS me) m
           WHERE (m.me IS NOT NULL) ON CONFLICT(user_id) DO UPDATE SET last_seen_at = excluded.last_seen_at, client_addr = excluded.client_addr;
END;


ALTER FUNCTION medport.touch_session() OWNER TO medport_events;

--
-- Name: app_user; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.app_user (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    email text NOT NULL,
    password text NOT NULL,
    name text NOT NULL,
    user_type text NOT NULL,
    is_manager boolean DEFAULT false NOT NULL,
    hospital_id uuid,
    agency_id uuid,
    is_active boolean DEFAULT true NOT NULL,
    must_change_password boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT app_user_created_at_check CHECK (((created_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (created_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT app_user_updated_at_check CHECK (((updated_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (updated_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT email CHECK (((length(email) <= 254) AND medport.is_email(email))),
    CONSTRAINT name CHECK (((length(TRIM(BOTH FROM name)) >= 1) AND (length(TRIM(BOTH FROM name)) <= 200))),
    CONSTRAINT organisation CHECK ((((user_type = 'hospital'::text) = (hospital_id IS NOT NULL)) AND ((user_type = 'ems'::text) = (agency_id IS NOT NULL)))),
    CONSTRAINT user_type CHECK ((user_type = ANY (ARRAY['hospital'::text, 'ems'::text, 'center'::text])))
);
ALTER TABLE ONLY medport.app_user ALTER COLUMN password SET STATISTICS 0;

ALTER TABLE ONLY medport.app_user FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.app_user OWNER TO medport_owner;

--
-- Name: hospital; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.hospital (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    city text DEFAULT ''::text NOT NULL,
    state text DEFAULT ''::text NOT NULL,
    zip_code text DEFAULT ''::text NOT NULL,
    phone text DEFAULT ''::text NOT NULL,
    email text DEFAULT ''::text NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT address CHECK ((length(address) <= 200)),
    CONSTRAINT city CHECK ((length(city) <= 100)),
    CONSTRAINT email CHECK (((email = ''::text) OR ((length(email) <= 254) AND medport.is_email(email)))),
    CONSTRAINT hospital_created_at_check CHECK (((created_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (created_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT hospital_updated_at_check CHECK (((updated_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (updated_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT name CHECK (((length(TRIM(BOTH FROM name)) >= 1) AND (length(TRIM(BOTH FROM name)) <= 200))),
    CONSTRAINT phone CHECK (((phone = ''::text) OR ((length(phone) <= 40) AND medport.is_phone(phone)))),
    CONSTRAINT state CHECK ((length(state) <= 40)),
    CONSTRAINT zip_code CHECK ((zip_code ~ '^([0-9]{5})?$'::text))
);

ALTER TABLE ONLY medport.hospital FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.hospital OWNER TO medport_owner;

--
-- Name: whoami(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.whoami() RETURNS TABLE(id uuid, email text, name text, user_type text, is_manager boolean, hospital_id uuid, hospital_name text, agency_id uuid, agency_name text, must_change_password boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT u.id,
     u.email,
     u.name,
     u.user_type,
     u.is_manager,
     u.hospital_id,
     COALESCE(h.name, ''::text) AS "coalesce",
     u.agency_id,
     COALESCE(a.name, ''::text) AS "coalesce",
     u.must_change_password
    FROM ((medport.app_user u
      LEFT JOIN medport.hospital h ON ((h.id = u.hospital_id)))
      LEFT JOIN medport.agency_directory a ON ((a.id = u.agency_id)))
   WHERE (u.id = medport.my_user_id());
END;


ALTER FUNCTION medport.whoami() OWNER TO medport_events;

--
-- Name: alter_login(text, text); Type: FUNCTION; Schema: reference; Owner: medport_accounts
--

CREATE FUNCTION reference.alter_login(login text, change text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO ''
    SET lock_timeout TO '500ms'
    AS $$
begin
    for attempt in 1..5
    loop
        begin
            execute format('alter role %I %s', login, change);
            return;
        exception when lock_not_available or internal_error then
            if attempt = 5 then
                raise;
            end if;
            perform reference.end_backends(login);
        end;
    end loop;
end
$$;


ALTER FUNCTION reference.alter_login(login text, change text) OWNER TO medport_accounts;

--
-- Name: apply_group(text, text, boolean); Type: FUNCTION; Schema: reference; Owner: medport_accounts
--

CREATE FUNCTION reference.apply_group(login text, group_name text, belongs boolean) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
declare
    is_member constant boolean := exists (
        select from pg_catalog.pg_auth_members m
        where m.member = login::regrole and m.roleid = group_name::regrole
    );
begin
    if belongs and not is_member then
        -- SET FALSE: the group's rights are inherited, but SET ROLE to it is not possible.
        execute format('grant %I to %I with inherit true, set false', group_name, login);
    elsif is_member and not belongs then
        execute format('revoke %I from %I', group_name, login);
    end if;
end
$$;


ALTER FUNCTION reference.apply_group(login text, group_name text, belongs boolean) OWNER TO medport_accounts;

--
-- Name: apply_verifier(uuid); Type: FUNCTION; Schema: reference; Owner: medport_accounts
--

CREATE FUNCTION reference.apply_verifier(user_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $_$
declare
    login text;
    verifier text;
begin
    perform pg_advisory_xact_lock(hashtext('medport.account'), hashtext(user_id::text));
    select a.role_name into login from reference.account a where a.user_id = apply_verifier.user_id;
    verifier := reference.silo_verifier(user_id);
    -- Setting a password costs the server a whole key stretching (it looks whether the password is empty).
    if login is not null and verifier like 'SCRAM-SHA-256$%' and not exists (
        select from pg_catalog.pg_authid p where p.rolname = login and p.rolpassword = verifier
    ) then
        perform reference.alter_login(login, format('password %L', verifier));
    end if;
end
$_$;


ALTER FUNCTION reference.apply_verifier(user_id uuid) OWNER TO medport_accounts;

--
-- Name: check_verifiers(text, text, text); Type: FUNCTION; Schema: reference; Owner: medport_events
--

CREATE FUNCTION reference.check_verifiers(center_verifier text, hospital_verifier text, ems_verifier text) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO ''
    AS $_$
declare
    pattern constant text := '^SCRAM-SHA-256\$[0-9]{4,7}:[A-Za-z0-9+/=]{20,}\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$';
    verifier text;
begin
    foreach verifier in array array[center_verifier, hospital_verifier, ems_verifier]
    loop
        if verifier is null or verifier !~ pattern or length(verifier) > 400 then
            raise exception 'A password must come as three SCRAM verifiers.' using errcode = 'MP005', column = 'password';
        elsif split_part(split_part(verifier, '$', 2), ':', 1)::integer not between 4096 and 1000000 then
            raise exception 'A verifier must have been stretched 4,096 to 1,000,000 times.'
                using errcode = 'MP005', column = 'password';
        end if;
    end loop;
    if split_part(center_verifier, '$', 2) in (split_part(hospital_verifier, '$', 2), split_part(ems_verifier, '$', 2))
       or split_part(hospital_verifier, '$', 2) = split_part(ems_verifier, '$', 2)
    then
        raise exception 'Each silo needs a verifier with its own salt.' using errcode = 'MP005', column = 'password';
    end if;
end
$_$;


ALTER FUNCTION reference.check_verifiers(center_verifier text, hospital_verifier text, ems_verifier text) OWNER TO medport_events;

--
-- Name: database_bytes(); Type: FUNCTION; Schema: reference; Owner: medport_accounts
--

CREATE FUNCTION reference.database_bytes() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    RETURN pg_database_size(current_database());


ALTER FUNCTION reference.database_bytes() OWNER TO medport_accounts;

--
-- Name: end_backends(text); Type: FUNCTION; Schema: reference; Owner: medport_accounts
--

CREATE FUNCTION reference.end_backends(login text) RETURNS void
    LANGUAGE sql
    SET search_path TO ''
    AS $$
    select pg_catalog.pg_terminate_backend(s.pid)
    from pg_catalog.pg_stat_activity s
    where s.usename = login and s.pid <> pg_backend_pid();
$$;


ALTER FUNCTION reference.end_backends(login text) OWNER TO medport_accounts;

--
-- Name: end_sessions_of(uuid); Type: FUNCTION; Schema: reference; Owner: medport_accounts
--

CREATE FUNCTION reference.end_sessions_of(who uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    login text;
begin
    select a.role_name into login from reference.account a where a.user_id = who;
    perform reference.end_backends(login);
end
$$;


ALTER FUNCTION reference.end_sessions_of(who uuid) OWNER TO medport_accounts;

--
-- Name: end_strays(interval, interval, double precision, interval); Type: FUNCTION; Schema: reference; Owner: medport_accounts
--

CREATE FUNCTION reference.end_strays(longest_transaction interval DEFAULT '00:02:00'::interval, patience interval DEFAULT '00:00:10'::interval, queue_share double precision DEFAULT 0.1, settling interval DEFAULT '00:00:05'::interval) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    longest constant interval := case
        when pg_catalog.pg_notification_queue_usage() > queue_share then patience
        else longest_transaction
    end;
    idle constant interval := make_interval(mins => medport.setting_int('idle_logoff_minutes', 30));
    in_the_way constant name[] := array(
        select b.usename
        from pg_catalog.pg_stat_activity w
        cross join lateral unnest(pg_catalog.pg_blocking_pids(w.pid)) p (pid)
        join pg_catalog.pg_stat_activity b on b.pid = p.pid
        where w.wait_event_type = 'Lock'
          and b.wait_event_type is distinct from 'Lock'  -- who waits as well is a victim too
          and b.xact_start < clock_timestamp() - patience
    );
    ended integer;
begin
    select count(pg_catalog.pg_terminate_backend(s.pid)) into ended
    from pg_catalog.pg_stat_activity s
    join reference.account a on a.role_name = s.usename
    left join reference.session u on u.user_id = a.user_id
    where not a.is_active
       or s.xact_start < clock_timestamp() - longest
       or s.xact_start is not null and s.usename = any (in_the_way) and s.pid <> pg_backend_pid()
       or coalesce(u.last_seen_at, s.backend_start) < clock_timestamp() - idle
          and s.backend_start < clock_timestamp() - settling;
    return ended;
end
$$;


ALTER FUNCTION reference.end_strays(longest_transaction interval, patience interval, queue_share double precision, settling interval) OWNER TO medport_accounts;

--
-- Name: keep_verifiers(uuid, text, text); Type: FUNCTION; Schema: reference; Owner: medport_accounts
--

CREATE FUNCTION reference.keep_verifiers(user_id uuid, hospital_verifier text, ems_verifier text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO ''
    BEGIN ATOMIC
 INSERT INTO reference.verifier_hospital (user_id, verifier)
   VALUES (keep_verifiers.user_id, keep_verifiers.hospital_verifier) ON CONFLICT(user_id) DO UPDATE SET verifier = excluded.verifier, updated_at = clock_timestamp();
 INSERT INTO reference.verifier_ems (user_id, verifier)
   VALUES (keep_verifiers.user_id, keep_verifiers.ems_verifier) ON CONFLICT(user_id) DO UPDATE SET verifier = excluded.verifier, updated_at = clock_timestamp();
END;


ALTER FUNCTION reference.keep_verifiers(user_id uuid, hospital_verifier text, ems_verifier text) OWNER TO medport_accounts;

--
-- Name: on_account(); Type: FUNCTION; Schema: reference; Owner: medport_accounts
--

CREATE FUNCTION reference.on_account() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    groups constant text[] := array[
        'medport_hospital', 'medport_hospital_manager',
        'medport_ems', 'medport_ems_manager',
        'medport_center', 'medport_center_admin'
    ];
    mine constant text := case
        when new.user_type = 'center' and new.is_manager then 'medport_center_admin'
        when new.is_manager then 'medport_' || new.user_type || '_manager'
        else 'medport_' || new.user_type
    end;
    group_name text;
begin
    -- A role that somebody dropped by hand must not stop the subscription: it is made anew below.
    if tg_op = 'UPDATE' and old.role_name <> new.role_name
       and exists (select from pg_catalog.pg_roles where rolname = old.role_name)
    then
        execute format('alter role %I rename to %I', old.role_name, new.role_name);
    end if;
    if not exists (select from pg_catalog.pg_roles where rolname = new.role_name) then
        execute format('create role %I connection limit 24', new.role_name);
        execute format('alter role %I set statement_timeout = ''30s''', new.role_name);
        execute format('alter role %I set idle_in_transaction_session_timeout = ''30s''', new.role_name);
    end if;
    if not new.is_active then
        perform reference.end_backends(new.role_name);
    end if;
    perform reference.alter_login(new.role_name, case when new.is_active then 'login' else 'nologin' end);
    foreach group_name in array groups
    loop
        perform reference.apply_group(new.role_name, group_name, group_name = mine);
    end loop;
    perform reference.apply_verifier(new.user_id);
    if not new.is_active then
        perform reference.end_backends(new.role_name);  -- and those that were opened meanwhile
    end if;
    return null;
end
$$;


ALTER FUNCTION reference.on_account() OWNER TO medport_accounts;

--
-- Name: on_agency(); Type: FUNCTION; Schema: reference; Owner: medport_events
--

CREATE FUNCTION reference.on_agency() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    SET session_replication_role TO 'origin'
    AS $$
begin
    insert into medport.agency_directory (id, name, city, state, phone, coordinates, capabilities, is_active)
    values (new.id, new.name, new.city, new.state, new.phone, new.coordinates, new.capabilities, new.is_active)
    on conflict (id) do update
    set name = excluded.name, city = excluded.city, state = excluded.state, phone = excluded.phone,
        coordinates = excluded.coordinates, capabilities = excluded.capabilities, is_active = excluded.is_active;
    return null;
end
$$;


ALTER FUNCTION reference.on_agency() OWNER TO medport_events;

--
-- Name: on_configuration(); Type: FUNCTION; Schema: reference; Owner: medport_events
--

CREATE FUNCTION reference.on_configuration() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    SET session_replication_role TO 'origin'
    AS $$
begin
    insert into medport.system_configuration (key, value, is_active) values (new.key, new.value, new.is_active)
    on conflict (key) do update set value = excluded.value, is_active = excluded.is_active;
    return null;
end
$$;


ALTER FUNCTION reference.on_configuration() OWNER TO medport_events;

--
-- Name: on_verifier(); Type: FUNCTION; Schema: reference; Owner: medport_accounts
--

CREATE FUNCTION reference.on_verifier() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
    perform reference.apply_verifier(new.user_id);
    return null;
end
$$;


ALTER FUNCTION reference.on_verifier() OWNER TO medport_accounts;

--
-- Name: silo_verifier(uuid); Type: FUNCTION; Schema: reference; Owner: medport_accounts
--

CREATE FUNCTION reference.silo_verifier(user_id uuid) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO ''
    RETURN (SELECT u.password FROM medport.app_user u WHERE (u.id = silo_verifier.user_id));


ALTER FUNCTION reference.silo_verifier(user_id uuid) OWNER TO medport_accounts;

--
-- Name: take_account(uuid); Type: FUNCTION; Schema: reference; Owner: medport_events
--

CREATE FUNCTION reference.take_account(user_id uuid) RETURNS medport.app_user
    LANGUAGE plpgsql
    SET search_path TO ''
    SET lock_timeout TO '1s'
    AS $$
declare
    target medport.app_user;
begin
    select * into target from medport.app_user u where u.id = take_account.user_id;
    if target.id is null or not medport.may_manage(target.user_type, target.hospital_id, target.agency_id) then
        return null;
    end if;
    for attempt in 1..4
    loop
        begin
            select * into target from medport.app_user u where u.id = take_account.user_id for update;
            return target;
        exception when lock_not_available then
            if attempt = 4 then
                raise;
            end if;
            perform reference.end_sessions_of(take_account.user_id);
        end;
    end loop;
end
$$;


ALTER FUNCTION reference.take_account(user_id uuid) OWNER TO medport_events;

--
-- Name: bound_times(); Type: PROCEDURE; Schema: setup; Owner: postgres
--

CREATE PROCEDURE setup.bound_times()
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $_$
declare
    found record;
begin
    for found in
        select c.relname as tab, a.attname as col
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relnamespace = 'medport'::regnamespace and c.relkind = 'r' and a.atttypid = 'timestamptz'::regtype
        order by 1, 2
    loop
        execute format(
            'alter table medport.%1$I add constraint %2$I check (%3$I between ''1900-01-01Z'' and ''2200-01-01Z'')',
            found.tab, left(found.tab || '_' || found.col, 57) || '_check', found.col
        );
    end loop;
end
$_$;


ALTER PROCEDURE setup.bound_times() OWNER TO postgres;

--
-- Name: protect(regclass, name, text[]); Type: PROCEDURE; Schema: setup; Owner: postgres
--

CREATE PROCEDURE setup.protect(IN target regclass, IN notify_key name DEFAULT NULL::name, IN redacted text[] DEFAULT '{}'::text[])
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
declare
    arguments constant text := (select string_agg(quote_literal(c), ', ') from unnest(redacted) c);
    event text;
    hidden name;
begin
    execute format('alter table %s owner to medport_owner', target);
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy events on %s to medport_events using (true) with check (true)', target);
    execute format('grant select, insert, update, delete on %s to medport_events', target);
    execute format(
        'create trigger audit after insert or update or delete on %s '
        'for each row execute function audit.on_change(%s)',
        target, coalesce(arguments, '')
    );
    -- EXPLAIN estimates from statistics of all rows, those that row security hides among them.
    foreach hidden in array redacted
    loop
        execute format('alter table %s alter column %I set statistics 0', target, hidden);
    end loop;
    if notify_key is not null then
        foreach event in array array['insert', 'update', 'delete']
        loop
            execute format(
                'create trigger notify_%s after %s on %s referencing %s table as changed '
                'for each statement execute function medport.on_change_notify(%L)',
                event, event, target, case event when 'delete' then 'old' else 'new' end, notify_key
            );
        end loop;
    end if;
end
$$;


ALTER PROCEDURE setup.protect(IN target regclass, IN notify_key name, IN redacted text[]) OWNER TO postgres;

--
-- Name: remember_delivered(); Type: PROCEDURE; Schema: setup; Owner: postgres
--

CREATE PROCEDURE setup.remember_delivered()
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
begin
    -- Not audited: it tells nothing but that a change was made which is itself audited in the same transaction.
    create table medport.delivered (
        key    uuid not null,
        person uuid not null default medport.my_user_id(),
        at     timestamptz not null default clock_timestamp(),
        primary key (person, key)
    );
    create index delivered_at on medport.delivered (at);
    comment on table medport.delivered is 'Changes that consoles have made, so that none is made twice; for 30 days';
    comment on column medport.delivered.key is 'Made by the console at its first try (a version 7 UUID, RFC 9562)';
    comment on column medport.delivered.person is 'Who made the change; nobody can use up another person''s keys';
    comment on column medport.delivered.at is 'When it was made';
    alter table medport.delivered owner to medport_owner;
    alter table medport.delivered enable row level security;
    alter table medport.delivered force row level security;
    create policy events on medport.delivered to medport_events using (true) with check (true);
    create policy own on medport.delivered to medport_person
        using (person = (select medport.my_user_id())) with check (person = (select medport.my_user_id()));
    grant select, update, delete on medport.delivered to medport_events;  -- update: to lock rows
    grant select, insert (key) on medport.delivered to medport_person;
end
$$;


ALTER PROCEDURE setup.remember_delivered() OWNER TO postgres;

--
-- Name: log; Type: TABLE; Schema: audit; Owner: medport_apply
--

CREATE TABLE audit.log (
    id uuid DEFAULT uuidv7() NOT NULL,
    user_id uuid,
    user_name text DEFAULT ''::text NOT NULL,
    action text NOT NULL,
    entity_type text NOT NULL,
    entity_id text NOT NULL,
    trip_id uuid,
    changes jsonb NOT NULL,
    "timestamp" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    ip_address inet,
    source_database text NOT NULL,
    CONSTRAINT log_action_check CHECK ((action = ANY (ARRAY['INSERT'::text, 'UPDATE'::text, 'DELETE'::text, 'READ'::text])))
);


ALTER TABLE audit.log OWNER TO medport_apply;

--
-- Name: handled; Type: TABLE; Schema: events; Owner: medport_events
--

CREATE TABLE events.handled (
    event_id uuid NOT NULL,
    source text NOT NULL,
    handled_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


ALTER TABLE events.handled OWNER TO medport_events;

--
-- Name: audit_log; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.audit_log (
    id uuid DEFAULT uuidv7() CONSTRAINT log_id_not_null NOT NULL,
    user_id uuid,
    user_name text DEFAULT ''::text CONSTRAINT log_user_name_not_null NOT NULL,
    action text CONSTRAINT log_action_not_null NOT NULL,
    entity_type text CONSTRAINT log_entity_type_not_null NOT NULL,
    entity_id text CONSTRAINT log_entity_id_not_null NOT NULL,
    trip_id uuid,
    changes jsonb CONSTRAINT log_changes_not_null NOT NULL,
    "timestamp" timestamp with time zone DEFAULT clock_timestamp() CONSTRAINT log_timestamp_not_null NOT NULL,
    ip_address inet,
    source_database text CONSTRAINT log_source_database_not_null NOT NULL,
    CONSTRAINT audit_log_timestamp_check CHECK ((("timestamp" >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND ("timestamp" <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT log_action_check CHECK ((action = ANY (ARRAY['INSERT'::text, 'UPDATE'::text, 'DELETE'::text, 'READ'::text])))
);

ALTER TABLE ONLY medport.audit_log FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.audit_log OWNER TO medport_owner;

--
-- Name: audit_board; Type: VIEW; Schema: medport; Owner: medport_owner
--

CREATE VIEW medport.audit_board WITH (security_invoker='true') AS
 SELECT l.id,
    l.user_id,
    COALESCE(NULLIF(l.user_name, ''::text), 'The system'::text) AS who,
    l.action,
    l.entity_type,
    l.entity_id,
    l.trip_id,
    COALESCE(t.trip_number, ''::text) AS trip_number,
    l.changes,
    l."timestamp",
    l.ip_address,
    l.source_database
   FROM (medport.audit_log l
     LEFT JOIN LATERAL ( SELECT (n.changes #>> '{after,trip_number}'::text[]) AS trip_number
           FROM medport.audit_log n
          WHERE ((n.trip_id = l.trip_id) AND (n.entity_type = 'transport_request'::text) AND (n.action = 'INSERT'::text))
         LIMIT 1) t ON (true));


ALTER VIEW medport.audit_board OWNER TO medport_owner;

--
-- Name: broadcast; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.broadcast (
    id uuid DEFAULT uuidv7() NOT NULL,
    audience text NOT NULL,
    hospital_id uuid,
    agency_id uuid,
    importance text NOT NULL,
    text text NOT NULL,
    author_id uuid,
    author text DEFAULT ''::text NOT NULL,
    sent_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    expires_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    withdrawn_at timestamp with time zone,
    CONSTRAINT audience CHECK ((audience = ANY (ARRAY['EVERYONE'::text, 'HOSPITALS'::text, 'AGENCIES'::text, 'HOSPITAL'::text, 'AGENCY'::text]))),
    CONSTRAINT broadcast_expires_at_check CHECK (((expires_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (expires_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT broadcast_sent_at_check CHECK (((sent_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (sent_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT broadcast_withdrawn_at_check CHECK (((withdrawn_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (withdrawn_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT importance CHECK ((importance = ANY (ARRAY['INFO'::text, 'IMPORTANT'::text]))),
    CONSTRAINT recipient CHECK ((((audience = 'HOSPITAL'::text) = (hospital_id IS NOT NULL)) AND ((audience = 'AGENCY'::text) = (agency_id IS NOT NULL)))),
    CONSTRAINT text CHECK (((length(TRIM(BOTH FROM text)) >= 1) AND (length(TRIM(BOTH FROM text)) <= 280)))
);

ALTER TABLE ONLY medport.broadcast FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.broadcast OWNER TO medport_owner;

--
-- Name: TABLE broadcast; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON TABLE medport.broadcast IS 'A message from the transport center to people of its region; no patient data.';


--
-- Name: COLUMN broadcast.audience; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.broadcast.audience IS 'Whom it is for; HOSPITAL and AGENCY name one by hospital_id or agency_id.';


--
-- Name: COLUMN broadcast.importance; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.broadcast.importance IS 'INFO is shown; IMPORTANT stays in view until the person acknowledges it.';


--
-- Name: COLUMN broadcast.expires_at; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.broadcast.expires_at IS 'Shown to nobody from then on; set here from the setting broadcast_hours.';


--
-- Name: COLUMN broadcast.withdrawn_at; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.broadcast.withdrawn_at IS 'When the center took it back; from then on the center alone reads it.';


--
-- Name: broadcast_receipt; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.broadcast_receipt (
    broadcast_id uuid NOT NULL,
    user_id uuid NOT NULL,
    user_name text DEFAULT ''::text NOT NULL,
    read_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT broadcast_receipt_read_at_check CHECK (((read_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (read_at <= '2200-01-01 00:00:00+00'::timestamp with time zone)))
);

ALTER TABLE ONLY medport.broadcast_receipt FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.broadcast_receipt OWNER TO medport_owner;

--
-- Name: TABLE broadcast_receipt; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON TABLE medport.broadcast_receipt IS 'Who has read a broadcast; each person writes their own alone.';


--
-- Name: COLUMN broadcast_receipt.read_at; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.broadcast_receipt.read_at IS 'Of an INFO the time it was shown, of an IMPORTANT the acknowledgement.';


--
-- Name: broadcast_reader; Type: VIEW; Schema: medport; Owner: medport_owner
--

CREATE VIEW medport.broadcast_reader WITH (security_invoker='true') AS
 SELECT b.id AS broadcast_id,
    u.id AS user_id,
    u.name,
    COALESCE(h.name, a.name, 'Regional center'::text) AS organisation,
    r.read_at
   FROM ((((medport.broadcast b
     JOIN medport.app_user u ON (((u.id IS DISTINCT FROM b.author_id) AND (u.is_active OR (EXISTS ( SELECT
           FROM medport.broadcast_receipt x
          WHERE ((x.broadcast_id = b.id) AND (x.user_id = u.id))))) AND
        CASE b.audience
            WHEN 'EVERYONE'::text THEN true
            WHEN 'HOSPITALS'::text THEN (u.user_type = 'hospital'::text)
            WHEN 'AGENCIES'::text THEN (u.user_type = 'ems'::text)
            WHEN 'HOSPITAL'::text THEN (u.hospital_id = b.hospital_id)
            ELSE (u.agency_id = b.agency_id)
        END)))
     LEFT JOIN medport.hospital h ON ((h.id = u.hospital_id)))
     LEFT JOIN medport.agency_directory a ON ((a.id = u.agency_id)))
     LEFT JOIN medport.broadcast_receipt r ON (((r.broadcast_id = b.id) AND (r.user_id = u.id))));


ALTER VIEW medport.broadcast_reader OWNER TO medport_owner;

--
-- Name: VIEW broadcast_reader; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON VIEW medport.broadcast_reader IS 'Each person a broadcast is for, and when they read it (null: not yet).';


--
-- Name: service_registry; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.service_registry (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    service_name text NOT NULL,
    service_type text NOT NULL,
    status text DEFAULT 'ACTIVE'::text NOT NULL,
    added_by uuid,
    added_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    configuration jsonb DEFAULT '{}'::jsonb NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT configuration CHECK ((jsonb_typeof(configuration) = 'object'::text)),
    CONSTRAINT configuration_size CHECK ((length((configuration)::text) <= 10000)),
    CONSTRAINT email CHECK ((((configuration ->> 'email'::text) = ''::text) OR medport.is_email((configuration ->> 'email'::text)))),
    CONSTRAINT metadata CHECK ((length((metadata)::text) <= 10000)),
    CONSTRAINT phone CHECK ((((configuration ->> 'phone'::text) = ''::text) OR medport.is_phone((configuration ->> 'phone'::text)))),
    CONSTRAINT service_name CHECK (((length(TRIM(BOTH FROM service_name)) >= 1) AND (length(TRIM(BOTH FROM service_name)) <= 200))),
    CONSTRAINT service_registry_added_at_check CHECK (((added_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (added_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT service_registry_created_at_check CHECK (((created_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (created_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT service_registry_updated_at_check CHECK (((updated_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (updated_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT service_type CHECK ((service_type = 'EMS_AGENCY'::text)),
    CONSTRAINT status CHECK ((status = ANY (ARRAY['ACTIVE'::text, 'SUSPENDED'::text]))),
    CONSTRAINT zip_code CHECK (((configuration ->> 'zip_code'::text) ~ '^([0-9]{5})?$'::text))
);

ALTER TABLE ONLY medport.service_registry FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.service_registry OWNER TO medport_owner;

--
-- Name: shift_handoff; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.shift_handoff (
    id uuid DEFAULT uuidv7() NOT NULL,
    status text DEFAULT 'OPEN'::text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    for_id uuid,
    for_name text DEFAULT ''::text NOT NULL,
    units_free integer DEFAULT 0 NOT NULL,
    units_on_trip integer DEFAULT 0 NOT NULL,
    units_out integer DEFAULT 0 NOT NULL,
    made_by_id uuid,
    made_by text DEFAULT ''::text NOT NULL,
    made_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    ended_by_id uuid,
    ended_by text DEFAULT ''::text NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT note CHECK ((length(note) <= 2000)),
    CONSTRAINT shift_handoff_ended_at_check CHECK (((ended_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (ended_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT shift_handoff_made_at_check CHECK (((made_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (made_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT status CHECK ((status = ANY (ARRAY['OPEN'::text, 'TAKEN'::text, 'WITHDRAWN'::text]))),
    CONSTRAINT units_free CHECK (((units_free >= 0) AND (units_free <= 100000))),
    CONSTRAINT units_on_trip CHECK (((units_on_trip >= 0) AND (units_on_trip <= 100000))),
    CONSTRAINT units_out CHECK (((units_out >= 0) AND (units_out <= 100000)))
);

ALTER TABLE ONLY medport.shift_handoff FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.shift_handoff OWNER TO medport_owner;

--
-- Name: TABLE shift_handoff; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON TABLE medport.shift_handoff IS 'A shift handed over from one dispatcher of the center to the next.';


--
-- Name: COLUMN shift_handoff.status; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.shift_handoff.status IS 'OPEN until somebody takes over or its maker withdraws it; then final.';


--
-- Name: COLUMN shift_handoff.for_id; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.shift_handoff.for_id IS 'Whom it is meant for; null for whoever comes next. Anybody of the center but its maker may take it.';


--
-- Name: COLUMN shift_handoff.units_out; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.shift_handoff.units_out IS 'Units out of service, in maintenance or off duty when the sheet was made.';


--
-- Name: COLUMN shift_handoff.ended_by; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.shift_handoff.ended_by IS 'Who took over, or withdrew it.';


--
-- Name: shift_handoff_trip; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.shift_handoff_trip (
    handoff_id uuid NOT NULL,
    trip_id uuid NOT NULL,
    number text NOT NULL,
    hospital text NOT NULL,
    origin text NOT NULL,
    destination text NOT NULL,
    transport_level text NOT NULL,
    priority text NOT NULL,
    trip_status text NOT NULL,
    holder text DEFAULT ''::text NOT NULL,
    since timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    waits text[] DEFAULT '{}'::text[] NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    acknowledged_by_id uuid,
    acknowledged_by text DEFAULT ''::text NOT NULL,
    acknowledged_at timestamp with time zone,
    CONSTRAINT destination CHECK ((length(destination) <= 200)),
    CONSTRAINT holder CHECK ((length(holder) <= 250)),
    CONSTRAINT hospital CHECK ((length(hospital) <= 200)),
    CONSTRAINT note CHECK ((length(note) <= 500)),
    CONSTRAINT number CHECK (((length(number) >= 1) AND (length(number) <= 20))),
    CONSTRAINT origin CHECK ((length(origin) <= 200)),
    CONSTRAINT priority CHECK ((priority = ANY (ARRAY['LOW'::text, 'MEDIUM'::text, 'HIGH'::text, 'URGENT'::text]))),
    CONSTRAINT shift_handoff_trip_acknowledged_at_check CHECK (((acknowledged_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (acknowledged_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT shift_handoff_trip_due_at_check CHECK (((due_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (due_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT shift_handoff_trip_since_check CHECK (((since >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (since <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT transport_level CHECK ((transport_level = ANY (ARRAY['BLS'::text, 'ALS'::text, 'CCT'::text, 'WHEELCHAIR'::text, 'OTHER'::text]))),
    CONSTRAINT trip_status CHECK ((trip_status = ANY (ARRAY['SCHEDULED'::text, 'PENDING'::text, 'ACCEPTED'::text, 'EN_ROUTE'::text, 'ON_SCENE'::text, 'IN_TRANSIT'::text, 'AT_DESTINATION'::text]))),
    CONSTRAINT waits CHECK ((waits <@ ARRAY['LATE'::text, 'PICKUP_DUE'::text, 'NO_BIDS'::text, 'ANSWER'::text, 'NO_UNIT'::text, 'UNIT_OUT'::text]))
);

ALTER TABLE ONLY medport.shift_handoff_trip FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.shift_handoff_trip OWNER TO medport_owner;

--
-- Name: TABLE shift_handoff_trip; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON TABLE medport.shift_handoff_trip IS 'An open trip as the sheet of a handoff shows it; nothing of the patient.';


--
-- Name: COLUMN shift_handoff_trip.destination; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.shift_handoff_trip.destination IS 'A facility; an address outside of the network is not written down.';


--
-- Name: COLUMN shift_handoff_trip.holder; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.shift_handoff_trip.holder IS 'Agency and unit that had the trip when the sheet was made; empty for none.';


--
-- Name: COLUMN shift_handoff_trip.since; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.shift_handoff_trip.since IS 'When the trip became what the sheet shows.';


--
-- Name: COLUMN shift_handoff_trip.waits; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.shift_handoff_trip.waits IS 'What it waited for when the sheet was made.';


--
-- Name: COLUMN shift_handoff_trip.acknowledged_at; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.shift_handoff_trip.acknowledged_at IS 'When the one who takes over had read the line; null for not yet.';


--
-- Name: status_transition; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.status_transition (
    from_status text NOT NULL,
    to_status text NOT NULL,
    side text NOT NULL,
    kind text NOT NULL,
    CONSTRAINT status_transition_kind_check CHECK ((kind = ANY (ARRAY['offer'::text, 'hold'::text, 'award'::text, 'forward'::text, 'correct'::text, 'release'::text, 'cancel'::text]))),
    CONSTRAINT status_transition_side_check CHECK ((side = ANY (ARRAY['hospital'::text, 'ems'::text])))
);

ALTER TABLE ONLY medport.status_transition FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.status_transition OWNER TO medport_owner;

--
-- Name: alembic_version; Type: TABLE; Schema: migrations; Owner: postgres
--

CREATE TABLE migrations.alembic_version (
    version_num character varying(32) NOT NULL
);


ALTER TABLE migrations.alembic_version OWNER TO postgres;

--
-- Name: agency; Type: TABLE; Schema: reference; Owner: medport_apply
--

CREATE TABLE reference.agency (
    id uuid NOT NULL,
    name text NOT NULL,
    city text NOT NULL,
    state text NOT NULL,
    phone text NOT NULL,
    coordinates point,
    capabilities text[] NOT NULL,
    is_active boolean NOT NULL
);


ALTER TABLE reference.agency OWNER TO medport_apply;

--
-- Name: configuration; Type: TABLE; Schema: reference; Owner: medport_events
--

CREATE TABLE reference.configuration (
    key text NOT NULL,
    value text NOT NULL,
    is_active boolean NOT NULL
);


ALTER TABLE reference.configuration OWNER TO medport_events;

--
-- Name: hospital; Type: TABLE; Schema: reference; Owner: medport_events
--

CREATE TABLE reference.hospital (
    id uuid NOT NULL,
    name text NOT NULL,
    is_active boolean NOT NULL
);


ALTER TABLE reference.hospital OWNER TO medport_events;

--
-- Name: SCHEMA audit; Type: ACL; Schema: -; Owner: medport_events
--

GRANT USAGE ON SCHEMA audit TO medport_apply;
GRANT USAGE ON SCHEMA audit TO medport_replication;
GRANT USAGE ON SCHEMA audit TO medport_accounts;
GRANT USAGE ON SCHEMA audit TO medport_person;


--
-- Name: SCHEMA events; Type: ACL; Schema: -; Owner: medport_events
--

GRANT USAGE ON SCHEMA events TO medport_apply;
GRANT USAGE ON SCHEMA events TO medport_replication;
GRANT USAGE ON SCHEMA events TO medport_accounts;


--
-- Name: SCHEMA medport; Type: ACL; Schema: -; Owner: medport_owner
--

GRANT USAGE ON SCHEMA medport TO medport_person;
GRANT USAGE ON SCHEMA medport TO medport_keeper;
GRANT USAGE ON SCHEMA medport TO medport_events;
GRANT USAGE ON SCHEMA medport TO medport_accounts;
GRANT USAGE ON SCHEMA medport TO medport_scram;


--
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: pg_database_owner
--

REVOKE USAGE ON SCHEMA public FROM PUBLIC;


--
-- Name: SCHEMA reference; Type: ACL; Schema: -; Owner: medport_events
--

GRANT USAGE ON SCHEMA reference TO medport_apply;
GRANT USAGE ON SCHEMA reference TO medport_replication;
GRANT USAGE ON SCHEMA reference TO medport_accounts;


--
-- Name: FUNCTION keep(); Type: ACL; Schema: audit; Owner: medport_events
--

REVOKE ALL ON FUNCTION audit.keep() FROM PUBLIC;


--
-- Name: FUNCTION on_change(); Type: ACL; Schema: audit; Owner: medport_events
--

REVOKE ALL ON FUNCTION audit.on_change() FROM PUBLIC;


--
-- Name: FUNCTION record(action text, entity_type text, entity_id text, trip_id uuid, changes jsonb); Type: ACL; Schema: audit; Owner: medport_events
--

REVOKE ALL ON FUNCTION audit.record(action text, entity_type text, entity_id text, trip_id uuid, changes jsonb) FROM PUBLIC;


--
-- Name: FUNCTION visible(fields jsonb, redacted text[]); Type: ACL; Schema: audit; Owner: medport_events
--

REVOKE ALL ON FUNCTION audit.visible(fields jsonb, redacted text[]) FROM PUBLIC;


--
-- Name: FUNCTION actor_id(); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.actor_id() FROM PUBLIC;


--
-- Name: FUNCTION announce(payload jsonb); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.announce(payload jsonb) FROM PUBLIC;


--
-- Name: FUNCTION await_announced(payload jsonb); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.await_announced(payload jsonb) FROM PUBLIC;


--
-- Name: FUNCTION beat(); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.beat() FROM PUBLIC;


--
-- Name: FUNCTION check_shape(kind text, payload jsonb); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.check_shape(kind text, payload jsonb) FROM PUBLIC;


--
-- Name: TABLE system_analytics; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.system_analytics TO medport_events;
GRANT SELECT ON TABLE medport.system_analytics TO medport_center;


--
-- Name: FUNCTION count_metric(metric text, amount double precision, category text, facts jsonb, moment timestamp with time zone); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.count_metric(metric text, amount double precision, category text, facts jsonb, moment timestamp with time zone) FROM PUBLIC;


--
-- Name: FUNCTION count_trip(metric text, amount double precision, category text, payload jsonb, moment timestamp with time zone); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.count_trip(metric text, amount double precision, category text, payload jsonb, moment timestamp with time zone) FROM PUBLIC;


--
-- Name: FUNCTION deliver(source text, event_id uuid, kind text, v integer, payload jsonb, actor uuid); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.deliver(source text, event_id uuid, kind text, v integer, payload jsonb, actor uuid) FROM PUBLIC;


--
-- Name: FUNCTION dispatch(source text, event_id uuid, kind text, payload jsonb); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.dispatch(source text, event_id uuid, kind text, payload jsonb) FROM PUBLIC;


--
-- Name: TABLE center; Type: ACL; Schema: events; Owner: medport_events
--

GRANT SELECT ON TABLE events.center TO medport_replication;


--
-- Name: FUNCTION emit(kind text, payload jsonb); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.emit(kind text, payload jsonb) FROM PUBLIC;


--
-- Name: FUNCTION last_beat(source text); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.last_beat(source text) FROM PUBLIC;


--
-- Name: TABLE account; Type: ACL; Schema: reference; Owner: medport_events
--

GRANT SELECT ON TABLE reference.account TO medport_accounts;
GRANT SELECT ON TABLE reference.account TO medport_replication;


--
-- Name: FUNCTION name_of(user_id uuid); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.name_of(user_id uuid) FROM PUBLIC;


--
-- Name: TABLE ems; Type: ACL; Schema: events; Owner: medport_apply
--

GRANT SELECT,INSERT ON TABLE events.ems TO medport_events;


--
-- Name: TABLE hospital; Type: ACL; Schema: events; Owner: medport_apply
--

GRANT SELECT,INSERT ON TABLE events.hospital TO medport_events;


--
-- Name: FUNCTION occurred(source text, event_id uuid); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.occurred(source text, event_id uuid) FROM PUBLIC;


--
-- Name: FUNCTION on_arrival(); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.on_arrival() FROM PUBLIC;


--
-- Name: FUNCTION on_own_event(); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.on_own_event() FROM PUBLIC;


--
-- Name: TABLE agency_directory; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.agency_directory TO medport_events;
GRANT SELECT ON TABLE medport.agency_directory TO medport_person;


--
-- Name: FUNCTION on_trip_accepted(payload jsonb, moment timestamp with time zone); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.on_trip_accepted(payload jsonb, moment timestamp with time zone) FROM PUBLIC;


--
-- Name: TABLE database_references; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.database_references TO medport_events;
GRANT SELECT ON TABLE medport.database_references TO medport_center;


--
-- Name: FUNCTION refer(entity_type text, entity_id uuid, source text, target text, reference_id uuid); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.refer(entity_type text, entity_id uuid, source text, target text, reference_id uuid) FROM PUBLIC;


--
-- Name: FUNCTION on_trip_created(payload jsonb, moment timestamp with time zone); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.on_trip_created(payload jsonb, moment timestamp with time zone) FROM PUBLIC;


--
-- Name: FUNCTION on_trip_progressed(payload jsonb, moment timestamp with time zone); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.on_trip_progressed(payload jsonb, moment timestamp with time zone) FROM PUBLIC;


--
-- Name: FUNCTION on_trip_released(payload jsonb, moment timestamp with time zone); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.on_trip_released(payload jsonb, moment timestamp with time zone) FROM PUBLIC;


--
-- Name: FUNCTION once(); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.once() FROM PUBLIC;


--
-- Name: FUNCTION shape(kind text); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.shape(kind text) FROM PUBLIC;


--
-- Name: FUNCTION silo(); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.silo() FROM PUBLIC;


--
-- Name: FUNCTION my_user_type(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.my_user_type() FROM PUBLIC;
GRANT ALL ON FUNCTION medport.my_user_type() TO medport_person;
GRANT ALL ON FUNCTION medport.my_user_type() TO medport_accounts;


--
-- Name: FUNCTION am_center(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.am_center() FROM PUBLIC;
GRANT ALL ON FUNCTION medport.am_center() TO medport_person;


--
-- Name: FUNCTION am_manager(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.am_manager() FROM PUBLIC;
GRANT ALL ON FUNCTION medport.am_manager() TO medport_person;
GRANT ALL ON FUNCTION medport.am_manager() TO medport_accounts;


--
-- Name: TABLE trip_fact; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT ON TABLE medport.trip_fact TO medport_center;


--
-- Name: FUNCTION trip_facts(kinds text[], since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.trip_facts(kinds text[], since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.trip_facts(kinds text[], since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) TO medport_center;


--
-- Name: FUNCTION analytics_agencies(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.analytics_agencies(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.analytics_agencies(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) TO medport_center;


--
-- Name: FUNCTION cancellations(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.cancellations(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.cancellations(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) TO medport_center;


--
-- Name: FUNCTION analytics_cancellations(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.analytics_cancellations(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.analytics_cancellations(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) TO medport_center;


--
-- Name: FUNCTION first_acceptances(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.first_acceptances(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.first_acceptances(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) TO medport_center;


--
-- Name: TABLE system_configuration; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.system_configuration TO medport_events;
GRANT SELECT ON TABLE medport.system_configuration TO medport_person;


--
-- Name: COLUMN system_configuration.value; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(value) ON TABLE medport.system_configuration TO medport_center_admin;


--
-- Name: COLUMN system_configuration.is_active; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(is_active) ON TABLE medport.system_configuration TO medport_center_admin;


--
-- Name: FUNCTION site_zone(); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.site_zone() FROM PUBLIC;
GRANT ALL ON FUNCTION medport.site_zone() TO medport_person;
GRANT ALL ON FUNCTION medport.site_zone() TO medport_events;


--
-- Name: FUNCTION analytics_days(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.analytics_days(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.analytics_days(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) TO medport_center;


--
-- Name: FUNCTION analytics_hours(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.analytics_hours(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.analytics_hours(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) TO medport_center;


--
-- Name: FUNCTION analytics_levels(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.analytics_levels(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.analytics_levels(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) TO medport_center;


--
-- Name: FUNCTION analytics_totals(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.analytics_totals(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.analytics_totals(since timestamp with time zone, until timestamp with time zone, hospital uuid, agency uuid, level text) TO medport_center;


--
-- Name: FUNCTION by_event(); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.by_event() FROM PUBLIC;
GRANT ALL ON FUNCTION medport.by_event() TO medport_person;
GRANT ALL ON FUNCTION medport.by_event() TO medport_events;


--
-- Name: FUNCTION change_my_password(center_verifier text, hospital_verifier text, ems_verifier text); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.change_my_password(center_verifier text, hospital_verifier text, ems_verifier text) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.change_my_password(center_verifier text, hospital_verifier text, ems_verifier text) TO medport_person;


--
-- Name: FUNCTION check_transition(from_status text, to_status text, side text, by_event boolean); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.check_transition(from_status text, to_status text, side text, by_event boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.check_transition(from_status text, to_status text, side text, by_event boolean) TO medport_person;
GRANT ALL ON FUNCTION medport.check_transition(from_status text, to_status text, side text, by_event boolean) TO medport_events;


--
-- Name: FUNCTION create_user(id uuid, email text, name text, user_type text, is_manager boolean, hospital_id uuid, agency_id uuid, center_verifier text, hospital_verifier text, ems_verifier text); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.create_user(id uuid, email text, name text, user_type text, is_manager boolean, hospital_id uuid, agency_id uuid, center_verifier text, hospital_verifier text, ems_verifier text) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.create_user(id uuid, email text, name text, user_type text, is_manager boolean, hospital_id uuid, agency_id uuid, center_verifier text, hospital_verifier text, ems_verifier text) TO medport_center_admin;
GRANT ALL ON FUNCTION medport.create_user(id uuid, email text, name text, user_type text, is_manager boolean, hospital_id uuid, agency_id uuid, center_verifier text, hospital_verifier text, ems_verifier text) TO medport_hospital_manager;
GRANT ALL ON FUNCTION medport.create_user(id uuid, email text, name text, user_type text, is_manager boolean, hospital_id uuid, agency_id uuid, center_verifier text, hospital_verifier text, ems_verifier text) TO medport_ems_manager;


--
-- Name: FUNCTION dead_letters(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.dead_letters() FROM PUBLIC;
GRANT ALL ON FUNCTION medport.dead_letters() TO medport_center_admin;


--
-- Name: FUNCTION do_due(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.do_due() FROM PUBLIC;


--
-- Name: FUNCTION edit_user(user_id uuid, email text, name text, is_manager boolean, hospital_id uuid, agency_id uuid); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.edit_user(user_id uuid, email text, name text, is_manager boolean, hospital_id uuid, agency_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.edit_user(user_id uuid, email text, name text, is_manager boolean, hospital_id uuid, agency_id uuid) TO medport_center_admin;
GRANT ALL ON FUNCTION medport.edit_user(user_id uuid, email text, name text, is_manager boolean, hospital_id uuid, agency_id uuid) TO medport_hospital_manager;
GRANT ALL ON FUNCTION medport.edit_user(user_id uuid, email text, name text, is_manager boolean, hospital_id uuid, agency_id uuid) TO medport_ems_manager;


--
-- Name: FUNCTION end_sessions(user_id uuid); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.end_sessions(user_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.end_sessions(user_id uuid) TO medport_center_admin;
GRANT ALL ON FUNCTION medport.end_sessions(user_id uuid) TO medport_hospital_manager;
GRANT ALL ON FUNCTION medport.end_sessions(user_id uuid) TO medport_ems_manager;


--
-- Name: FUNCTION forget_delivered(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.forget_delivered() FROM PUBLIC;


--
-- Name: FUNCTION health(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.health() FROM PUBLIC;
GRANT ALL ON FUNCTION medport.health() TO medport_center_admin;


--
-- Name: FUNCTION health_arrivals(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.health_arrivals() FROM PUBLIC;
GRANT ALL ON FUNCTION medport.health_arrivals() TO medport_center_admin;


--
-- Name: FUNCTION health_readers(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.health_readers() FROM PUBLIC;
GRANT ALL ON FUNCTION medport.health_readers() TO medport_center_admin;


--
-- Name: FUNCTION is_clock_late(allowed interval); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.is_clock_late(allowed interval) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.is_clock_late(allowed interval) TO medport_center;


--
-- Name: FUNCTION is_email(given text); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.is_email(given text) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.is_email(given text) TO medport_person;
GRANT ALL ON FUNCTION medport.is_email(given text) TO medport_events;


--
-- Name: FUNCTION is_hours(given jsonb); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.is_hours(given jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.is_hours(given jsonb) TO medport_person;
GRANT ALL ON FUNCTION medport.is_hours(given jsonb) TO medport_events;


--
-- Name: FUNCTION is_phone(given text); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.is_phone(given text) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.is_phone(given text) TO medport_person;
GRANT ALL ON FUNCTION medport.is_phone(given text) TO medport_events;


--
-- Name: FUNCTION my_agency_id(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.my_agency_id() FROM PUBLIC;
GRANT ALL ON FUNCTION medport.my_agency_id() TO medport_person;
GRANT ALL ON FUNCTION medport.my_agency_id() TO medport_accounts;


--
-- Name: FUNCTION my_hospital_id(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.my_hospital_id() FROM PUBLIC;
GRANT ALL ON FUNCTION medport.my_hospital_id() TO medport_person;
GRANT ALL ON FUNCTION medport.my_hospital_id() TO medport_accounts;


--
-- Name: FUNCTION may_manage(user_type text, hospital uuid, agency uuid); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.may_manage(user_type text, hospital uuid, agency uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.may_manage(user_type text, hospital uuid, agency uuid) TO medport_accounts;


--
-- Name: FUNCTION milestone_of(status text); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.milestone_of(status text) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.milestone_of(status text) TO medport_person;
GRANT ALL ON FUNCTION medport.milestone_of(status text) TO medport_events;


--
-- Name: FUNCTION my_scram(); Type: ACL; Schema: medport; Owner: medport_scram
--

REVOKE ALL ON FUNCTION medport.my_scram() FROM PUBLIC;
GRANT ALL ON FUNCTION medport.my_scram() TO medport_person;


--
-- Name: TABLE verifier_ems; Type: ACL; Schema: reference; Owner: medport_accounts
--

GRANT SELECT ON TABLE reference.verifier_ems TO medport_replication;


--
-- Name: TABLE verifier_hospital; Type: ACL; Schema: reference; Owner: medport_accounts
--

GRANT SELECT ON TABLE reference.verifier_hospital TO medport_replication;


--
-- Name: FUNCTION my_scram_elsewhere(); Type: ACL; Schema: medport; Owner: medport_accounts
--

REVOKE ALL ON FUNCTION medport.my_scram_elsewhere() FROM PUBLIC;
GRANT ALL ON FUNCTION medport.my_scram_elsewhere() TO medport_person;


--
-- Name: FUNCTION my_user_id(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.my_user_id() FROM PUBLIC;
GRANT ALL ON FUNCTION medport.my_user_id() TO medport_person;


--
-- Name: FUNCTION on_broadcast(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_broadcast() FROM PUBLIC;


--
-- Name: FUNCTION on_broadcast_read(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_broadcast_read() FROM PUBLIC;


--
-- Name: FUNCTION on_change_notify(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_change_notify() FROM PUBLIC;


--
-- Name: FUNCTION on_configuration_checked(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_configuration_checked() FROM PUBLIC;


--
-- Name: FUNCTION on_configuration_edited(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_configuration_edited() FROM PUBLIC;


--
-- Name: FUNCTION on_configuration_published(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_configuration_published() FROM PUBLIC;


--
-- Name: FUNCTION on_handoff(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_handoff() FROM PUBLIC;


--
-- Name: FUNCTION on_handoff_trip(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_handoff_trip() FROM PUBLIC;


--
-- Name: FUNCTION on_hospital_published(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_hospital_published() FROM PUBLIC;


--
-- Name: FUNCTION on_service_added(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_service_added() FROM PUBLIC;


--
-- Name: FUNCTION on_service_registered(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_service_registered() FROM PUBLIC;


--
-- Name: FUNCTION on_update_touch(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_update_touch() FROM PUBLIC;


--
-- Name: FUNCTION on_user_published(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_user_published() FROM PUBLIC;


--
-- Name: FUNCTION replay_dead_letter(event_id uuid); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.replay_dead_letter(event_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.replay_dead_letter(event_id uuid) TO medport_center_admin;


--
-- Name: FUNCTION reset_password(user_id uuid, center_verifier text, hospital_verifier text, ems_verifier text); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.reset_password(user_id uuid, center_verifier text, hospital_verifier text, ems_verifier text) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.reset_password(user_id uuid, center_verifier text, hospital_verifier text, ems_verifier text) TO medport_center_admin;
GRANT ALL ON FUNCTION medport.reset_password(user_id uuid, center_verifier text, hospital_verifier text, ems_verifier text) TO medport_hospital_manager;
GRANT ALL ON FUNCTION medport.reset_password(user_id uuid, center_verifier text, hospital_verifier text, ems_verifier text) TO medport_ems_manager;


--
-- Name: FUNCTION setting_number(key text, fallback double precision); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.setting_number(key text, fallback double precision) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.setting_number(key text, fallback double precision) TO medport_person;
GRANT ALL ON FUNCTION medport.setting_number(key text, fallback double precision) TO medport_accounts;


--
-- Name: FUNCTION road_miles(origin point, destination point); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.road_miles(origin point, destination point) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.road_miles(origin point, destination point) TO medport_person;
GRANT ALL ON FUNCTION medport.road_miles(origin point, destination point) TO medport_events;


--
-- Name: FUNCTION role_name(email text); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.role_name(email text) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.role_name(email text) TO medport_events;


--
-- Name: TABLE session; Type: ACL; Schema: reference; Owner: medport_events
--

GRANT SELECT ON TABLE reference.session TO medport_accounts;


--
-- Name: FUNCTION sessions(); Type: ACL; Schema: medport; Owner: medport_accounts
--

REVOKE ALL ON FUNCTION medport.sessions() FROM PUBLIC;
GRANT ALL ON FUNCTION medport.sessions() TO medport_center_admin;
GRANT ALL ON FUNCTION medport.sessions() TO medport_hospital_manager;
GRANT ALL ON FUNCTION medport.sessions() TO medport_ems_manager;


--
-- Name: FUNCTION set_user_active(user_id uuid, active boolean); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.set_user_active(user_id uuid, active boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.set_user_active(user_id uuid, active boolean) TO medport_center_admin;
GRANT ALL ON FUNCTION medport.set_user_active(user_id uuid, active boolean) TO medport_hospital_manager;
GRANT ALL ON FUNCTION medport.set_user_active(user_id uuid, active boolean) TO medport_ems_manager;


--
-- Name: FUNCTION setting_int(key text, fallback integer); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.setting_int(key text, fallback integer) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.setting_int(key text, fallback integer) TO medport_person;
GRANT ALL ON FUNCTION medport.setting_int(key text, fallback integer) TO medport_accounts;


--
-- Name: FUNCTION status_words(status text); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.status_words(status text) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.status_words(status text) TO medport_person;
GRANT ALL ON FUNCTION medport.status_words(status text) TO medport_events;


--
-- Name: FUNCTION tick(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.tick() FROM PUBLIC;
GRANT ALL ON FUNCTION medport.tick() TO medport_keeper;
GRANT ALL ON FUNCTION medport.tick() TO medport_center;


--
-- Name: FUNCTION touch_session(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.touch_session() FROM PUBLIC;
GRANT ALL ON FUNCTION medport.touch_session() TO medport_person;


--
-- Name: TABLE app_user; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.app_user TO medport_events;


--
-- Name: COLUMN app_user.id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(id) ON TABLE medport.app_user TO medport_person;
GRANT SELECT(id) ON TABLE medport.app_user TO medport_accounts;


--
-- Name: COLUMN app_user.email; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(email) ON TABLE medport.app_user TO medport_person;


--
-- Name: COLUMN app_user.password; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(password) ON TABLE medport.app_user TO medport_accounts;


--
-- Name: COLUMN app_user.name; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(name) ON TABLE medport.app_user TO medport_person;


--
-- Name: COLUMN app_user.user_type; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(user_type) ON TABLE medport.app_user TO medport_person;


--
-- Name: COLUMN app_user.is_manager; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(is_manager) ON TABLE medport.app_user TO medport_person;


--
-- Name: COLUMN app_user.hospital_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(hospital_id) ON TABLE medport.app_user TO medport_person;


--
-- Name: COLUMN app_user.agency_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(agency_id) ON TABLE medport.app_user TO medport_person;


--
-- Name: COLUMN app_user.is_active; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(is_active) ON TABLE medport.app_user TO medport_person;


--
-- Name: COLUMN app_user.must_change_password; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(must_change_password) ON TABLE medport.app_user TO medport_person;


--
-- Name: COLUMN app_user.created_at; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(created_at) ON TABLE medport.app_user TO medport_person;


--
-- Name: COLUMN app_user.updated_at; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(updated_at) ON TABLE medport.app_user TO medport_person;


--
-- Name: TABLE hospital; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.hospital TO medport_events;
GRANT SELECT ON TABLE medport.hospital TO medport_person;


--
-- Name: COLUMN hospital.id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(id) ON TABLE medport.hospital TO medport_center_admin;


--
-- Name: COLUMN hospital.name; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(name),UPDATE(name) ON TABLE medport.hospital TO medport_center_admin;


--
-- Name: COLUMN hospital.address; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(address),UPDATE(address) ON TABLE medport.hospital TO medport_center_admin;


--
-- Name: COLUMN hospital.city; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(city),UPDATE(city) ON TABLE medport.hospital TO medport_center_admin;


--
-- Name: COLUMN hospital.state; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(state),UPDATE(state) ON TABLE medport.hospital TO medport_center_admin;


--
-- Name: COLUMN hospital.zip_code; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(zip_code),UPDATE(zip_code) ON TABLE medport.hospital TO medport_center_admin;


--
-- Name: COLUMN hospital.phone; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(phone),UPDATE(phone) ON TABLE medport.hospital TO medport_center_admin;


--
-- Name: COLUMN hospital.email; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(email),UPDATE(email) ON TABLE medport.hospital TO medport_center_admin;


--
-- Name: COLUMN hospital.is_active; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(is_active),UPDATE(is_active) ON TABLE medport.hospital TO medport_center_admin;


--
-- Name: FUNCTION whoami(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.whoami() FROM PUBLIC;
GRANT ALL ON FUNCTION medport.whoami() TO medport_person;


--
-- Name: FUNCTION lo_creat(integer); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.lo_creat(integer) FROM PUBLIC;


--
-- Name: FUNCTION lo_create(oid); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.lo_create(oid) FROM PUBLIC;


--
-- Name: FUNCTION lo_from_bytea(oid, bytea); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.lo_from_bytea(oid, bytea) FROM PUBLIC;


--
-- Name: FUNCTION lo_put(oid, bigint, bytea); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.lo_put(oid, bigint, bytea) FROM PUBLIC;


--
-- Name: FUNCTION lowrite(integer, bytea); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.lowrite(integer, bytea) FROM PUBLIC;


--
-- Name: FUNCTION pg_advisory_lock(bigint); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_lock(bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_lock(bigint) TO medport_events;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_lock(bigint) TO medport_accounts;


--
-- Name: FUNCTION pg_advisory_lock(integer, integer); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_lock(integer, integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_lock(integer, integer) TO medport_events;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_lock(integer, integer) TO medport_accounts;


--
-- Name: FUNCTION pg_advisory_lock_shared(bigint); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_lock_shared(bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_lock_shared(bigint) TO medport_events;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_lock_shared(bigint) TO medport_accounts;


--
-- Name: FUNCTION pg_advisory_lock_shared(integer, integer); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_lock_shared(integer, integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_lock_shared(integer, integer) TO medport_events;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_lock_shared(integer, integer) TO medport_accounts;


--
-- Name: FUNCTION pg_advisory_xact_lock(bigint); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock(bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock(bigint) TO medport_events;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock(bigint) TO medport_accounts;


--
-- Name: FUNCTION pg_advisory_xact_lock(integer, integer); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock(integer, integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock(integer, integer) TO medport_events;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock(integer, integer) TO medport_accounts;


--
-- Name: FUNCTION pg_advisory_xact_lock_shared(bigint); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock_shared(bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock_shared(bigint) TO medport_events;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock_shared(bigint) TO medport_accounts;


--
-- Name: FUNCTION pg_advisory_xact_lock_shared(integer, integer); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock_shared(integer, integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock_shared(integer, integer) TO medport_events;
GRANT ALL ON FUNCTION pg_catalog.pg_advisory_xact_lock_shared(integer, integer) TO medport_accounts;


--
-- Name: FUNCTION pg_logical_emit_message(transactional boolean, prefix text, message bytea, flush boolean); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.pg_logical_emit_message(transactional boolean, prefix text, message bytea, flush boolean) FROM PUBLIC;


--
-- Name: FUNCTION pg_logical_emit_message(transactional boolean, prefix text, message text, flush boolean); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.pg_logical_emit_message(transactional boolean, prefix text, message text, flush boolean) FROM PUBLIC;


--
-- Name: FUNCTION pg_try_advisory_lock(bigint); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.pg_try_advisory_lock(bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_lock(bigint) TO medport_events;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_lock(bigint) TO medport_accounts;


--
-- Name: FUNCTION pg_try_advisory_lock(integer, integer); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.pg_try_advisory_lock(integer, integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_lock(integer, integer) TO medport_events;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_lock(integer, integer) TO medport_accounts;


--
-- Name: FUNCTION pg_try_advisory_lock_shared(bigint); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.pg_try_advisory_lock_shared(bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_lock_shared(bigint) TO medport_events;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_lock_shared(bigint) TO medport_accounts;


--
-- Name: FUNCTION pg_try_advisory_lock_shared(integer, integer); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.pg_try_advisory_lock_shared(integer, integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_lock_shared(integer, integer) TO medport_events;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_lock_shared(integer, integer) TO medport_accounts;


--
-- Name: FUNCTION pg_try_advisory_xact_lock(bigint); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock(bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock(bigint) TO medport_events;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock(bigint) TO medport_accounts;


--
-- Name: FUNCTION pg_try_advisory_xact_lock(integer, integer); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock(integer, integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock(integer, integer) TO medport_events;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock(integer, integer) TO medport_accounts;


--
-- Name: FUNCTION pg_try_advisory_xact_lock_shared(bigint); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock_shared(bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock_shared(bigint) TO medport_events;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock_shared(bigint) TO medport_accounts;


--
-- Name: FUNCTION pg_try_advisory_xact_lock_shared(integer, integer); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock_shared(integer, integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock_shared(integer, integer) TO medport_events;
GRANT ALL ON FUNCTION pg_catalog.pg_try_advisory_xact_lock_shared(integer, integer) TO medport_accounts;


--
-- Name: FUNCTION alter_login(login text, change text); Type: ACL; Schema: reference; Owner: medport_accounts
--

REVOKE ALL ON FUNCTION reference.alter_login(login text, change text) FROM PUBLIC;


--
-- Name: FUNCTION apply_group(login text, group_name text, belongs boolean); Type: ACL; Schema: reference; Owner: medport_accounts
--

REVOKE ALL ON FUNCTION reference.apply_group(login text, group_name text, belongs boolean) FROM PUBLIC;


--
-- Name: FUNCTION apply_verifier(user_id uuid); Type: ACL; Schema: reference; Owner: medport_accounts
--

REVOKE ALL ON FUNCTION reference.apply_verifier(user_id uuid) FROM PUBLIC;


--
-- Name: FUNCTION check_verifiers(center_verifier text, hospital_verifier text, ems_verifier text); Type: ACL; Schema: reference; Owner: medport_events
--

REVOKE ALL ON FUNCTION reference.check_verifiers(center_verifier text, hospital_verifier text, ems_verifier text) FROM PUBLIC;


--
-- Name: FUNCTION database_bytes(); Type: ACL; Schema: reference; Owner: medport_accounts
--

REVOKE ALL ON FUNCTION reference.database_bytes() FROM PUBLIC;
GRANT ALL ON FUNCTION reference.database_bytes() TO medport_events;


--
-- Name: FUNCTION end_backends(login text); Type: ACL; Schema: reference; Owner: medport_accounts
--

REVOKE ALL ON FUNCTION reference.end_backends(login text) FROM PUBLIC;


--
-- Name: FUNCTION end_sessions_of(who uuid); Type: ACL; Schema: reference; Owner: medport_accounts
--

REVOKE ALL ON FUNCTION reference.end_sessions_of(who uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION reference.end_sessions_of(who uuid) TO medport_events;


--
-- Name: FUNCTION end_strays(longest_transaction interval, patience interval, queue_share double precision, settling interval); Type: ACL; Schema: reference; Owner: medport_accounts
--

REVOKE ALL ON FUNCTION reference.end_strays(longest_transaction interval, patience interval, queue_share double precision, settling interval) FROM PUBLIC;
GRANT ALL ON FUNCTION reference.end_strays(longest_transaction interval, patience interval, queue_share double precision, settling interval) TO medport_events;


--
-- Name: FUNCTION keep_verifiers(user_id uuid, hospital_verifier text, ems_verifier text); Type: ACL; Schema: reference; Owner: medport_accounts
--

REVOKE ALL ON FUNCTION reference.keep_verifiers(user_id uuid, hospital_verifier text, ems_verifier text) FROM PUBLIC;
GRANT ALL ON FUNCTION reference.keep_verifiers(user_id uuid, hospital_verifier text, ems_verifier text) TO medport_events;


--
-- Name: FUNCTION on_account(); Type: ACL; Schema: reference; Owner: medport_accounts
--

REVOKE ALL ON FUNCTION reference.on_account() FROM PUBLIC;


--
-- Name: FUNCTION on_agency(); Type: ACL; Schema: reference; Owner: medport_events
--

REVOKE ALL ON FUNCTION reference.on_agency() FROM PUBLIC;


--
-- Name: FUNCTION on_configuration(); Type: ACL; Schema: reference; Owner: medport_events
--

REVOKE ALL ON FUNCTION reference.on_configuration() FROM PUBLIC;


--
-- Name: FUNCTION on_verifier(); Type: ACL; Schema: reference; Owner: medport_accounts
--

REVOKE ALL ON FUNCTION reference.on_verifier() FROM PUBLIC;


--
-- Name: FUNCTION silo_verifier(user_id uuid); Type: ACL; Schema: reference; Owner: medport_accounts
--

REVOKE ALL ON FUNCTION reference.silo_verifier(user_id uuid) FROM PUBLIC;


--
-- Name: FUNCTION take_account(user_id uuid); Type: ACL; Schema: reference; Owner: medport_events
--

REVOKE ALL ON FUNCTION reference.take_account(user_id uuid) FROM PUBLIC;


--
-- Name: PROCEDURE bound_times(); Type: ACL; Schema: setup; Owner: postgres
--

REVOKE ALL ON PROCEDURE setup.bound_times() FROM PUBLIC;


--
-- Name: PROCEDURE protect(IN target regclass, IN notify_key name, IN redacted text[]); Type: ACL; Schema: setup; Owner: postgres
--

REVOKE ALL ON PROCEDURE setup.protect(IN target regclass, IN notify_key name, IN redacted text[]) FROM PUBLIC;


--
-- Name: PROCEDURE remember_delivered(); Type: ACL; Schema: setup; Owner: postgres
--

REVOKE ALL ON PROCEDURE setup.remember_delivered() FROM PUBLIC;


--
-- Name: TABLE log; Type: ACL; Schema: audit; Owner: medport_apply
--

GRANT INSERT ON TABLE audit.log TO medport_events;


--
-- Name: TABLE audit_log; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT ON TABLE medport.audit_log TO medport_events;
GRANT SELECT ON TABLE medport.audit_log TO medport_center;


--
-- Name: TABLE audit_board; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT ON TABLE medport.audit_board TO medport_center;


--
-- Name: TABLE broadcast; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.broadcast TO medport_events;
GRANT SELECT ON TABLE medport.broadcast TO medport_person;


--
-- Name: COLUMN broadcast.id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(id) ON TABLE medport.broadcast TO medport_center;


--
-- Name: COLUMN broadcast.audience; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(audience) ON TABLE medport.broadcast TO medport_center;


--
-- Name: COLUMN broadcast.hospital_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(hospital_id) ON TABLE medport.broadcast TO medport_center;


--
-- Name: COLUMN broadcast.agency_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(agency_id) ON TABLE medport.broadcast TO medport_center;


--
-- Name: COLUMN broadcast.importance; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(importance) ON TABLE medport.broadcast TO medport_center;


--
-- Name: COLUMN broadcast.text; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(text) ON TABLE medport.broadcast TO medport_center;


--
-- Name: COLUMN broadcast.withdrawn_at; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(withdrawn_at) ON TABLE medport.broadcast TO medport_center;


--
-- Name: TABLE broadcast_receipt; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.broadcast_receipt TO medport_events;
GRANT SELECT ON TABLE medport.broadcast_receipt TO medport_person;


--
-- Name: COLUMN broadcast_receipt.broadcast_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(broadcast_id) ON TABLE medport.broadcast_receipt TO medport_person;


--
-- Name: TABLE broadcast_reader; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT ON TABLE medport.broadcast_reader TO medport_center;


--
-- Name: TABLE service_registry; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.service_registry TO medport_events;
GRANT SELECT ON TABLE medport.service_registry TO medport_center;


--
-- Name: COLUMN service_registry.id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(id) ON TABLE medport.service_registry TO medport_center_admin;


--
-- Name: COLUMN service_registry.service_name; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(service_name) ON TABLE medport.service_registry TO medport_center_admin;


--
-- Name: COLUMN service_registry.service_type; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(service_type) ON TABLE medport.service_registry TO medport_center_admin;


--
-- Name: COLUMN service_registry.status; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(status) ON TABLE medport.service_registry TO medport_center_admin;


--
-- Name: COLUMN service_registry.configuration; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(configuration) ON TABLE medport.service_registry TO medport_center_admin;


--
-- Name: COLUMN service_registry.metadata; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(metadata),UPDATE(metadata) ON TABLE medport.service_registry TO medport_center_admin;


--
-- Name: TABLE shift_handoff; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.shift_handoff TO medport_events;
GRANT SELECT ON TABLE medport.shift_handoff TO medport_center;


--
-- Name: COLUMN shift_handoff.id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(id) ON TABLE medport.shift_handoff TO medport_center;


--
-- Name: COLUMN shift_handoff.status; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(status) ON TABLE medport.shift_handoff TO medport_center;


--
-- Name: COLUMN shift_handoff.note; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(note) ON TABLE medport.shift_handoff TO medport_center;


--
-- Name: COLUMN shift_handoff.for_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(for_id) ON TABLE medport.shift_handoff TO medport_center;


--
-- Name: COLUMN shift_handoff.units_free; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(units_free) ON TABLE medport.shift_handoff TO medport_center;


--
-- Name: COLUMN shift_handoff.units_on_trip; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(units_on_trip) ON TABLE medport.shift_handoff TO medport_center;


--
-- Name: COLUMN shift_handoff.units_out; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(units_out) ON TABLE medport.shift_handoff TO medport_center;


--
-- Name: TABLE shift_handoff_trip; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.shift_handoff_trip TO medport_events;
GRANT SELECT ON TABLE medport.shift_handoff_trip TO medport_center;


--
-- Name: COLUMN shift_handoff_trip.handoff_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(handoff_id) ON TABLE medport.shift_handoff_trip TO medport_center;


--
-- Name: COLUMN shift_handoff_trip.trip_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(trip_id) ON TABLE medport.shift_handoff_trip TO medport_center;


--
-- Name: COLUMN shift_handoff_trip.number; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(number) ON TABLE medport.shift_handoff_trip TO medport_center;


--
-- Name: COLUMN shift_handoff_trip.hospital; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(hospital) ON TABLE medport.shift_handoff_trip TO medport_center;


--
-- Name: COLUMN shift_handoff_trip.origin; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(origin) ON TABLE medport.shift_handoff_trip TO medport_center;


--
-- Name: COLUMN shift_handoff_trip.destination; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(destination) ON TABLE medport.shift_handoff_trip TO medport_center;


--
-- Name: COLUMN shift_handoff_trip.transport_level; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(transport_level) ON TABLE medport.shift_handoff_trip TO medport_center;


--
-- Name: COLUMN shift_handoff_trip.priority; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(priority) ON TABLE medport.shift_handoff_trip TO medport_center;


--
-- Name: COLUMN shift_handoff_trip.trip_status; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(trip_status) ON TABLE medport.shift_handoff_trip TO medport_center;


--
-- Name: COLUMN shift_handoff_trip.holder; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(holder) ON TABLE medport.shift_handoff_trip TO medport_center;


--
-- Name: COLUMN shift_handoff_trip.since; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(since) ON TABLE medport.shift_handoff_trip TO medport_center;


--
-- Name: COLUMN shift_handoff_trip.due_at; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(due_at) ON TABLE medport.shift_handoff_trip TO medport_center;


--
-- Name: COLUMN shift_handoff_trip.waits; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(waits) ON TABLE medport.shift_handoff_trip TO medport_center;


--
-- Name: COLUMN shift_handoff_trip.note; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(note) ON TABLE medport.shift_handoff_trip TO medport_center;


--
-- Name: COLUMN shift_handoff_trip.acknowledged_at; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(acknowledged_at) ON TABLE medport.shift_handoff_trip TO medport_center;


--
-- Name: TABLE status_transition; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.status_transition TO medport_events;
GRANT SELECT ON TABLE medport.status_transition TO medport_person;


--
-- Name: COLUMN pg_authid.rolname; Type: ACL; Schema: pg_catalog; Owner: postgres
--

GRANT SELECT(rolname) ON TABLE pg_catalog.pg_authid TO medport_scram;
GRANT SELECT(rolname) ON TABLE pg_catalog.pg_authid TO medport_accounts;


--
-- Name: COLUMN pg_authid.rolpassword; Type: ACL; Schema: pg_catalog; Owner: postgres
--

GRANT SELECT(rolpassword) ON TABLE pg_catalog.pg_authid TO medport_scram;
GRANT SELECT(rolpassword) ON TABLE pg_catalog.pg_authid TO medport_accounts;


--
-- Name: TABLE agency; Type: ACL; Schema: reference; Owner: medport_apply
--

GRANT SELECT,INSERT,UPDATE ON TABLE reference.agency TO medport_events;


--
-- Name: TABLE configuration; Type: ACL; Schema: reference; Owner: medport_events
--

GRANT SELECT ON TABLE reference.configuration TO medport_replication;


--
-- Name: TABLE hospital; Type: ACL; Schema: reference; Owner: medport_events
--

GRANT SELECT ON TABLE reference.hospital TO medport_replication;


--
-- PostgreSQL database dump complete
--


