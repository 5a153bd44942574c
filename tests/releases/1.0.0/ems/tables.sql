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

COMMENT ON SCHEMA migrations IS 'made from SQL files 71b084d278ec5e2b9d66985634484c12a96cd412c52a71160cab77d10b46af0c';


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
begin
    case kind
        when 'trip.created', 'trip.updated' then perform events.on_offer(payload);
        when 'trip.cancelled' then perform events.on_trip_cancelled(payload);
        when 'trip.awarded' then perform events.on_trip_awarded(payload);
        when 'trip.acceptance_refused' then perform events.on_acceptance_refused(payload);
        when 'user.created', 'user.updated', 'user.deactivated' then perform events.on_user(payload);
        when 'service.registered' then perform events.on_service_registered(payload);
        when 'trip.overtaken', 'silo.heartbeat' then null;  -- nothing to do here
        else raise exception 'no handler for %', kind using errcode = 'feature_not_supported';
    end case;
end
$$;


ALTER FUNCTION events.dispatch(source text, event_id uuid, kind text, payload jsonb) OWNER TO medport_events;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: ems; Type: TABLE; Schema: events; Owner: medport_events
--

CREATE TABLE events.ems (
    id uuid DEFAULT uuidv7() CONSTRAINT hospital_id_not_null NOT NULL,
    kind text CONSTRAINT hospital_kind_not_null NOT NULL,
    v integer DEFAULT 1 CONSTRAINT hospital_v_not_null NOT NULL,
    payload jsonb CONSTRAINT hospital_payload_not_null NOT NULL,
    actor_id uuid,
    occurred_at timestamp with time zone DEFAULT clock_timestamp() CONSTRAINT hospital_occurred_at_not_null NOT NULL
);


ALTER TABLE events.ems OWNER TO medport_events;

--
-- Name: emit(text, jsonb); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.emit(kind text, payload jsonb) RETURNS void
    LANGUAGE sql
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT events.announce(payload) AS announce;
 INSERT INTO events.ems (kind, v, payload, actor_id)
   VALUES (emit.kind, ((emit.payload ->> 'v'::text))::integer, emit.payload, events.actor_id());
END;


ALTER FUNCTION events.emit(kind text, payload jsonb) OWNER TO medport_events;

--
-- Name: available_trip; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.available_trip (
    trip_id uuid NOT NULL,
    trip_number text NOT NULL,
    hospital_id uuid NOT NULL,
    hospital_name text NOT NULL,
    origin_facility_id uuid NOT NULL,
    origin_name text NOT NULL,
    origin_city text NOT NULL,
    origin_coordinates point,
    destination_facility_id uuid,
    destination_name text NOT NULL,
    destination_city text NOT NULL,
    destination_coordinates point,
    transport_level text NOT NULL,
    priority text NOT NULL,
    special_requirements text[] DEFAULT '{}'::text[] NOT NULL,
    ready_at timestamp with time zone NOT NULL,
    deliver_by timestamp with time zone,
    request_timestamp timestamp with time zone NOT NULL,
    award_mode text NOT NULL,
    distance_miles numeric(6,1),
    revision integer DEFAULT 1 NOT NULL,
    status text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT available_trip_created_at_check CHECK (((created_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (created_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT available_trip_deliver_by_check CHECK (((deliver_by >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (deliver_by <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT available_trip_ready_at_check CHECK (((ready_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (ready_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT available_trip_request_timestamp_check CHECK (((request_timestamp >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (request_timestamp <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT available_trip_status_check CHECK ((status = ANY (ARRAY['HELD_BACK'::text, 'OPEN'::text, 'TAKEN'::text, 'CLOSED'::text]))),
    CONSTRAINT available_trip_updated_at_check CHECK (((updated_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (updated_at <= '2200-01-01 00:00:00+00'::timestamp with time zone)))
);

ALTER TABLE ONLY medport.available_trip FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.available_trip OWNER TO medport_owner;

--
-- Name: COLUMN available_trip.revision; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.available_trip.revision IS 'Which of the hospital''s versions of the trip this is: what an agency that accepts has agreed to';


--
-- Name: facts_of(uuid); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.facts_of(trip uuid) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO ''
    RETURN COALESCE((SELECT jsonb_build_object('hospital_id', t.hospital_id, 'transport_level', t.transport_level, 'distance_miles', t.distance_miles) AS jsonb_build_object FROM medport.available_trip t WHERE (t.trip_id = facts_of.trip)), '{}'::jsonb);


ALTER FUNCTION events.facts_of(trip uuid) OWNER TO medport_events;

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
-- Name: account; Type: TABLE; Schema: reference; Owner: medport_apply
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


ALTER TABLE reference.account OWNER TO medport_apply;

--
-- Name: name_of(uuid); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.name_of(user_id uuid) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO ''
    RETURN COALESCE((SELECT a.name FROM reference.account a WHERE (a.user_id = name_of.user_id)), ''::text);


ALTER FUNCTION events.name_of(user_id uuid) OWNER TO medport_events;

--
-- Name: assignment; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.assignment (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    trip_id uuid NOT NULL,
    bid_id uuid,
    agency_id uuid NOT NULL,
    agency_name text DEFAULT ''::text NOT NULL,
    unit_id uuid,
    unit_number text DEFAULT ''::text NOT NULL,
    status text DEFAULT 'ACCEPTED'::text NOT NULL,
    estimated_pickup timestamp with time zone,
    milestones jsonb DEFAULT '{}'::jsonb NOT NULL,
    accepted_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    status_since timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    ended_at timestamp with time zone,
    end_reason text,
    end_note text DEFAULT ''::text NOT NULL,
    accepted_by uuid,
    told_late timestamp with time zone,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT assignment_accepted_at_check CHECK (((accepted_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (accepted_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT assignment_ended_at_check CHECK (((ended_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (ended_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT assignment_estimated_pickup_check CHECK (((estimated_pickup >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (estimated_pickup <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT assignment_status_check CHECK ((status = ANY (ARRAY['PENDING'::text, 'ACCEPTED'::text, 'EN_ROUTE'::text, 'ON_SCENE'::text, 'IN_TRANSIT'::text, 'AT_DESTINATION'::text, 'COMPLETED'::text, 'CANCELLED'::text]))),
    CONSTRAINT assignment_status_since_check CHECK (((status_since >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (status_since <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT assignment_told_late_check CHECK (((told_late >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (told_late <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT assignment_updated_at_check CHECK (((updated_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (updated_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT end_note CHECK ((length(end_note) <= 2000)),
    CONSTRAINT end_reason CHECK ((end_reason = ANY (ARRAY['NO_UNIT'::text, 'NO_CREW'::text, 'OUT_OF_AREA'::text, 'LEVEL_NOT_STAFFED'::text, 'WEATHER'::text, 'PRICE'::text, 'PATIENT_CONDITION'::text, 'BED_LOST'::text, 'DUPLICATE'::text, 'OTHER'::text])))
);
ALTER TABLE ONLY medport.assignment ALTER COLUMN end_note SET STATISTICS 0;

ALTER TABLE ONLY medport.assignment FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.assignment OWNER TO medport_owner;

--
-- Name: COLUMN assignment.told_late; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.assignment.told_late IS 'Written with a step that happened before this silo could be told of it: when. Never kept, always null when read';


--
-- Name: on_acceptance_refused(jsonb); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.on_acceptance_refused(payload jsonb) RETURNS void
    LANGUAGE sql
    SET search_path TO ''
    BEGIN ATOMIC
 UPDATE medport.assignment SET status = 'CANCELLED'::text, end_reason = COALESCE(assignment.end_reason, 'OTHER'::text), end_note =
         CASE (on_acceptance_refused.payload ->> 'status'::text)
             WHEN 'PENDING'::text THEN 'The hospital had changed the trip a moment before it was accepted.'::text
             WHEN 'SCHEDULED'::text THEN 'The hospital had taken the trip off the board to hold it for later.'::text
             ELSE assignment.end_note
         END
   WHERE ((assignment.id = ((on_acceptance_refused.payload ->> 'assignment_id'::text))::uuid) AND (assignment.ended_at IS NULL));
 UPDATE medport.available_trip t SET status =
         CASE (on_acceptance_refused.payload ->> 'status'::text)
             WHEN 'PENDING'::text THEN 'OPEN'::text
             WHEN 'SCHEDULED'::text THEN 'HELD_BACK'::text
             ELSE 'CLOSED'::text
         END
   WHERE ((t.trip_id = ((on_acceptance_refused.payload ->> 'trip_id'::text))::uuid) AND (t.status = 'TAKEN'::text) AND ((on_acceptance_refused.payload ->> 'status'::text) = ANY (ARRAY['PENDING'::text, 'SCHEDULED'::text, 'CANCELLED'::text, 'COMPLETED'::text])) AND (NOT (EXISTS ( SELECT
            FROM medport.assignment a
           WHERE ((a.trip_id = t.trip_id) AND (a.ended_at IS NULL))))));
END;


ALTER FUNCTION events.on_acceptance_refused(payload jsonb) OWNER TO medport_events;

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
-- Name: on_offer(jsonb); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.on_offer(payload jsonb) RETURNS void
    LANGUAGE sql
    SET search_path TO ''
    BEGIN ATOMIC
 INSERT INTO medport.available_trip AS t (trip_id, trip_number, hospital_id, hospital_name, origin_facility_id, origin_name, origin_city, origin_coordinates, destination_facility_id, destination_name, destination_city, destination_coordinates, transport_level, priority, special_requirements, ready_at, deliver_by, request_timestamp, award_mode, distance_miles, revision, status)
   VALUES (((on_offer.payload ->> 'trip_id'::text))::uuid, (on_offer.payload ->> 'trip_number'::text), ((on_offer.payload ->> 'hospital_id'::text))::uuid, (on_offer.payload ->> 'hospital_name'::text), (((on_offer.payload -> 'origin'::text) ->> 'facility_id'::text))::uuid, ((on_offer.payload -> 'origin'::text) ->> 'name'::text), ((on_offer.payload -> 'origin'::text) ->> 'city'::text), (((on_offer.payload -> 'origin'::text) ->> 'coordinates'::text))::point, (((on_offer.payload -> 'destination'::text) ->> 'facility_id'::text))::uuid, ((on_offer.payload -> 'destination'::text) ->> 'name'::text), ((on_offer.payload -> 'destination'::text) ->> 'city'::text), (((on_offer.payload -> 'destination'::text) ->> 'coordinates'::text))::point, (on_offer.payload ->> 'transport_level'::text), (on_offer.payload ->> 'priority'::text), ARRAY( SELECT jsonb_array_elements_text((on_offer.payload -> 'needs'::text)) AS jsonb_array_elements_text), ((on_offer.payload ->> 'ready_at'::text))::timestamp with time zone, ((on_offer.payload ->> 'deliver_by'::text))::timestamp with time zone, ((on_offer.payload ->> 'requested_at'::text))::timestamp with time zone, (on_offer.payload ->> 'award_mode'::text), ((on_offer.payload ->> 'distance_miles'::text))::numeric, COALESCE(((on_offer.payload ->> 'revision'::text))::integer, 1),
         CASE (on_offer.payload ->> 'status'::text)
             WHEN 'SCHEDULED'::text THEN 'HELD_BACK'::text
             ELSE 'OPEN'::text
         END) ON CONFLICT(trip_id) DO UPDATE SET origin_facility_id = excluded.origin_facility_id, origin_name = excluded.origin_name, origin_city = excluded.origin_city, origin_coordinates = excluded.origin_coordinates, destination_facility_id = excluded.destination_facility_id, destination_name = excluded.destination_name, destination_city = excluded.destination_city, destination_coordinates = excluded.destination_coordinates, transport_level = excluded.transport_level, priority = excluded.priority, special_requirements = excluded.special_requirements, ready_at = excluded.ready_at, deliver_by = excluded.deliver_by, request_timestamp = excluded.request_timestamp, award_mode = excluded.award_mode, distance_miles = excluded.distance_miles, revision = excluded.revision, status =
         CASE
             WHEN (t.status = ANY (ARRAY['HELD_BACK'::text, 'OPEN'::text])) THEN excluded.status
             ELSE t.status
         END
   WHERE (excluded.revision >= t.revision);
END;


ALTER FUNCTION events.on_offer(payload jsonb) OWNER TO medport_events;

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
-- Name: ems_agency; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.ems_agency (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    contact_name text DEFAULT ''::text NOT NULL,
    phone text DEFAULT ''::text NOT NULL,
    email text DEFAULT ''::text NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    city text DEFAULT ''::text NOT NULL,
    state text DEFAULT ''::text NOT NULL,
    zip_code text DEFAULT ''::text NOT NULL,
    coordinates point,
    service_area jsonb DEFAULT '{}'::jsonb NOT NULL,
    operating_hours jsonb DEFAULT '{}'::jsonb NOT NULL,
    capabilities text[] DEFAULT '{}'::text[] NOT NULL,
    pricing_structure jsonb DEFAULT '{}'::jsonb NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    status text DEFAULT 'ACTIVE'::text NOT NULL,
    added_by uuid,
    added_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT address CHECK ((length(address) <= 200)),
    CONSTRAINT capabilities CHECK ((capabilities <@ ARRAY['BLS'::text, 'ALS'::text, 'CCT'::text, 'WHEELCHAIR'::text, 'OTHER'::text])),
    CONSTRAINT city CHECK ((length(city) <= 100)),
    CONSTRAINT contact_name CHECK ((length(contact_name) <= 200)),
    CONSTRAINT email CHECK (((email = ''::text) OR ((length(email) <= 254) AND medport.is_email(email)))),
    CONSTRAINT ems_agency_added_at_check CHECK (((added_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (added_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT ems_agency_created_at_check CHECK (((created_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (created_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT ems_agency_status_check CHECK ((status = ANY (ARRAY['ACTIVE'::text, 'SUSPENDED'::text]))),
    CONSTRAINT ems_agency_updated_at_check CHECK (((updated_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (updated_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT name CHECK (((length(TRIM(BOTH FROM name)) >= 1) AND (length(TRIM(BOTH FROM name)) <= 200))),
    CONSTRAINT operating_hours CHECK (((length((operating_hours)::text) <= 400) AND medport.is_hours(operating_hours))),
    CONSTRAINT phone CHECK (((phone = ''::text) OR ((length(phone) <= 40) AND medport.is_phone(phone)))),
    CONSTRAINT pricing_structure CHECK ((jsonb_typeof(pricing_structure) = 'object'::text)),
    CONSTRAINT service_area CHECK (((jsonb_typeof(service_area) = 'object'::text) AND ((service_area - 'counties'::text) = '{}'::jsonb) AND (jsonb_typeof(COALESCE((service_area -> 'counties'::text), '[]'::jsonb)) = 'array'::text) AND (length((service_area)::text) <= 4000) AND (jsonb_array_length(COALESCE((service_area -> 'counties'::text), '[]'::jsonb)) <= 40) AND (NOT jsonb_path_exists(service_area, 'strict $."counties"[*]?(@.type() != "string" || @ like_regex "^.{61}")'::jsonpath, silent => true)))),
    CONSTRAINT state CHECK ((length(state) <= 40)),
    CONSTRAINT zip_code CHECK (((zip_code = ''::text) OR (zip_code ~ '^[0-9]{5}$'::text)))
);
ALTER TABLE ONLY medport.ems_agency ALTER COLUMN pricing_structure SET STATISTICS 0;

ALTER TABLE ONLY medport.ems_agency FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.ems_agency OWNER TO medport_owner;

--
-- Name: on_service_registered(jsonb); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.on_service_registered(payload jsonb) RETURNS void
    LANGUAGE sql
    SET search_path TO ''
    BEGIN ATOMIC
 INSERT INTO medport.ems_agency (id, name, contact_name, phone, email, address, city, state, zip_code, coordinates, capabilities, pricing_structure, added_by)  SELECT ((on_service_registered.payload ->> 'agency_id'::text))::uuid AS uuid,
             (on_service_registered.payload ->> 'name'::text),
             COALESCE((on_service_registered.payload ->> 'contact_name'::text), ''::text) AS "coalesce",
             COALESCE((on_service_registered.payload ->> 'phone'::text), ''::text) AS "coalesce",
             COALESCE((on_service_registered.payload ->> 'email'::text), ''::text) AS "coalesce",
             COALESCE((on_service_registered.payload ->> 'address'::text), ''::text) AS "coalesce",
             COALESCE((on_service_registered.payload ->> 'city'::text), ''::text) AS "coalesce",
             COALESCE((on_service_registered.payload ->> 'state'::text), ''::text) AS "coalesce",
             COALESCE((on_service_registered.payload ->> 'zip_code'::text), ''::text) AS "coalesce",
             ((on_service_registered.payload ->> 'coordinates'::text))::point AS point,
             ARRAY( SELECT jsonb_array_elements_text(COALESCE((on_service_registered.payload -> 'capabilities'::text), '[]'::jsonb)) AS jsonb_array_elements_text) AS "array",
             COALESCE((on_service_registered.payload -> 'pricing_structure'::text), '{}'::jsonb) AS "coalesce",
             events.actor_id() AS actor_id
           WHERE ((on_service_registered.payload ->> 'service_type'::text) = 'EMS_AGENCY'::text) ON CONFLICT(id) DO NOTHING;
END;


ALTER FUNCTION events.on_service_registered(payload jsonb) OWNER TO medport_events;

--
-- Name: on_trip_awarded(jsonb); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.on_trip_awarded(payload jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
declare
    trip medport.available_trip;
    bid medport.transport_bid;
    unit_is_free boolean;
    refusal text;
begin
    select * into trip from medport.available_trip t
    where t.trip_id = (payload ->> 'trip_id')::uuid for update;
    select * into bid from medport.transport_bid b
    where b.id = (payload ->> 'bid_id')::uuid and b.transport_request_id = trip.trip_id for update;
    refusal := case
        when bid.id is null then 'That bid does not exist.'
        when trip.status <> 'OPEN' then 'The trip was no longer on offer.'
        when bid.status = 'WITHDRAWN' then bid.agency_name || ' withdrew its bid a moment before.'
        when bid.status <> 'PENDING' then 'The bid was ' || medport.status_words(bid.status) || ' already.'
        when bid.expires_at <= clock_timestamp() then 'The bid had expired.'
        when not medport.agency_works(bid.agency_id) then bid.agency_name || ' is suspended.'
    end;
    if refusal is not null then
        perform events.emit('trip.award_refused', jsonb_build_object(
            'v', 1, 'trip_id', payload ->> 'trip_id', 'award_id', payload ->> 'award_id',
            'bid_id', payload ->> 'bid_id', 'reason', refusal
        ));
        return;
    end if;
    -- A unit that went elsewhere meanwhile does not cost the agency the trip: it names another before it drives.
    select medport.status_by_plan(u) = 'AVAILABLE' and u.is_active and medport.unit_able(u.type, trip.transport_level)
    into unit_is_free
    from medport.unit u where u.id = bid.unit_id for update;
    insert into medport.assignment (trip_id, bid_id, agency_id, unit_id, estimated_pickup)
    values (trip.trip_id, bid.id, bid.agency_id, case when unit_is_free then bid.unit_id end, bid.estimated_pickup);
end
$$;


ALTER FUNCTION events.on_trip_awarded(payload jsonb) OWNER TO medport_events;

--
-- Name: on_trip_cancelled(jsonb); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.on_trip_cancelled(payload jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
declare
    trip constant uuid := (payload ->> 'trip_id')::uuid;
begin
    -- Assignment before board, the order in which a crew's own changes lock them; and once more with the board
    -- locked, for an acceptance that was under way.
    perform events.stand_down(trip, payload ->> 'reason');
    update medport.available_trip t set status = 'CLOSED' where t.trip_id = trip;
    perform events.stand_down(trip, payload ->> 'reason');
    update medport.transport_bid b set status = 'REJECTED', decline_reason = 'The hospital cancelled the trip.'
    where b.transport_request_id = trip and b.status = 'PENDING';
end
$$;


ALTER FUNCTION events.on_trip_cancelled(payload jsonb) OWNER TO medport_events;

--
-- Name: agency_user; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.agency_user (
    id uuid NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    agency_id uuid NOT NULL,
    agency_name text NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT agency_user_created_at_check CHECK (((created_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (created_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT agency_user_updated_at_check CHECK (((updated_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (updated_at <= '2200-01-01 00:00:00+00'::timestamp with time zone)))
);

ALTER TABLE ONLY medport.agency_user FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.agency_user OWNER TO medport_owner;

--
-- Name: on_user(jsonb); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.on_user(payload jsonb) RETURNS void
    LANGUAGE sql
    SET search_path TO ''
    BEGIN ATOMIC
 INSERT INTO medport.agency_user (id, email, name, agency_id, agency_name, is_active)  SELECT ((on_user.payload ->> 'user_id'::text))::uuid AS uuid,
             (on_user.payload ->> 'email'::text),
             (on_user.payload ->> 'name'::text),
             ((on_user.payload ->> 'agency_id'::text))::uuid AS uuid,
             (on_user.payload ->> 'agency_name'::text),
             ((on_user.payload ->> 'is_active'::text))::boolean AS bool
           WHERE ((on_user.payload ->> 'user_type'::text) = 'ems'::text) ON CONFLICT(id) DO UPDATE SET email = excluded.email, name = excluded.name, agency_id = excluded.agency_id, agency_name = excluded.agency_name, is_active = excluded.is_active;
END;


ALTER FUNCTION events.on_user(payload jsonb) OWNER TO medport_events;

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
    RETURN 'ems'::text;


ALTER FUNCTION events.silo() OWNER TO medport_events;

--
-- Name: stand_down(uuid, text); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.stand_down(trip uuid, reason text) RETURNS void
    LANGUAGE sql
    SET search_path TO ''
    BEGIN ATOMIC
 UPDATE medport.assignment SET status = 'CANCELLED'::text, end_reason = stand_down.reason
   WHERE ((assignment.trip_id = stand_down.trip) AND (assignment.ended_at IS NULL));
END;


ALTER FUNCTION events.stand_down(trip uuid, reason text) OWNER TO medport_events;

--
-- Name: agency_works(uuid); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.agency_works(agency uuid) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO ''
    RETURN (EXISTS (SELECT FROM medport.ems_agency a WHERE ((a.id = agency_works.agency) AND a.is_active AND (a.status = 'ACTIVE'::text))));


ALTER FUNCTION medport.agency_works(agency uuid) OWNER TO medport_events;

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
-- Name: apply_plans(uuid); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.apply_plans(target uuid) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
declare
    unit medport.unit;
    wanted text;
    shift medport.unit_plan;
begin
    select * into unit from medport.unit u where u.id = target for update;
    wanted := medport.status_by_plan(unit);
    update medport.unit_plan p set state = 'OVER', updated_at = clock_timestamp()
    where p.unit_id = target and p.state in ('PLANNED', 'ACTIVE') and p.end_time <= now()
      and not (p.kind = 'BREAK' and p.state = 'PLANNED' and unit.current_status = 'COMMITTED');
    update medport.unit_plan p set state = 'ACTIVE', updated_at = clock_timestamp()
    where p.unit_id = target and p.state = 'PLANNED' and p.start_time <= now()
      and (p.end_time is null or p.end_time > now())
      and (p.kind = 'SHIFT' or unit.current_status <> 'COMMITTED');
    select * into shift from medport.unit_plan p
    where p.unit_id = target and p.kind = 'SHIFT' and p.state in ('PLANNED', 'ACTIVE')
      -- One that is on a trip when its shift ends is off duty afterwards: the next shift is not told before.
      and (p.start_time <= now() or unit.current_status <> 'COMMITTED')
    order by p.start_time limit 1;
    if shift.id is null and unit.shift_end <= now() then
        shift.start_time := unit.shift_start;
        shift.end_time := unit.shift_end;
    elsif shift.id is null and unit.current_status = 'COMMITTED' then
        shift.start_time := unit.shift_start;
        shift.end_time := case when unit.shift_start <= now() then now() else unit.shift_end end;
    end if;
    update medport.unit u
    set current_status = wanted, shift_start = shift.start_time, shift_end = shift.end_time
    where u.id = target
      and (u.current_status, u.shift_start, u.shift_end)
          is distinct from (wanted, shift.start_time, shift.end_time);
end
$$;


ALTER FUNCTION medport.apply_plans(target uuid) OWNER TO medport_events;

--
-- Name: by_event(); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.by_event() RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO ''
    RETURN (CURRENT_USER = 'medport_events'::name);


ALTER FUNCTION medport.by_event() OWNER TO medport_owner;

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
-- Name: unit; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.unit (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    agency_id uuid NOT NULL,
    unit_number text NOT NULL,
    type text NOT NULL,
    capabilities text[] DEFAULT '{}'::text[] NOT NULL,
    current_status text DEFAULT 'OFF_DUTY'::text NOT NULL,
    current_location text DEFAULT ''::text NOT NULL,
    coordinates point,
    shift_start timestamp with time zone,
    shift_end timestamp with time zone,
    is_active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT capabilities CHECK (((cardinality(capabilities) <= 50) AND (length((capabilities)::text) <= 2000))),
    CONSTRAINT current_location CHECK ((length(current_location) <= 200)),
    CONSTRAINT current_status CHECK ((current_status = ANY (ARRAY['AVAILABLE'::text, 'COMMITTED'::text, 'OUT_OF_SERVICE'::text, 'MAINTENANCE'::text, 'OFF_DUTY'::text]))),
    CONSTRAINT type CHECK ((type = ANY (ARRAY['BLS'::text, 'ALS'::text, 'CCT'::text, 'WHEELCHAIR'::text]))),
    CONSTRAINT unit_created_at_check CHECK (((created_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (created_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT unit_number CHECK (((length(TRIM(BOTH FROM unit_number)) >= 1) AND (length(TRIM(BOTH FROM unit_number)) <= 20))),
    CONSTRAINT unit_shift_end_check CHECK (((shift_end >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (shift_end <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT unit_shift_start_check CHECK (((shift_start >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (shift_start <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT unit_updated_at_check CHECK (((updated_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (updated_at <= '2200-01-01 00:00:00+00'::timestamp with time zone)))
);

ALTER TABLE ONLY medport.unit FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.unit OWNER TO medport_owner;

--
-- Name: check_unit_at(medport.unit, timestamp with time zone); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.check_unit_at(unit medport.unit, pickup timestamp with time zone) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO ''
    AS $$
declare
    away medport.unit_plan;
begin
    select * into away from medport.unit_plan p
    where p.unit_id = unit.id and p.kind <> 'SHIFT' and p.state in ('PLANNED', 'ACTIVE')
      and p.start_time <= pickup and coalesce(p.end_time, 'infinity') > pickup and coalesce(p.end_time, 'infinity') > now()
    limit 1;
    if away.id is not null then
        raise exception 'Unit % has % % at that pick-up time.', unit.unit_number, medport.plan_words(away.kind),
            coalesce('until ' || medport.site_time(away.end_time), 'until further notice')
            using errcode = 'MP007', column = 'unit', hint = 'Choose another unit, or another time.';
    -- Later shifts may not be planned yet.
    elsif unit.shift_end <= pickup and pickup < now() + interval '12 hours'
          and not exists (
              select from medport.unit_plan p
              where p.unit_id = unit.id and p.kind = 'SHIFT' and p.state in ('PLANNED', 'ACTIVE')
                and p.start_time <= pickup and p.end_time > pickup
          )
    then
        raise exception 'The shift of unit % ends % before that pick-up time.', unit.unit_number,
            medport.site_time(unit.shift_end)
            using errcode = 'MP007', column = 'unit', hint = 'Choose another unit.';
    end if;
end
$$;


ALTER FUNCTION medport.check_unit_at(unit medport.unit, pickup timestamp with time zone) OWNER TO medport_events;

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


ALTER FUNCTION medport.do_due() OWNER TO medport_events;

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
    CONSTRAINT system_configuration_updated_at_check CHECK (((updated_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (updated_at <= '2200-01-01 00:00:00+00'::timestamp with time zone)))
);

ALTER TABLE ONLY medport.system_configuration FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.system_configuration OWNER TO medport_owner;

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
-- Name: empty_miles(medport.unit, point); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.empty_miles(unit medport.unit, origin point) RETURNS numeric
    LANGUAGE sql STABLE
    SET search_path TO ''
    RETURN medport.road_miles(COALESCE((unit).coordinates, (SELECT a.coordinates FROM medport.ems_agency a WHERE (a.id = (empty_miles.unit).agency_id))), origin);


ALTER FUNCTION medport.empty_miles(unit medport.unit, origin point) OWNER TO medport_events;

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
-- Name: keep_plans(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.keep_plans() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO ''
    SET lock_timeout TO '200ms'
    AS $$
declare
    due uuid;
    began timestamptz;
begin
    for due in
        select distinct p.unit_id
        from medport.unit_plan p join medport.unit u on u.id = p.unit_id
        where (p.state = 'ACTIVE' and p.end_time <= now())
           or (p.state = 'PLANNED' and p.start_time <= now()
               and (p.kind = 'SHIFT' or u.current_status <> 'COMMITTED'
                    or (p.kind <> 'BREAK' and p.end_time <= now())))
    loop
        begin
            perform from medport.unit u where u.id = due for update skip locked;
            if found then
                began := clock_timestamp();
                perform medport.apply_plans(due);
                -- The clock did it, whosever session turned the clock.
                update medport.unit_availability a set changed_by = null, changed_by_name = ''
                where a.unit_id = due and a.end_time is null and a.start_time >= began;
            end if;
        exception when lock_not_available or deadlock_detected then
            null;
        end;
    end loop;
end
$$;


ALTER FUNCTION medport.keep_plans() OWNER TO medport_events;

--
-- Name: lock_unit(uuid, uuid, text, boolean); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.lock_unit(agency uuid, unit uuid, level text, must_be_free boolean) RETURNS medport.unit
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
declare
    chosen medport.unit;
begin
    if must_be_free then
        select * into chosen from medport.unit u where u.id = unit and u.agency_id = agency and u.is_active for update;
    else
        select * into chosen from medport.unit u where u.id = unit and u.agency_id = agency and u.is_active;
    end if;
    if chosen.id is null then
        raise exception 'That unit is not one of this agency''s.' using errcode = 'MP007', column = 'unit';
    elsif not medport.unit_able(chosen.type, level) then
        raise exception 'Unit % is % and cannot run a % trip.', chosen.unit_number, chosen.type, level
            using errcode = 'MP007', column = 'unit', hint = 'Choose a unit of that level or above.';
    elsif must_be_free and medport.status_by_plan(chosen) <> 'AVAILABLE' then
        raise exception 'Unit % is % just now.', chosen.unit_number,
            medport.status_words(medport.status_by_plan(chosen))
            using errcode = 'MP007', column = 'unit', hint = 'Choose a unit that is free.';
    end if;
    return chosen;
end
$$;


ALTER FUNCTION medport.lock_unit(agency uuid, unit uuid, level text, must_be_free boolean) OWNER TO medport_events;

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
-- Name: my_user_id(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.my_user_id() RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    RETURN (SELECT a.user_id FROM reference.account a WHERE ((a.role_name = (SESSION_USER)::text) AND a.is_active));


ALTER FUNCTION medport.my_user_id() OWNER TO medport_events;

--
-- Name: on_agency_facts(); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.on_agency_facts() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
begin
    if trim(new.phone) = '' and old.phone <> '' then
        raise exception 'Enter the number that hospitals call.' using errcode = 'MP005', column = 'phone';
    elsif new.zip_code = '' and old.zip_code <> '' then
        raise exception 'Enter a ZIP code of five digits.' using errcode = 'MP005', column = 'zip_code';
    elsif new.capabilities = '{}' and old.capabilities <> '{}' then
        raise exception 'Choose at least one level that the agency can run.' using errcode = 'MP005', column = 'levels';
    end if;
    return new;
end
$$;


ALTER FUNCTION medport.on_agency_facts() OWNER TO medport_owner;

--
-- Name: on_agency_published(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_agency_published() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
    insert into reference.agency (id, name, city, state, phone, coordinates, capabilities, is_active)
    values (new.id, new.name, new.city, new.state, new.phone, new.coordinates, new.capabilities,
            new.is_active and new.status = 'ACTIVE')
    on conflict (id) do update
    set name = excluded.name, city = excluded.city, state = excluded.state, phone = excluded.phone,
        coordinates = excluded.coordinates, capabilities = excluded.capabilities, is_active = excluded.is_active;
    return null;
end
$$;


ALTER FUNCTION medport.on_agency_published() OWNER TO medport_events;

--
-- Name: on_answer(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_answer() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
    update medport.trip_decline d set status = 'WITHDRAWN'
    where d.agency_id = new.agency_id and d.status = 'LIVE'
      and d.trip_id = (to_jsonb(new) ->> tg_argv[0])::uuid;
    return null;
end
$$;


ALTER FUNCTION medport.on_answer() OWNER TO medport_events;

--
-- Name: on_assignment(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_assignment() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    trip medport.available_trip;
    chosen medport.unit;
    -- No person may write bid_id: where it is given, an award is being carried out.
    awarded constant boolean := new.bid_id is not null;
begin
    if not awarded and not coalesce(medport.am_center() or new.agency_id = medport.my_agency_id(), false) then
        raise exception 'You may accept for your own agency only.' using errcode = 'MP006';
    elsif not awarded and not medport.agency_works(new.agency_id) then
        raise exception 'This agency is suspended and takes no trips.' using errcode = 'MP006';
    end if;
    select * into trip from medport.available_trip t where t.trip_id = new.trip_id for update;
    if exists (select from medport.assignment a where a.id = new.id and a.agency_id = new.agency_id) then
        return null;  -- the same acceptance, sent again
    elsif trip.status = 'TAKEN' then
        raise exception 'Trip % was taken by another agency a moment ago.', trip.trip_number
            using errcode = 'MP003', hint = 'The board shows the trips that are still on offer.';
    elsif trip.trip_id is null or trip.status <> 'OPEN' then
        raise exception 'This trip is no longer on offer.'
            using errcode = 'MP002', hint = 'The board shows the trips that are still on offer.';
    elsif not awarded and trip.award_mode <> 'FIRST_ACCEPT' then
        raise exception 'The hospital chooses among bids for trip %.', trip.trip_number
            using errcode = 'MP002', hint = 'Bid on it.';
    elsif not awarded and new.unit_id is null then
        raise exception 'Choose the unit that runs this trip.' using errcode = 'MP005', column = 'unit';
    end if;
    if new.unit_id is not null then
        chosen := medport.lock_unit(new.agency_id, new.unit_id, trip.transport_level, true);
        update medport.unit u set current_status = 'COMMITTED' where u.id = chosen.id;
    end if;
    new.agency_name := (select a.name from medport.ems_agency a where a.id = new.agency_id);
    new.unit_number := coalesce(chosen.unit_number, '');
    new.status := 'ACCEPTED';
    new.accepted_at := clock_timestamp();
    new.status_since := new.accepted_at;
    new.updated_at := new.accepted_at;
    new.ended_at := null;
    new.accepted_by := events.actor_id();
    new.milestones := jsonb_build_object('acknowledged', new.accepted_at);
    update medport.available_trip t set status = 'TAKEN' where t.trip_id = trip.trip_id;
    update medport.transport_bid b
    set status = case when b.id = new.bid_id then 'ACCEPTED' else 'REJECTED' end
    where b.transport_request_id = trip.trip_id and b.status = 'PENDING';
    return new;
end
$$;


ALTER FUNCTION medport.on_assignment() OWNER TO medport_events;

--
-- Name: on_assignment_change(); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.on_assignment_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
declare
    -- When the step happened: now, or as it was told late; never before the step that it follows.
    happened timestamptz;
begin
    new.updated_at := clock_timestamp();
    happened := greatest(old.status_since, least(coalesce(new.told_late, new.updated_at), new.updated_at));
    new.told_late := null;
    if old.ended_at is not null then
        raise exception 'This trip is over for this agency: it was %.',
            case old.status when 'PENDING' then 'handed back' else medport.status_words(old.status) end
            using errcode = 'MP002', hint = 'The board shows where the trip is now.';
    end if;
    if new.unit_id is distinct from old.unit_id and (new.unit_id is null or new.status not in ('ACCEPTED', 'EN_ROUTE'))
    then
        raise exception 'The unit can be changed until it is on scene.' using errcode = 'MP001', column = 'unit';
    end if;
    if new.status <> old.status then
        -- A cancel that was made while the trip could still be cancelled is carried out wherever the crew has got to.
        if not (medport.by_event() and new.status = 'CANCELLED') then
            perform medport.check_transition(old.status, new.status, 'ems', medport.by_event());
        end if;
        if new.status = 'PENDING' and new.end_reason is null then
            raise exception 'Say why the trip is handed back.' using errcode = 'MP005', column = 'end_reason';
        elsif new.status = 'EN_ROUTE' and new.unit_id is null then
            raise exception 'Give this trip a unit first.' using errcode = 'MP007', column = 'unit';
        end if;
        new.status_since := happened;
        if new.status in ('PENDING', 'COMPLETED', 'CANCELLED') then
            new.ended_at := new.updated_at;
        end if;
        if exists (select from medport.status_transition s
                   where s.from_status = old.status and s.to_status = new.status and s.kind = 'correct') then
            new.milestones := new.milestones - medport.milestone_of(old.status);
        else
            new.milestones := new.milestones
                || jsonb_build_object(medport.milestone_of(new.status), happened);
        end if;
    end if;
    return new;
end
$$;


ALTER FUNCTION medport.on_assignment_change() OWNER TO medport_owner;

--
-- Name: on_assignment_moved(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_assignment_moved() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    transition medport.status_transition;
begin
    if new.status = old.status and new.unit_id is not distinct from old.unit_id then
        return null;
    end if;
    select * into transition from medport.status_transition s
    where s.from_status = old.status and s.to_status = new.status;
    if new.ended_at is not null then
        update medport.unit u set current_status = 'AVAILABLE'
        where u.id = new.unit_id and u.current_status = 'COMMITTED';
    end if;
    if transition.kind = 'release' then
        update medport.available_trip t set status = 'OPEN' where t.trip_id = new.trip_id and t.status = 'TAKEN';
        perform events.emit('trip.released', jsonb_build_object(
            'v', 1, 'trip_id', new.trip_id, 'assignment_id', new.id, 'agency_id', new.agency_id,
            'reason', new.end_reason
        ));
    elsif new.status <> 'CANCELLED' then
        if new.status = 'COMPLETED' then
            update medport.available_trip t set status = 'CLOSED' where t.trip_id = new.trip_id;
        end if;
        perform events.emit('trip.progressed', jsonb_build_object(
            'v', 1, 'trip_id', new.trip_id, 'assignment_id', new.id, 'agency_id', new.agency_id,
            'was', old.status, 'status', new.status, 'kind', coalesce(transition.kind, 'unit'),
            'occurred_at', new.status_since, 'unit_id', new.unit_id, 'unit_number', new.unit_number,
            'agency_name', new.agency_name, 'bid_id', new.bid_id, 'milestones', new.milestones
        ) || events.facts_of(new.trip_id));
    end if;
    return null;
end
$$;


ALTER FUNCTION medport.on_assignment_moved() OWNER TO medport_events;

--
-- Name: on_assignment_told(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_assignment_told() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    trip medport.available_trip;
begin
    select * into trip from medport.available_trip t where t.trip_id = new.trip_id;
    perform events.emit('trip.accepted', jsonb_build_object(
        'v', 1,
        'trip_id', new.trip_id,
        'assignment_id', new.id,
        'bid_id', new.bid_id,
        'agency_id', new.agency_id,
        'agency_name', new.agency_name,
        'unit_id', new.unit_id,
        'unit_number', new.unit_number,
        'accepted_at', new.accepted_at,
        'revision', trip.revision,
        'seconds_to_accept', greatest(0, round(extract(epoch from new.accepted_at - trip.request_timestamp)))
    ) || events.facts_of(new.trip_id));
    return null;
end
$$;


ALTER FUNCTION medport.on_assignment_told() OWNER TO medport_events;

--
-- Name: on_assignment_unit(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_assignment_unit() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    chosen medport.unit;
begin
    chosen := medport.lock_unit(
        new.agency_id, new.unit_id,
        (select t.transport_level from medport.available_trip t where t.trip_id = new.trip_id), true
    );
    update medport.unit u set current_status = 'AVAILABLE'
    where u.id = old.unit_id and u.current_status = 'COMMITTED';
    update medport.unit u set current_status = 'COMMITTED' where u.id = chosen.id;
    new.unit_number := chosen.unit_number;
    return new;
end
$$;


ALTER FUNCTION medport.on_assignment_unit() OWNER TO medport_events;

--
-- Name: on_bid(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_bid() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $_$
declare
    trip medport.available_trip;
    chosen medport.unit;
    ceiling constant integer := medport.setting_int('max_bid_cents', 5000000);
begin
    -- Row security judges the row only after this trigger: nobody learns a thing by naming another agency.
    if not coalesce(medport.am_center() or new.agency_id = medport.my_agency_id(), false) then
        raise exception 'You may bid for your own agency only.' using errcode = 'MP006';
    elsif not medport.agency_works(new.agency_id) then
        raise exception 'This agency is suspended and takes no trips.' using errcode = 'MP006';
    end if;
    select * into trip from medport.available_trip t where t.trip_id = new.transport_request_id for no key update;
    if trip.trip_id is null or trip.status in ('HELD_BACK', 'CLOSED') then
        raise exception 'This trip is no longer on offer.' using errcode = 'MP002';
    elsif trip.status = 'TAKEN' then
        raise exception 'Trip % has gone to an agency meanwhile.', trip.trip_number using errcode = 'MP003';
    elsif trip.award_mode <> 'BIDDING' then
        raise exception 'Trip % goes to the first agency that accepts it.', trip.trip_number
            using errcode = 'MP002', hint = 'Accept it instead of bidding.';
    elsif new.bid_amount <= 0 then
        raise exception 'Enter an amount above $0.' using errcode = 'MP005', column = 'amount';
    elsif new.bid_amount > ceiling then
        raise exception 'A bid cannot be above $%.', to_char(ceiling / 100.0, 'FM999,999,990.00')
            using errcode = 'MP005', column = 'amount';
    elsif new.estimated_pickup < clock_timestamp() - interval '15 minutes' then
        raise exception 'The pick-up time is in the past.' using errcode = 'MP005', column = 'estimated_pickup';
    end if;
    -- The agency's last bid may be over without the clock having said so yet.
    update medport.transport_bid b set status = 'EXPIRED'
    where b.agency_id = new.agency_id and b.transport_request_id = trip.trip_id and b.status = 'PENDING'
      and b.expires_at <= clock_timestamp();
    if exists (select from medport.transport_bid b
               where b.agency_id = new.agency_id and b.transport_request_id = trip.trip_id and b.status = 'PENDING'
                 and b.id <> new.id) then
        raise exception 'This agency has bid on trip % already.', trip.trip_number
            using errcode = 'MP004', hint = 'Withdraw the bid first to change it.';
    end if;
    chosen := medport.lock_unit(new.agency_id, new.unit_id, trip.transport_level, false);
    perform medport.check_unit_at(chosen, new.estimated_pickup);
    new.agency_name := (select a.name from medport.ems_agency a where a.id = new.agency_id);
    new.hospital_id := trip.hospital_id;
    new.unit_number := chosen.unit_number;
    new.trip_revision := trip.revision;
    new.empty_miles := medport.empty_miles(chosen, trip.origin_coordinates);
    new.status := 'PENDING';
    new.submitted_by := medport.my_user_id();
    new.submitted_at := clock_timestamp();
    new.updated_at := new.submitted_at;
    new.expires_at := new.submitted_at + make_interval(mins => medport.setting_int('bid_valid_minutes', 30));
    return new;
end
$_$;


ALTER FUNCTION medport.on_bid() OWNER TO medport_events;

--
-- Name: on_bid_change(); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.on_bid_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
begin
    new.updated_at := clock_timestamp();
    if new.status = old.status then
        return new;
    elsif old.status <> 'PENDING' then
        raise exception 'This bid is % already.', medport.status_words(old.status)
            using errcode = 'MP004', hint = 'The board shows what became of it.';
    elsif not medport.by_event() and new.status <> 'WITHDRAWN' then
        raise exception 'An open bid can only be withdrawn.' using errcode = 'MP004';
    end if;
    return new;
end
$$;


ALTER FUNCTION medport.on_bid_change() OWNER TO medport_owner;

--
-- Name: on_bid_told(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_bid_told() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    kind constant text := case
        when tg_op = 'INSERT' then 'bid.submitted'
        when new.status = old.status then null
        when new.status = 'WITHDRAWN' then 'bid.withdrawn'
        when new.status = 'EXPIRED' then 'bid.expired'
    end;
begin
    if kind is not null then
        perform events.emit(kind, jsonb_build_object(
            'v', 1, 'trip_id', new.transport_request_id, 'bid_id', new.id, 'agency_id', new.agency_id
        ));
    end if;
    return null;
end
$$;


ALTER FUNCTION medport.on_bid_told() OWNER TO medport_events;

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
-- Name: on_decline(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_decline() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    trip medport.available_trip;
begin
    -- Row security judges the row only after this trigger: nobody learns a thing by naming another agency.
    if not coalesce(medport.am_center() or new.agency_id = medport.my_agency_id(), false) then
        raise exception 'You may decline for your own agency only.' using errcode = 'MP006';
    end if;
    -- The lock that a bid takes: one agency's bid and decline see one another.
    select * into trip from medport.available_trip t where t.trip_id = new.trip_id for no key update;
    if exists (select from medport.trip_decline d where d.id = new.id and d.agency_id = new.agency_id) then
        return null;  -- the same decline, sent again
    elsif trip.trip_id is null or trip.status <> 'OPEN' then
        raise exception 'This trip is no longer on offer.'
            using errcode = 'MP002', hint = 'There is nothing left to decline.';
    elsif exists (select from medport.trip_decline d
                  where d.trip_id = trip.trip_id and d.agency_id = new.agency_id and d.status = 'LIVE') then
        raise exception 'This agency has declined trip % already.', trip.trip_number
            using errcode = 'MP004', hint = 'Take the decline back to give another reason.';
    elsif exists (select from medport.transport_bid b
                  where b.transport_request_id = trip.trip_id and b.agency_id = new.agency_id
                    and b.status = 'PENDING' and b.expires_at > clock_timestamp()) then
        raise exception 'This agency has an open bid on trip %.', trip.trip_number
            using errcode = 'MP004', hint = 'Withdraw the bid first.';
    end if;
    new.status := 'LIVE';
    new.declined_by := medport.my_user_id();
    new.declined_at := clock_timestamp();
    new.withdrawn_at := null;
    return new;
end
$$;


ALTER FUNCTION medport.on_decline() OWNER TO medport_events;

--
-- Name: on_decline_change(); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.on_decline_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
begin
    if new.status = old.status then
        return new;
    elsif old.status <> 'LIVE' then
        raise exception 'This decline was taken back already.' using errcode = 'MP004';
    end if;
    new.withdrawn_at := clock_timestamp();
    return new;
end
$$;


ALTER FUNCTION medport.on_decline_change() OWNER TO medport_owner;

--
-- Name: on_decline_told(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_decline_told() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
    if tg_op = 'UPDATE' and new.status = old.status then
        return null;
    end if;
    perform events.emit(
        case new.status when 'LIVE' then 'trip.declined' else 'trip.decline_withdrawn' end,
        jsonb_build_object(
            'v', 1, 'trip_id', new.trip_id, 'decline_id', new.id, 'agency_id', new.agency_id,
            'agency_name', (select a.name from medport.ems_agency a where a.id = new.agency_id),
            'reason', new.reason, 'declined_at', new.declined_at
        ) || case new.status
            when 'LIVE' then '{}'::jsonb
            else jsonb_build_object('withdrawn_at', new.withdrawn_at) end
    );
    return null;
end
$$;


ALTER FUNCTION medport.on_decline_told() OWNER TO medport_events;

--
-- Name: on_held_back(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_held_back() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    bid medport.transport_bid;
begin
    for bid in
        update medport.transport_bid b
        set status = 'REJECTED', decline_reason = 'The hospital holds the trip for later.'
        where b.transport_request_id = new.trip_id and b.status = 'PENDING'
        returning b.*
    loop
        -- Told, since the hospital may count it yet: it may have offered the trip again before the bid arrives there.
        perform events.emit('bid.rejected', jsonb_build_object(
            'v', 1, 'trip_id', bid.transport_request_id, 'bid_id', bid.id, 'agency_id', bid.agency_id
        ));
    end loop;
    return null;
end
$$;


ALTER FUNCTION medport.on_held_back() OWNER TO medport_events;

--
-- Name: on_plan(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_plan() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    planned medport.unit;
    other medport.unit_plan;
    longest constant interval := case new.kind
        when 'BREAK' then interval '4 hours' when 'SHIFT' then interval '48 hours' else interval '366 days' end;
begin
    new.updated_at := clock_timestamp();
    -- Row security judges the row only after this trigger: nobody learns a thing by naming another agency's unit.
    if not coalesce(medport.am_center() or new.agency_id = medport.my_agency_id(), false)
       and not (select r.rolsuper from pg_catalog.pg_roles r where r.rolname = session_user)
    then
        raise exception 'You may plan for your own agency only.' using errcode = 'MP006';
    end if;
    select * into planned from medport.unit u
    where u.id = new.unit_id and u.agency_id = new.agency_id and u.is_active for update;
    if planned.id is null then
        raise exception 'That unit is not one of this agency''s.' using errcode = 'MP007', column = 'unit';
    end if;
    if tg_op = 'UPDATE' then
        if old.state in ('OVER', 'CANCELLED') then
            raise exception 'That plan is over already.' using errcode = 'MP002', hint = 'Make a new one.';
        elsif new.state in ('OVER', 'CANCELLED') then
            new.state := case old.state when 'PLANNED' then 'CANCELLED' else old.state end;
            new.end_time := case old.state when 'PLANNED' then old.end_time else now() end;
            return new;  -- one that runs is over as soon as apply_plans() sees its end
        end if;
        new.state := old.state;
        if new.start_time <> old.start_time and old.start_time <= now() then
            raise exception 'This has begun: its beginning stays.' using errcode = 'MP005', column = 'start_time',
                hint = 'Change its end, or end it and plan anew.';
        end if;
    else
        new.state := 'PLANNED';
        new.planned_by := medport.my_user_id();
        new.planned_by_name := events.name_of(new.planned_by);
    end if;
    if tg_op = 'INSERT' or new.start_time <> old.start_time then
        if new.start_time < now() - interval '24 hours' then
            raise exception 'A plan cannot begin more than a day ago.' using errcode = 'MP005', column = 'start_time';
        elsif new.start_time > now() + interval '60 days' then
            raise exception 'Plan at most 60 days ahead.' using errcode = 'MP005', column = 'start_time';
        end if;
    end if;
    if new.end_time is null and new.kind in ('SHIFT', 'BREAK') then
        raise exception 'Say when % ends.', medport.plan_words(new.kind) using errcode = 'MP005', column = 'end_time';
    elsif new.end_time <= new.start_time then
        raise exception 'The end must be after the beginning.' using errcode = 'MP005', column = 'end_time';
    elsif new.end_time <= now() then
        raise exception 'That time is over already.' using errcode = 'MP005', column = 'end_time';
    elsif new.end_time - new.start_time > longest then
        raise exception '% is at most % long.', initcap(left(medport.plan_words(new.kind), 1))
            || substr(medport.plan_words(new.kind), 2),
            case new.kind when 'BREAK' then '4 hours' when 'SHIFT' then '48 hours' else '366 days' end
            using errcode = 'MP005', column = 'end_time';
    end if;
    select * into other from medport.unit_plan p
    where p.unit_id = new.unit_id and p.id <> new.id and p.state in ('PLANNED', 'ACTIVE')
      and (p.kind = 'SHIFT') = (new.kind = 'SHIFT')
      and p.start_time < coalesce(new.end_time, 'infinity') and coalesce(p.end_time, 'infinity') > new.start_time
      and coalesce(p.end_time, 'infinity') > now()
    order by p.start_time limit 1;
    if other.id is not null then
        raise exception 'Unit % has % from % % already.', planned.unit_number, medport.plan_words(other.kind),
            medport.site_time(other.start_time),
            coalesce('to ' || medport.site_time(other.end_time), 'until further notice')
            using errcode = 'MP005', column = 'start_time', hint = 'Choose another time, or take that plan back first.';
    end if;
    return new;
end
$$;


ALTER FUNCTION medport.on_plan() OWNER TO medport_events;

--
-- Name: on_planned(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_planned() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
    perform medport.apply_plans(new.unit_id);
    -- The note of what runs is the reason in the unit's history.
    update medport.unit_availability a set notes = new.notes, updated_at = clock_timestamp()
    where a.plan_id = new.id and a.end_time is null and a.notes <> new.notes;
    return null;
end
$$;


ALTER FUNCTION medport.on_planned() OWNER TO medport_events;

--
-- Name: on_price_sheet(); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.on_price_sheet() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $_$
declare
    price record;
    ceiling constant integer := medport.setting_int('max_bid_cents', 5000000);
begin
    for price in
        select s.key as level, s.value as row,
               case when jsonb_typeof(s.value -> 'base_cents') = 'number' and s.value ->> 'base_cents' ~ '^[0-9]{1,9}$'
                    then (s.value ->> 'base_cents')::integer end as base,
               case when jsonb_typeof(s.value -> 'per_mile_cents') = 'number'
                         and s.value ->> 'per_mile_cents' ~ '^[0-9]{1,9}$'
                    then (s.value ->> 'per_mile_cents')::integer end as mile
        from jsonb_each(new.pricing_structure) s
    loop
        if price.level not in ('BLS', 'ALS', 'CCT', 'WHEELCHAIR', 'OTHER') then
            raise exception 'There is no level %.', left(price.level, 20) using errcode = 'MP005', column = 'pricing_structure';
        elsif price.base is null or price.mile is null
              or price.row - array['base_cents', 'per_mile_cents'] <> '{}'
        then
            raise exception 'The price of % needs a base and an amount a mile, in whole cents.', price.level
                using errcode = 'MP005', column = 'pricing_structure';
        elsif price.base + price.mile = 0 then
            raise exception 'The price of % is nothing; leave the level out instead.', price.level
                using errcode = 'MP005', column = 'pricing_structure';
        elsif price.base > ceiling or price.mile > 100000 then
            raise exception 'The price of % is too high.', price.level
                using errcode = 'MP005', column = 'pricing_structure',
                      hint = format('A base is at most $%s, a mile at most $1,000.',
                                    to_char(ceiling / 100.0, 'FM999,999,990.00'));
        end if;
    end loop;
    return new;
end
$_$;


ALTER FUNCTION medport.on_price_sheet() OWNER TO medport_owner;

--
-- Name: on_unit_change(); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.on_unit_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
begin
    new.updated_at := clock_timestamp();
    if not medport.by_event() then
        if tg_op = 'INSERT' and new.current_status = 'COMMITTED' then
            raise exception 'A unit is committed by giving it a trip.' using errcode = 'MP007', column = 'current_status';
        elsif tg_op = 'UPDATE' and new.current_status <> old.current_status
              and 'COMMITTED' in (new.current_status, old.current_status)
        then
            raise exception 'Unit % is %.', old.unit_number, case old.current_status
                when 'COMMITTED' then 'on a trip and is freed when the trip ends'
                else 'committed by giving it a trip' end
                using errcode = 'MP007', column = 'current_status';
        elsif tg_op = 'UPDATE' and old.current_status = 'COMMITTED'
              and (new.type <> old.type or new.is_active <> old.is_active)
        then
            raise exception 'Unit % is on a trip.', old.unit_number
                using errcode = 'MP007', hint = 'Change it when the trip has ended.';
        end if;
    end if;
    return new;
end
$$;


ALTER FUNCTION medport.on_unit_change() OWNER TO medport_owner;

--
-- Name: on_unit_freed(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_unit_freed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    held_since constant timestamptz := (
        select a.start_time from medport.unit_availability a where a.unit_id = new.id and a.end_time is null
    );
begin
    if new.shift_end is null or new.shift_end > now() then
        update medport.unit_plan p
        set start_time = now(),
            end_time = least(now() + (p.end_time - p.start_time), (
                select min(n.start_time) from medport.unit_plan n
                where n.unit_id = new.id and n.kind <> 'SHIFT' and n.state = 'PLANNED' and n.start_time > now()
            )),
            updated_at = clock_timestamp()
        where p.id = (
            select w.id from medport.unit_plan w
            where w.unit_id = new.id and w.kind = 'BREAK' and w.state = 'PLANNED' and w.start_time <= now()
              and w.end_time > held_since
            order by w.start_time limit 1
        );
    end if;
    new.current_status := medport.status_by_plan(new);
    update medport.unit_plan p set state = 'OVER', updated_at = clock_timestamp()
    where p.unit_id = new.id and p.state in ('PLANNED', 'ACTIVE') and p.end_time <= now();
    update medport.unit_plan p set state = 'ACTIVE', updated_at = clock_timestamp()
    where p.unit_id = new.id and p.state = 'PLANNED' and p.start_time <= now();
    return new;
end
$$;


ALTER FUNCTION medport.on_unit_freed() OWNER TO medport_events;

--
-- Name: on_unit_status(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_unit_status() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    who constant uuid := events.actor_id();
    plan medport.unit_plan;
begin
    if tg_op = 'UPDATE' then
        if new.current_status = old.current_status then
            return null;
        end if;
        update medport.unit_availability a
        set end_time = clock_timestamp(), updated_at = clock_timestamp()
        where a.unit_id = new.id and a.end_time is null;
        select * into plan from medport.unit_plan p
        where p.unit_id = new.id and p.state = 'ACTIVE' and p.kind <> 'SHIFT'
          and medport.plan_status(p.kind) = new.current_status
        limit 1;
    end if;
    insert into medport.unit_availability (unit_id, agency_id, status, plan_id, notes, changed_by, changed_by_name)
    values (
        new.id, new.agency_id, new.current_status, plan.id, coalesce(plan.notes, ''), who,
        coalesce((select case a.user_type when 'hospital' then a.hospital_name else a.name end
                  from reference.account a where a.user_id = who), '')
    );
    return null;
end
$$;


ALTER FUNCTION medport.on_unit_status() OWNER TO medport_events;

--
-- Name: on_unit_told(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_unit_told() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
    update medport.unit_plan p
    set state = 'OVER', end_time = greatest(now(), p.start_time + interval '1 millisecond'),
        updated_at = clock_timestamp()
    where p.unit_id = new.id and p.kind <> 'SHIFT' and p.state in ('PLANNED', 'ACTIVE') and p.start_time <= now();
    update medport.unit_plan p set state = 'ACTIVE', updated_at = clock_timestamp()
    where p.unit_id = new.id and p.kind = 'SHIFT' and p.state = 'PLANNED'
      and p.start_time <= now() and p.end_time > now();
    if new.current_status = 'AVAILABLE' then
        update medport.unit_plan p set state = 'OVER', updated_at = clock_timestamp()
        where p.unit_id = new.id and p.kind = 'SHIFT' and p.state in ('PLANNED', 'ACTIVE') and p.end_time <= now();
        if new.shift_end <= now() then
            new.shift_start := null;
            new.shift_end := null;
        end if;
    end if;
    return new;
end
$$;


ALTER FUNCTION medport.on_unit_told() OWNER TO medport_events;

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
-- Name: transport_bid; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.transport_bid (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    agency_id uuid NOT NULL,
    agency_name text DEFAULT ''::text NOT NULL,
    transport_request_id uuid NOT NULL,
    hospital_id uuid NOT NULL,
    bid_amount integer NOT NULL,
    estimated_arrival timestamp with time zone NOT NULL,
    estimated_pickup timestamp with time zone NOT NULL,
    special_notes text DEFAULT ''::text NOT NULL,
    unit_id uuid NOT NULL,
    unit_number text DEFAULT ''::text NOT NULL,
    empty_miles numeric(6,1),
    trip_revision integer DEFAULT 1 NOT NULL,
    status text DEFAULT 'PENDING'::text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    decline_reason text DEFAULT ''::text NOT NULL,
    submitted_by uuid,
    submitted_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT amount CHECK (((bid_amount >= 1) AND (bid_amount <= 100000000))),
    CONSTRAINT estimated_arrival CHECK ((estimated_arrival > estimated_pickup)),
    CONSTRAINT special_notes CHECK ((length(special_notes) <= 1000)),
    CONSTRAINT transport_bid_estimated_arrival_check CHECK (((estimated_arrival >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (estimated_arrival <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT transport_bid_estimated_pickup_check CHECK (((estimated_pickup >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (estimated_pickup <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT transport_bid_expires_at_check CHECK (((expires_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (expires_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT transport_bid_status_check CHECK ((status = ANY (ARRAY['PENDING'::text, 'ACCEPTED'::text, 'REJECTED'::text, 'EXPIRED'::text, 'WITHDRAWN'::text]))),
    CONSTRAINT transport_bid_submitted_at_check CHECK (((submitted_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (submitted_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT transport_bid_updated_at_check CHECK (((updated_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (updated_at <= '2200-01-01 00:00:00+00'::timestamp with time zone)))
);
ALTER TABLE ONLY medport.transport_bid ALTER COLUMN bid_amount SET STATISTICS 0;
ALTER TABLE ONLY medport.transport_bid ALTER COLUMN special_notes SET STATISTICS 0;

ALTER TABLE ONLY medport.transport_bid FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.transport_bid OWNER TO medport_owner;

--
-- Name: COLUMN transport_bid.trip_revision; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.transport_bid.trip_revision IS 'The trip''s revision that was bid on: where the board''s is higher, the trip has changed since';


--
-- Name: open_bids(uuid); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.open_bids(trip_id uuid) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    RETURN (SELECT (count(*))::integer AS count FROM (medport.transport_bid b JOIN medport.available_trip t ON ((t.trip_id = b.transport_request_id))) WHERE ((b.transport_request_id = open_bids.trip_id) AND (t.status = 'OPEN'::text) AND (b.status = 'PENDING'::text) AND (b.expires_at > now()) AND (t.hospital_id = COALESCE(medport.my_hospital_id(), t.hospital_id))));


ALTER FUNCTION medport.open_bids(trip_id uuid) OWNER TO medport_events;

--
-- Name: plan_status(text); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.plan_status(kind text) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO ''
    RETURN CASE kind WHEN 'BREAK'::text THEN 'OUT_OF_SERVICE'::text ELSE kind END;


ALTER FUNCTION medport.plan_status(kind text) OWNER TO medport_owner;

--
-- Name: plan_words(text); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.plan_words(kind text) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO ''
    RETURN CASE kind WHEN 'SHIFT'::text THEN 'a shift'::text WHEN 'BREAK'::text THEN 'a break'::text WHEN 'OUT_OF_SERVICE'::text THEN 'time out of service'::text WHEN 'MAINTENANCE'::text THEN 'maintenance'::text ELSE 'time off duty'::text END;


ALTER FUNCTION medport.plan_words(kind text) OWNER TO medport_owner;

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
-- Name: setting_int(text, integer); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.setting_int(key text, fallback integer) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO ''
    RETURN COALESCE((SELECT CASE WHEN (c.value ~ '^\d{1,9}$'::text) THEN (c.value)::integer ELSE NULL::integer END AS "case" FROM medport.system_configuration c WHERE ((c.key = setting_int.key) AND c.is_active)), fallback);


ALTER FUNCTION medport.setting_int(key text, fallback integer) OWNER TO medport_events;

--
-- Name: site_zone(); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.site_zone() RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO ''
    RETURN COALESCE((SELECT c.value FROM (medport.system_configuration c JOIN pg_timezone_names z ON ((z.name = c.value))) WHERE ((c.key = 'time_zone'::text) AND c.is_active)), 'America/New_York'::text);


ALTER FUNCTION medport.site_zone() OWNER TO medport_owner;

--
-- Name: site_time(timestamp with time zone); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.site_time(moment timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO ''
    RETURN to_char((moment AT TIME ZONE medport.site_zone()), 'Dy HH24:MI'::text);


ALTER FUNCTION medport.site_time(moment timestamp with time zone) OWNER TO medport_events;

--
-- Name: unit_plan; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.unit_plan (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    unit_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    kind text NOT NULL,
    state text DEFAULT 'PLANNED'::text NOT NULL,
    start_time timestamp with time zone DEFAULT now() NOT NULL,
    end_time timestamp with time zone,
    notes text DEFAULT ''::text NOT NULL,
    planned_by uuid,
    planned_by_name text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT end_time CHECK ((end_time > start_time)),
    CONSTRAINT kind CHECK ((kind = ANY (ARRAY['SHIFT'::text, 'BREAK'::text, 'OUT_OF_SERVICE'::text, 'MAINTENANCE'::text, 'OFF_DUTY'::text]))),
    CONSTRAINT notes CHECK ((length(notes) <= 500)),
    CONSTRAINT state CHECK ((state = ANY (ARRAY['PLANNED'::text, 'ACTIVE'::text, 'OVER'::text, 'CANCELLED'::text]))),
    CONSTRAINT unit_plan_created_at_check CHECK (((created_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (created_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT unit_plan_end_time_check CHECK (((end_time >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (end_time <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT unit_plan_start_time_check CHECK (((start_time >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (start_time <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT unit_plan_updated_at_check CHECK (((updated_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (updated_at <= '2200-01-01 00:00:00+00'::timestamp with time zone)))
);
ALTER TABLE ONLY medport.unit_plan ALTER COLUMN notes SET STATISTICS 0;

ALTER TABLE ONLY medport.unit_plan FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.unit_plan OWNER TO medport_owner;

--
-- Name: TABLE unit_plan; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON TABLE medport.unit_plan IS 'Shifts, breaks and absences of units, as their agency plans them.';


--
-- Name: COLUMN unit_plan.state; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.unit_plan.state IS 'PLANNED, ACTIVE, OVER, or CANCELLED before it began. Set by the database.';


--
-- Name: COLUMN unit_plan.notes; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.unit_plan.notes IS 'Why, in the agency''s words. Not in the audit log.';


--
-- Name: status_by_plan(medport.unit); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.status_by_plan(unit medport.unit) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO ''
    BEGIN ATOMIC
 WITH live AS (
          SELECT p.kind,
             p.state,
             p.end_time,
             ((p.start_time <= now()) AND ((p.end_time IS NULL) OR (p.end_time > now()))) AS runs,
             ((p.state = 'ACTIVE'::text) AND (p.end_time <= now())) AS is_over
            FROM medport.unit_plan p
           WHERE ((p.unit_id = (status_by_plan.unit).id) AND (p.state = ANY (ARRAY['PLANNED'::text, 'ACTIVE'::text])))
         ), facts AS (
          SELECT min(l.kind) FILTER (WHERE (l.runs AND (l.kind <> 'SHIFT'::text))) AS away,
             bool_or((l.is_over AND (l.kind <> 'SHIFT'::text) AND (medport.plan_status(l.kind) = (status_by_plan.unit).current_status))) AS is_back,
             bool_or((l.runs AND (l.kind = 'SHIFT'::text))) AS on_shift,
             bool_or((l.runs AND (l.kind = 'SHIFT'::text) AND (l.state = 'PLANNED'::text))) AS begins,
             bool_or((l.is_over AND (l.kind = 'SHIFT'::text))) AS ends
            FROM live l
         )
  SELECT
         CASE
             WHEN ((status_by_plan.unit).current_status = 'COMMITTED'::text) THEN 'COMMITTED'::text
             WHEN (f.away IS NOT NULL) THEN medport.plan_status(f.away)
             WHEN f.is_back THEN
             CASE
                 WHEN (((status_by_plan.unit).shift_end IS NULL) OR f.on_shift) THEN 'AVAILABLE'::text
                 ELSE 'OFF_DUTY'::text
             END
             WHEN (((status_by_plan.unit).current_status = 'AVAILABLE'::text) AND (NOT COALESCE(f.on_shift, false)) AND (f.ends OR ((status_by_plan.unit).shift_end <= now()))) THEN 'OFF_DUTY'::text
             WHEN (((status_by_plan.unit).current_status = 'OFF_DUTY'::text) AND f.begins) THEN 'AVAILABLE'::text
             ELSE (status_by_plan.unit).current_status
         END AS current_status
    FROM facts f;
END;


ALTER FUNCTION medport.status_by_plan(unit medport.unit) OWNER TO medport_owner;

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
-- Name: unit_able(text, text); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.unit_able(unit_type text, level text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    SET search_path TO ''
    RETURN CASE level WHEN 'CCT'::text THEN (unit_type = 'CCT'::text) WHEN 'ALS'::text THEN (unit_type = ANY (ARRAY['ALS'::text, 'CCT'::text])) WHEN 'BLS'::text THEN (unit_type = ANY (ARRAY['BLS'::text, 'ALS'::text, 'CCT'::text])) WHEN 'WHEELCHAIR'::text THEN (unit_type = ANY (ARRAY['WHEELCHAIR'::text, 'BLS'::text, 'ALS'::text])) ELSE true END;


ALTER FUNCTION medport.unit_able(unit_type text, level text) OWNER TO medport_owner;

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
-- Name: verifier_ems; Type: TABLE; Schema: reference; Owner: medport_apply
--

CREATE TABLE reference.verifier_ems (
    user_id uuid CONSTRAINT verifier_hospital_user_id_not_null NOT NULL,
    verifier text CONSTRAINT verifier_hospital_verifier_not_null NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() CONSTRAINT verifier_hospital_updated_at_not_null NOT NULL
);


ALTER TABLE reference.verifier_ems OWNER TO medport_apply;

--
-- Name: silo_verifier(uuid); Type: FUNCTION; Schema: reference; Owner: medport_accounts
--

CREATE FUNCTION reference.silo_verifier(user_id uuid) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO ''
    RETURN (SELECT v.verifier FROM reference.verifier_ems v WHERE (v.user_id = silo_verifier.user_id));


ALTER FUNCTION reference.silo_verifier(user_id uuid) OWNER TO medport_accounts;

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
-- Name: log; Type: TABLE; Schema: audit; Owner: medport_events
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

ALTER TABLE ONLY audit.log FORCE ROW LEVEL SECURITY;


ALTER TABLE audit.log OWNER TO medport_events;

--
-- Name: center; Type: TABLE; Schema: events; Owner: medport_apply
--

CREATE TABLE events.center (
    id uuid DEFAULT uuidv7() CONSTRAINT hospital_id_not_null NOT NULL,
    kind text CONSTRAINT hospital_kind_not_null NOT NULL,
    v integer DEFAULT 1 CONSTRAINT hospital_v_not_null NOT NULL,
    payload jsonb CONSTRAINT hospital_payload_not_null NOT NULL,
    actor_id uuid,
    occurred_at timestamp with time zone DEFAULT clock_timestamp() CONSTRAINT hospital_occurred_at_not_null NOT NULL
);


ALTER TABLE events.center OWNER TO medport_apply;

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
-- Name: audit_log; Type: VIEW; Schema: medport; Owner: medport_owner
--

CREATE VIEW medport.audit_log WITH (security_invoker='true') AS
 SELECT id,
    user_id,
    user_name,
    action,
    entity_type,
    entity_id,
    trip_id,
    changes,
    "timestamp",
    ip_address,
    source_database
   FROM audit.log;


ALTER VIEW medport.audit_log OWNER TO medport_owner;

--
-- Name: delivered; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.delivered (
    key uuid NOT NULL,
    person uuid DEFAULT medport.my_user_id() NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT delivered_at_check CHECK (((at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (at <= '2200-01-01 00:00:00+00'::timestamp with time zone)))
);

ALTER TABLE ONLY medport.delivered FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.delivered OWNER TO medport_owner;

--
-- Name: TABLE delivered; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON TABLE medport.delivered IS 'Changes that consoles have made, so that none is made twice; for 30 days';


--
-- Name: COLUMN delivered.key; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.delivered.key IS 'Made by the console at its first try (a version 7 UUID, RFC 9562)';


--
-- Name: COLUMN delivered.person; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.delivered.person IS 'Who made the change; nobody can use up another person''s keys';


--
-- Name: COLUMN delivered.at; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.delivered.at IS 'When it was made';


--
-- Name: ems_route; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.ems_route (
    id uuid DEFAULT uuidv7() NOT NULL,
    agency_id uuid NOT NULL,
    route_name text NOT NULL,
    route_type text DEFAULT ''::text NOT NULL,
    waypoints jsonb DEFAULT '[]'::jsonb NOT NULL,
    distance numeric(6,1),
    estimated_time interval,
    status text DEFAULT 'ACTIVE'::text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT ems_route_created_at_check CHECK (((created_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (created_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT ems_route_updated_at_check CHECK (((updated_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (updated_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT route_name CHECK (((length(TRIM(BOTH FROM route_name)) >= 1) AND (length(TRIM(BOTH FROM route_name)) <= 200))),
    CONSTRAINT route_type CHECK ((length(route_type) <= 40)),
    CONSTRAINT status CHECK ((length(status) <= 40)),
    CONSTRAINT waypoints CHECK (((jsonb_typeof(waypoints) = 'array'::text) AND (length((waypoints)::text) <= 20000)))
);

ALTER TABLE ONLY medport.ems_route FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.ems_route OWNER TO medport_owner;

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
-- Name: trip_decline; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.trip_decline (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    trip_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    reason text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    status text DEFAULT 'LIVE'::text NOT NULL,
    declined_by uuid,
    declined_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    withdrawn_at timestamp with time zone,
    CONSTRAINT note CHECK ((length(note) <= 2000)),
    CONSTRAINT reason CHECK ((reason = ANY (ARRAY['NO_UNIT'::text, 'NO_CREW'::text, 'OUT_OF_AREA'::text, 'LEVEL_NOT_STAFFED'::text, 'WEATHER'::text, 'PRICE'::text, 'OTHER'::text]))),
    CONSTRAINT trip_decline_declined_at_check CHECK (((declined_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (declined_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT trip_decline_status_check CHECK ((status = ANY (ARRAY['LIVE'::text, 'WITHDRAWN'::text]))),
    CONSTRAINT trip_decline_withdrawn_at_check CHECK (((withdrawn_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (withdrawn_at <= '2200-01-01 00:00:00+00'::timestamp with time zone)))
);
ALTER TABLE ONLY medport.trip_decline ALTER COLUMN note SET STATISTICS 0;

ALTER TABLE ONLY medport.trip_decline FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.trip_decline OWNER TO medport_owner;

--
-- Name: TABLE trip_decline; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON TABLE medport.trip_decline IS 'Agencies that will not run a trip on offer, with a coded reason';


--
-- Name: COLUMN trip_decline.note; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.trip_decline.note IS 'For the agency alone: in no event, and not shown in the audit log';


--
-- Name: COLUMN trip_decline.status; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.trip_decline.status IS 'LIVE; WITHDRAWN where the agency took it back, bid or accepted after all';


--
-- Name: unit_availability; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.unit_availability (
    id uuid DEFAULT uuidv7() NOT NULL,
    unit_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    status text NOT NULL,
    start_time timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    end_time timestamp with time zone,
    plan_id uuid,
    notes text DEFAULT ''::text NOT NULL,
    changed_by uuid,
    changed_by_name text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT unit_availability_created_at_check CHECK (((created_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (created_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT unit_availability_end_time_check CHECK (((end_time >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (end_time <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT unit_availability_start_time_check CHECK (((start_time >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (start_time <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT unit_availability_updated_at_check CHECK (((updated_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (updated_at <= '2200-01-01 00:00:00+00'::timestamp with time zone)))
);
ALTER TABLE ONLY medport.unit_availability ALTER COLUMN notes SET STATISTICS 0;

ALTER TABLE ONLY medport.unit_availability FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.unit_availability OWNER TO medport_owner;

--
-- Name: TABLE unit_availability; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON TABLE medport.unit_availability IS 'The history of each unit''s statuses; the row without an end is the current one.';


--
-- Name: COLUMN unit_availability.plan_id; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.unit_availability.plan_id IS 'The plan that made it so; NULL where somebody said so, or a trip.';


--
-- Name: COLUMN unit_availability.changed_by_name; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.unit_availability.changed_by_name IS 'A person''s name, or their hospital''s; empty for the clock.';


--
-- Name: unit_now; Type: VIEW; Schema: medport; Owner: medport_owner
--

CREATE VIEW medport.unit_now WITH (security_invoker='true') AS
 SELECT u.id AS unit_id,
    u.agency_id,
    medport.status_by_plan(u.*) AS status,
    away.kind AS away_kind,
    away.end_time AS away_until,
    coming.kind AS next_kind,
    coming.start_time AS next_at
   FROM ((medport.unit u
     LEFT JOIN LATERAL ( SELECT p.kind,
            p.end_time
           FROM medport.unit_plan p
          WHERE ((p.unit_id = u.id) AND (p.kind <> 'SHIFT'::text) AND (p.state = ANY (ARRAY['PLANNED'::text, 'ACTIVE'::text])) AND (p.start_time <= now()) AND ((p.end_time IS NULL) OR (p.end_time > now())) AND (u.current_status <> 'COMMITTED'::text))
         LIMIT 1) away ON (true))
     LEFT JOIN LATERAL ( SELECT p.kind,
            p.start_time
           FROM medport.unit_plan p
          WHERE ((p.unit_id = u.id) AND (p.kind <> 'SHIFT'::text) AND (p.state = 'PLANNED'::text) AND ((p.start_time > now()) OR ((u.current_status = 'COMMITTED'::text) AND (p.kind = 'BREAK'::text))))
          ORDER BY p.start_time
         LIMIT 1) coming ON (true));


ALTER VIEW medport.unit_now OWNER TO medport_owner;

--
-- Name: VIEW unit_now; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON VIEW medport.unit_now IS 'What each unit is doing by its own time, and what its plan says next.';


--
-- Name: alembic_version; Type: TABLE; Schema: migrations; Owner: postgres
--

CREATE TABLE migrations.alembic_version (
    version_num character varying(32) NOT NULL
);


ALTER TABLE migrations.alembic_version OWNER TO postgres;

--
-- Name: agency; Type: TABLE; Schema: reference; Owner: medport_events
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


ALTER TABLE reference.agency OWNER TO medport_events;

--
-- Name: configuration; Type: TABLE; Schema: reference; Owner: medport_apply
--

CREATE TABLE reference.configuration (
    key text NOT NULL,
    value text NOT NULL,
    is_active boolean NOT NULL
);


ALTER TABLE reference.configuration OWNER TO medport_apply;

--
-- Name: hospital; Type: TABLE; Schema: reference; Owner: medport_apply
--

CREATE TABLE reference.hospital (
    id uuid NOT NULL,
    name text NOT NULL,
    is_active boolean NOT NULL
);


ALTER TABLE reference.hospital OWNER TO medport_apply;

--
-- Name: verifier_hospital; Type: TABLE; Schema: reference; Owner: medport_events
--

CREATE TABLE reference.verifier_hospital (
    user_id uuid NOT NULL,
    verifier text NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


ALTER TABLE reference.verifier_hospital OWNER TO medport_events;

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
-- Name: FUNCTION deliver(source text, event_id uuid, kind text, v integer, payload jsonb, actor uuid); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.deliver(source text, event_id uuid, kind text, v integer, payload jsonb, actor uuid) FROM PUBLIC;


--
-- Name: FUNCTION dispatch(source text, event_id uuid, kind text, payload jsonb); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.dispatch(source text, event_id uuid, kind text, payload jsonb) FROM PUBLIC;


--
-- Name: TABLE ems; Type: ACL; Schema: events; Owner: medport_events
--

GRANT SELECT ON TABLE events.ems TO medport_replication;


--
-- Name: FUNCTION emit(kind text, payload jsonb); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.emit(kind text, payload jsonb) FROM PUBLIC;


--
-- Name: TABLE available_trip; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.available_trip TO medport_events;
GRANT SELECT ON TABLE medport.available_trip TO medport_ems;
GRANT SELECT ON TABLE medport.available_trip TO medport_hospital;
GRANT SELECT ON TABLE medport.available_trip TO medport_center;


--
-- Name: FUNCTION facts_of(trip uuid); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.facts_of(trip uuid) FROM PUBLIC;


--
-- Name: FUNCTION last_beat(source text); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.last_beat(source text) FROM PUBLIC;


--
-- Name: TABLE account; Type: ACL; Schema: reference; Owner: medport_apply
--

GRANT SELECT,INSERT,UPDATE ON TABLE reference.account TO medport_events;
GRANT SELECT ON TABLE reference.account TO medport_accounts;


--
-- Name: FUNCTION name_of(user_id uuid); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.name_of(user_id uuid) FROM PUBLIC;


--
-- Name: TABLE assignment; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.assignment TO medport_events;
GRANT SELECT ON TABLE medport.assignment TO medport_ems;
GRANT SELECT ON TABLE medport.assignment TO medport_center;


--
-- Name: COLUMN assignment.id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(id) ON TABLE medport.assignment TO medport_ems;
GRANT INSERT(id) ON TABLE medport.assignment TO medport_center;


--
-- Name: COLUMN assignment.trip_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(trip_id) ON TABLE medport.assignment TO medport_ems;
GRANT INSERT(trip_id) ON TABLE medport.assignment TO medport_center;


--
-- Name: COLUMN assignment.agency_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(agency_id) ON TABLE medport.assignment TO medport_ems;
GRANT INSERT(agency_id) ON TABLE medport.assignment TO medport_center;


--
-- Name: COLUMN assignment.unit_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(unit_id),UPDATE(unit_id) ON TABLE medport.assignment TO medport_ems;
GRANT INSERT(unit_id),UPDATE(unit_id) ON TABLE medport.assignment TO medport_center;


--
-- Name: COLUMN assignment.status; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(status) ON TABLE medport.assignment TO medport_ems;
GRANT UPDATE(status) ON TABLE medport.assignment TO medport_center;


--
-- Name: COLUMN assignment.estimated_pickup; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(estimated_pickup) ON TABLE medport.assignment TO medport_ems;
GRANT INSERT(estimated_pickup) ON TABLE medport.assignment TO medport_center;


--
-- Name: COLUMN assignment.end_reason; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(end_reason) ON TABLE medport.assignment TO medport_ems;
GRANT UPDATE(end_reason) ON TABLE medport.assignment TO medport_center;


--
-- Name: COLUMN assignment.end_note; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(end_note) ON TABLE medport.assignment TO medport_ems;
GRANT UPDATE(end_note) ON TABLE medport.assignment TO medport_center;


--
-- Name: COLUMN assignment.told_late; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(told_late) ON TABLE medport.assignment TO medport_ems;
GRANT UPDATE(told_late) ON TABLE medport.assignment TO medport_center;


--
-- Name: FUNCTION on_acceptance_refused(payload jsonb); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.on_acceptance_refused(payload jsonb) FROM PUBLIC;


--
-- Name: FUNCTION on_arrival(); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.on_arrival() FROM PUBLIC;


--
-- Name: FUNCTION on_offer(payload jsonb); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.on_offer(payload jsonb) FROM PUBLIC;


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
-- Name: TABLE ems_agency; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.ems_agency TO medport_events;
GRANT SELECT ON TABLE medport.ems_agency TO medport_ems;
GRANT SELECT ON TABLE medport.ems_agency TO medport_center;


--
-- Name: COLUMN ems_agency.id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(id) ON TABLE medport.ems_agency TO medport_hospital;


--
-- Name: COLUMN ems_agency.name; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(name) ON TABLE medport.ems_agency TO medport_hospital;


--
-- Name: COLUMN ems_agency.contact_name; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(contact_name) ON TABLE medport.ems_agency TO medport_ems_manager;
GRANT UPDATE(contact_name) ON TABLE medport.ems_agency TO medport_center;


--
-- Name: COLUMN ems_agency.phone; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(phone) ON TABLE medport.ems_agency TO medport_hospital;
GRANT UPDATE(phone) ON TABLE medport.ems_agency TO medport_ems_manager;
GRANT UPDATE(phone) ON TABLE medport.ems_agency TO medport_center;


--
-- Name: COLUMN ems_agency.email; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(email) ON TABLE medport.ems_agency TO medport_ems_manager;
GRANT UPDATE(email) ON TABLE medport.ems_agency TO medport_center;


--
-- Name: COLUMN ems_agency.address; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(address) ON TABLE medport.ems_agency TO medport_ems_manager;
GRANT UPDATE(address) ON TABLE medport.ems_agency TO medport_center;


--
-- Name: COLUMN ems_agency.city; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(city) ON TABLE medport.ems_agency TO medport_hospital;
GRANT UPDATE(city) ON TABLE medport.ems_agency TO medport_ems_manager;
GRANT UPDATE(city) ON TABLE medport.ems_agency TO medport_center;


--
-- Name: COLUMN ems_agency.state; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(state) ON TABLE medport.ems_agency TO medport_hospital;
GRANT UPDATE(state) ON TABLE medport.ems_agency TO medport_ems_manager;
GRANT UPDATE(state) ON TABLE medport.ems_agency TO medport_center;


--
-- Name: COLUMN ems_agency.zip_code; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(zip_code) ON TABLE medport.ems_agency TO medport_ems_manager;
GRANT UPDATE(zip_code) ON TABLE medport.ems_agency TO medport_center;


--
-- Name: COLUMN ems_agency.coordinates; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(coordinates) ON TABLE medport.ems_agency TO medport_hospital;
GRANT UPDATE(coordinates) ON TABLE medport.ems_agency TO medport_ems_manager;
GRANT UPDATE(coordinates) ON TABLE medport.ems_agency TO medport_center;


--
-- Name: COLUMN ems_agency.service_area; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(service_area) ON TABLE medport.ems_agency TO medport_ems_manager;
GRANT UPDATE(service_area) ON TABLE medport.ems_agency TO medport_center;


--
-- Name: COLUMN ems_agency.operating_hours; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(operating_hours) ON TABLE medport.ems_agency TO medport_ems_manager;
GRANT UPDATE(operating_hours) ON TABLE medport.ems_agency TO medport_center;


--
-- Name: COLUMN ems_agency.capabilities; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(capabilities) ON TABLE medport.ems_agency TO medport_hospital;
GRANT UPDATE(capabilities) ON TABLE medport.ems_agency TO medport_ems_manager;
GRANT UPDATE(capabilities) ON TABLE medport.ems_agency TO medport_center;


--
-- Name: COLUMN ems_agency.pricing_structure; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(pricing_structure) ON TABLE medport.ems_agency TO medport_ems_manager;
GRANT UPDATE(pricing_structure) ON TABLE medport.ems_agency TO medport_center;


--
-- Name: COLUMN ems_agency.is_active; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(is_active) ON TABLE medport.ems_agency TO medport_hospital;
GRANT UPDATE(is_active) ON TABLE medport.ems_agency TO medport_center;


--
-- Name: COLUMN ems_agency.status; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(status) ON TABLE medport.ems_agency TO medport_center;


--
-- Name: FUNCTION on_service_registered(payload jsonb); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.on_service_registered(payload jsonb) FROM PUBLIC;


--
-- Name: FUNCTION on_trip_awarded(payload jsonb); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.on_trip_awarded(payload jsonb) FROM PUBLIC;


--
-- Name: FUNCTION on_trip_cancelled(payload jsonb); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.on_trip_cancelled(payload jsonb) FROM PUBLIC;


--
-- Name: TABLE agency_user; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.agency_user TO medport_events;
GRANT SELECT ON TABLE medport.agency_user TO medport_ems;
GRANT SELECT ON TABLE medport.agency_user TO medport_center;


--
-- Name: FUNCTION on_user(payload jsonb); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.on_user(payload jsonb) FROM PUBLIC;


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
-- Name: FUNCTION stand_down(trip uuid, reason text); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.stand_down(trip uuid, reason text) FROM PUBLIC;


--
-- Name: FUNCTION agency_works(agency uuid); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.agency_works(agency uuid) FROM PUBLIC;


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
-- Name: FUNCTION apply_plans(target uuid); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.apply_plans(target uuid) FROM PUBLIC;


--
-- Name: FUNCTION by_event(); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.by_event() FROM PUBLIC;
GRANT ALL ON FUNCTION medport.by_event() TO medport_person;
GRANT ALL ON FUNCTION medport.by_event() TO medport_events;


--
-- Name: FUNCTION check_transition(from_status text, to_status text, side text, by_event boolean); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.check_transition(from_status text, to_status text, side text, by_event boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.check_transition(from_status text, to_status text, side text, by_event boolean) TO medport_person;
GRANT ALL ON FUNCTION medport.check_transition(from_status text, to_status text, side text, by_event boolean) TO medport_events;


--
-- Name: TABLE unit; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.unit TO medport_events;
GRANT SELECT ON TABLE medport.unit TO medport_ems;
GRANT SELECT ON TABLE medport.unit TO medport_center;


--
-- Name: COLUMN unit.id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(id) ON TABLE medport.unit TO medport_ems_manager;


--
-- Name: COLUMN unit.agency_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(agency_id) ON TABLE medport.unit TO medport_ems_manager;


--
-- Name: COLUMN unit.unit_number; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(unit_number),UPDATE(unit_number) ON TABLE medport.unit TO medport_ems_manager;


--
-- Name: COLUMN unit.type; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(type),UPDATE(type) ON TABLE medport.unit TO medport_ems_manager;


--
-- Name: COLUMN unit.capabilities; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(capabilities),UPDATE(capabilities) ON TABLE medport.unit TO medport_ems_manager;


--
-- Name: COLUMN unit.current_status; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(current_status) ON TABLE medport.unit TO medport_ems;
GRANT UPDATE(current_status) ON TABLE medport.unit TO medport_center;
GRANT INSERT(current_status) ON TABLE medport.unit TO medport_ems_manager;


--
-- Name: COLUMN unit.current_location; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(current_location) ON TABLE medport.unit TO medport_ems;
GRANT UPDATE(current_location) ON TABLE medport.unit TO medport_center;
GRANT INSERT(current_location) ON TABLE medport.unit TO medport_ems_manager;


--
-- Name: COLUMN unit.coordinates; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(coordinates) ON TABLE medport.unit TO medport_ems;
GRANT UPDATE(coordinates) ON TABLE medport.unit TO medport_center;
GRANT INSERT(coordinates) ON TABLE medport.unit TO medport_ems_manager;


--
-- Name: COLUMN unit.is_active; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(is_active) ON TABLE medport.unit TO medport_ems_manager;


--
-- Name: FUNCTION check_unit_at(unit medport.unit, pickup timestamp with time zone); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.check_unit_at(unit medport.unit, pickup timestamp with time zone) FROM PUBLIC;


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
-- Name: TABLE system_configuration; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.system_configuration TO medport_events;
GRANT SELECT ON TABLE medport.system_configuration TO medport_person;


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
-- Name: FUNCTION empty_miles(unit medport.unit, origin point); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.empty_miles(unit medport.unit, origin point) FROM PUBLIC;


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
-- Name: FUNCTION keep_plans(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.keep_plans() FROM PUBLIC;


--
-- Name: FUNCTION lock_unit(agency uuid, unit uuid, level text, must_be_free boolean); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.lock_unit(agency uuid, unit uuid, level text, must_be_free boolean) FROM PUBLIC;


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
-- Name: FUNCTION my_user_id(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.my_user_id() FROM PUBLIC;
GRANT ALL ON FUNCTION medport.my_user_id() TO medport_person;


--
-- Name: FUNCTION on_agency_facts(); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.on_agency_facts() FROM PUBLIC;


--
-- Name: FUNCTION on_agency_published(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_agency_published() FROM PUBLIC;


--
-- Name: FUNCTION on_answer(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_answer() FROM PUBLIC;


--
-- Name: FUNCTION on_assignment(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_assignment() FROM PUBLIC;


--
-- Name: FUNCTION on_assignment_change(); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.on_assignment_change() FROM PUBLIC;


--
-- Name: FUNCTION on_assignment_moved(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_assignment_moved() FROM PUBLIC;


--
-- Name: FUNCTION on_assignment_told(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_assignment_told() FROM PUBLIC;


--
-- Name: FUNCTION on_assignment_unit(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_assignment_unit() FROM PUBLIC;


--
-- Name: FUNCTION on_bid(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_bid() FROM PUBLIC;


--
-- Name: FUNCTION on_bid_change(); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.on_bid_change() FROM PUBLIC;


--
-- Name: FUNCTION on_bid_told(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_bid_told() FROM PUBLIC;


--
-- Name: FUNCTION on_change_notify(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_change_notify() FROM PUBLIC;


--
-- Name: FUNCTION on_decline(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_decline() FROM PUBLIC;


--
-- Name: FUNCTION on_decline_change(); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.on_decline_change() FROM PUBLIC;


--
-- Name: FUNCTION on_decline_told(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_decline_told() FROM PUBLIC;


--
-- Name: FUNCTION on_held_back(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_held_back() FROM PUBLIC;


--
-- Name: FUNCTION on_plan(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_plan() FROM PUBLIC;


--
-- Name: FUNCTION on_planned(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_planned() FROM PUBLIC;


--
-- Name: FUNCTION on_price_sheet(); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.on_price_sheet() FROM PUBLIC;


--
-- Name: FUNCTION on_unit_change(); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.on_unit_change() FROM PUBLIC;


--
-- Name: FUNCTION on_unit_freed(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_unit_freed() FROM PUBLIC;


--
-- Name: FUNCTION on_unit_status(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_unit_status() FROM PUBLIC;


--
-- Name: FUNCTION on_unit_told(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_unit_told() FROM PUBLIC;


--
-- Name: FUNCTION on_update_touch(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_update_touch() FROM PUBLIC;


--
-- Name: TABLE transport_bid; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.transport_bid TO medport_events;
GRANT SELECT ON TABLE medport.transport_bid TO medport_ems;
GRANT SELECT ON TABLE medport.transport_bid TO medport_hospital;
GRANT SELECT ON TABLE medport.transport_bid TO medport_center;


--
-- Name: COLUMN transport_bid.id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(id) ON TABLE medport.transport_bid TO medport_ems;
GRANT INSERT(id) ON TABLE medport.transport_bid TO medport_center;


--
-- Name: COLUMN transport_bid.agency_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(agency_id) ON TABLE medport.transport_bid TO medport_ems;
GRANT INSERT(agency_id) ON TABLE medport.transport_bid TO medport_center;


--
-- Name: COLUMN transport_bid.transport_request_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(transport_request_id) ON TABLE medport.transport_bid TO medport_ems;
GRANT INSERT(transport_request_id) ON TABLE medport.transport_bid TO medport_center;


--
-- Name: COLUMN transport_bid.bid_amount; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(bid_amount) ON TABLE medport.transport_bid TO medport_ems;
GRANT INSERT(bid_amount) ON TABLE medport.transport_bid TO medport_center;


--
-- Name: COLUMN transport_bid.estimated_arrival; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(estimated_arrival) ON TABLE medport.transport_bid TO medport_ems;
GRANT INSERT(estimated_arrival) ON TABLE medport.transport_bid TO medport_center;


--
-- Name: COLUMN transport_bid.estimated_pickup; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(estimated_pickup) ON TABLE medport.transport_bid TO medport_ems;
GRANT INSERT(estimated_pickup) ON TABLE medport.transport_bid TO medport_center;


--
-- Name: COLUMN transport_bid.special_notes; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(special_notes) ON TABLE medport.transport_bid TO medport_ems;
GRANT INSERT(special_notes) ON TABLE medport.transport_bid TO medport_center;


--
-- Name: COLUMN transport_bid.unit_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(unit_id) ON TABLE medport.transport_bid TO medport_ems;
GRANT INSERT(unit_id) ON TABLE medport.transport_bid TO medport_center;


--
-- Name: COLUMN transport_bid.status; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(status) ON TABLE medport.transport_bid TO medport_ems;
GRANT UPDATE(status) ON TABLE medport.transport_bid TO medport_center;


--
-- Name: FUNCTION open_bids(trip_id uuid); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.open_bids(trip_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.open_bids(trip_id uuid) TO medport_person;


--
-- Name: FUNCTION plan_status(kind text); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.plan_status(kind text) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.plan_status(kind text) TO medport_person;
GRANT ALL ON FUNCTION medport.plan_status(kind text) TO medport_events;


--
-- Name: FUNCTION plan_words(kind text); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.plan_words(kind text) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.plan_words(kind text) TO medport_events;


--
-- Name: FUNCTION replay_dead_letter(event_id uuid); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.replay_dead_letter(event_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.replay_dead_letter(event_id uuid) TO medport_center_admin;


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
-- Name: FUNCTION setting_int(key text, fallback integer); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.setting_int(key text, fallback integer) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.setting_int(key text, fallback integer) TO medport_person;
GRANT ALL ON FUNCTION medport.setting_int(key text, fallback integer) TO medport_accounts;


--
-- Name: FUNCTION site_zone(); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.site_zone() FROM PUBLIC;
GRANT ALL ON FUNCTION medport.site_zone() TO medport_person;
GRANT ALL ON FUNCTION medport.site_zone() TO medport_events;


--
-- Name: FUNCTION site_time(moment timestamp with time zone); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.site_time(moment timestamp with time zone) FROM PUBLIC;


--
-- Name: TABLE unit_plan; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.unit_plan TO medport_events;
GRANT SELECT ON TABLE medport.unit_plan TO medport_ems;
GRANT SELECT ON TABLE medport.unit_plan TO medport_center;


--
-- Name: COLUMN unit_plan.id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(id) ON TABLE medport.unit_plan TO medport_ems;
GRANT INSERT(id) ON TABLE medport.unit_plan TO medport_center;


--
-- Name: COLUMN unit_plan.unit_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(unit_id) ON TABLE medport.unit_plan TO medport_ems;
GRANT INSERT(unit_id) ON TABLE medport.unit_plan TO medport_center;


--
-- Name: COLUMN unit_plan.agency_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(agency_id) ON TABLE medport.unit_plan TO medport_ems;
GRANT INSERT(agency_id) ON TABLE medport.unit_plan TO medport_center;


--
-- Name: COLUMN unit_plan.kind; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(kind) ON TABLE medport.unit_plan TO medport_ems;
GRANT INSERT(kind) ON TABLE medport.unit_plan TO medport_center;


--
-- Name: COLUMN unit_plan.state; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(state) ON TABLE medport.unit_plan TO medport_ems;
GRANT UPDATE(state) ON TABLE medport.unit_plan TO medport_center;


--
-- Name: COLUMN unit_plan.start_time; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(start_time),UPDATE(start_time) ON TABLE medport.unit_plan TO medport_ems;
GRANT INSERT(start_time),UPDATE(start_time) ON TABLE medport.unit_plan TO medport_center;


--
-- Name: COLUMN unit_plan.end_time; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(end_time),UPDATE(end_time) ON TABLE medport.unit_plan TO medport_ems;
GRANT INSERT(end_time),UPDATE(end_time) ON TABLE medport.unit_plan TO medport_center;


--
-- Name: COLUMN unit_plan.notes; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(notes),UPDATE(notes) ON TABLE medport.unit_plan TO medport_ems;
GRANT INSERT(notes),UPDATE(notes) ON TABLE medport.unit_plan TO medport_center;


--
-- Name: FUNCTION status_by_plan(unit medport.unit); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.status_by_plan(unit medport.unit) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.status_by_plan(unit medport.unit) TO medport_ems;
GRANT ALL ON FUNCTION medport.status_by_plan(unit medport.unit) TO medport_center;
GRANT ALL ON FUNCTION medport.status_by_plan(unit medport.unit) TO medport_events;


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
-- Name: FUNCTION unit_able(unit_type text, level text); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.unit_able(unit_type text, level text) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.unit_able(unit_type text, level text) TO medport_person;
GRANT ALL ON FUNCTION medport.unit_able(unit_type text, level text) TO medport_events;


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
-- Name: FUNCTION on_account(); Type: ACL; Schema: reference; Owner: medport_accounts
--

REVOKE ALL ON FUNCTION reference.on_account() FROM PUBLIC;


--
-- Name: FUNCTION on_configuration(); Type: ACL; Schema: reference; Owner: medport_events
--

REVOKE ALL ON FUNCTION reference.on_configuration() FROM PUBLIC;


--
-- Name: FUNCTION on_verifier(); Type: ACL; Schema: reference; Owner: medport_accounts
--

REVOKE ALL ON FUNCTION reference.on_verifier() FROM PUBLIC;


--
-- Name: TABLE verifier_ems; Type: ACL; Schema: reference; Owner: medport_apply
--

GRANT SELECT,INSERT,UPDATE ON TABLE reference.verifier_ems TO medport_accounts;


--
-- Name: FUNCTION silo_verifier(user_id uuid); Type: ACL; Schema: reference; Owner: medport_accounts
--

REVOKE ALL ON FUNCTION reference.silo_verifier(user_id uuid) FROM PUBLIC;


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
-- Name: TABLE log; Type: ACL; Schema: audit; Owner: medport_events
--

GRANT SELECT ON TABLE audit.log TO medport_center;
GRANT SELECT ON TABLE audit.log TO medport_replication;


--
-- Name: TABLE center; Type: ACL; Schema: events; Owner: medport_apply
--

GRANT SELECT,INSERT ON TABLE events.center TO medport_events;


--
-- Name: TABLE hospital; Type: ACL; Schema: events; Owner: medport_apply
--

GRANT SELECT,INSERT ON TABLE events.hospital TO medport_events;


--
-- Name: TABLE audit_log; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT ON TABLE medport.audit_log TO medport_center;


--
-- Name: TABLE delivered; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,DELETE,UPDATE ON TABLE medport.delivered TO medport_events;
GRANT SELECT ON TABLE medport.delivered TO medport_person;


--
-- Name: COLUMN delivered.key; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(key) ON TABLE medport.delivered TO medport_person;


--
-- Name: TABLE ems_route; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.ems_route TO medport_events;
GRANT SELECT,DELETE ON TABLE medport.ems_route TO medport_ems;
GRANT SELECT ON TABLE medport.ems_route TO medport_center;


--
-- Name: COLUMN ems_route.id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(id) ON TABLE medport.ems_route TO medport_ems;


--
-- Name: COLUMN ems_route.agency_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(agency_id) ON TABLE medport.ems_route TO medport_ems;


--
-- Name: COLUMN ems_route.route_name; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(route_name),UPDATE(route_name) ON TABLE medport.ems_route TO medport_ems;


--
-- Name: COLUMN ems_route.route_type; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(route_type),UPDATE(route_type) ON TABLE medport.ems_route TO medport_ems;


--
-- Name: COLUMN ems_route.waypoints; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(waypoints),UPDATE(waypoints) ON TABLE medport.ems_route TO medport_ems;


--
-- Name: COLUMN ems_route.distance; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(distance),UPDATE(distance) ON TABLE medport.ems_route TO medport_ems;


--
-- Name: COLUMN ems_route.estimated_time; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(estimated_time),UPDATE(estimated_time) ON TABLE medport.ems_route TO medport_ems;


--
-- Name: COLUMN ems_route.status; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(status),UPDATE(status) ON TABLE medport.ems_route TO medport_ems;


--
-- Name: TABLE status_transition; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.status_transition TO medport_events;
GRANT SELECT ON TABLE medport.status_transition TO medport_person;


--
-- Name: TABLE trip_decline; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.trip_decline TO medport_events;
GRANT SELECT ON TABLE medport.trip_decline TO medport_ems;


--
-- Name: COLUMN trip_decline.id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(id) ON TABLE medport.trip_decline TO medport_ems;
GRANT SELECT(id),INSERT(id) ON TABLE medport.trip_decline TO medport_center;


--
-- Name: COLUMN trip_decline.trip_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(trip_id) ON TABLE medport.trip_decline TO medport_ems;
GRANT SELECT(trip_id),INSERT(trip_id) ON TABLE medport.trip_decline TO medport_center;


--
-- Name: COLUMN trip_decline.agency_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(agency_id) ON TABLE medport.trip_decline TO medport_ems;
GRANT SELECT(agency_id),INSERT(agency_id) ON TABLE medport.trip_decline TO medport_center;


--
-- Name: COLUMN trip_decline.reason; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(reason) ON TABLE medport.trip_decline TO medport_ems;
GRANT SELECT(reason),INSERT(reason) ON TABLE medport.trip_decline TO medport_center;


--
-- Name: COLUMN trip_decline.note; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(note) ON TABLE medport.trip_decline TO medport_ems;


--
-- Name: COLUMN trip_decline.status; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(status) ON TABLE medport.trip_decline TO medport_ems;
GRANT SELECT(status),UPDATE(status) ON TABLE medport.trip_decline TO medport_center;


--
-- Name: COLUMN trip_decline.declined_by; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(declined_by) ON TABLE medport.trip_decline TO medport_center;


--
-- Name: COLUMN trip_decline.declined_at; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(declined_at) ON TABLE medport.trip_decline TO medport_center;


--
-- Name: COLUMN trip_decline.withdrawn_at; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(withdrawn_at) ON TABLE medport.trip_decline TO medport_center;


--
-- Name: TABLE unit_availability; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.unit_availability TO medport_events;
GRANT SELECT ON TABLE medport.unit_availability TO medport_ems;
GRANT SELECT ON TABLE medport.unit_availability TO medport_center;


--
-- Name: TABLE unit_now; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT ON TABLE medport.unit_now TO medport_ems;
GRANT SELECT ON TABLE medport.unit_now TO medport_center;
GRANT SELECT ON TABLE medport.unit_now TO medport_events;


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
-- Name: TABLE agency; Type: ACL; Schema: reference; Owner: medport_events
--

GRANT SELECT ON TABLE reference.agency TO medport_replication;


--
-- Name: TABLE configuration; Type: ACL; Schema: reference; Owner: medport_apply
--

GRANT SELECT,INSERT,UPDATE ON TABLE reference.configuration TO medport_events;


--
-- Name: TABLE hospital; Type: ACL; Schema: reference; Owner: medport_apply
--

GRANT SELECT,INSERT,UPDATE ON TABLE reference.hospital TO medport_events;


--
-- Name: TABLE verifier_hospital; Type: ACL; Schema: reference; Owner: medport_events
--

GRANT SELECT,INSERT,UPDATE ON TABLE reference.verifier_hospital TO medport_accounts;


--
-- PostgreSQL database dump complete
--


