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

COMMENT ON SCHEMA migrations IS 'made from SQL files a79efac14bcd0d1bd2983a743faeb9d63dfe5631335058d0558e07e08575ed02';


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
        when 'bid.submitted' then perform events.on_bid(payload, 1);
        when 'bid.withdrawn', 'bid.expired', 'bid.rejected' then perform events.on_bid(payload, -1);
        when 'trip.accepted' then perform events.on_trip_accepted(payload);
        when 'trip.award_refused' then perform events.on_award_refused(payload);
        when 'trip.progressed' then perform events.on_trip_progressed(payload);
        when 'trip.released' then perform events.on_trip_released(payload);
        when 'trip.declined', 'trip.decline_withdrawn' then perform events.on_trip_declined(payload);
        when 'user.created', 'user.updated', 'user.deactivated' then perform events.on_user(payload);
        when 'service.registered', 'silo.heartbeat' then null;  -- nothing to do here
        else raise exception 'no handler for %', kind using errcode = 'feature_not_supported';
    end case;
end
$$;


ALTER FUNCTION events.dispatch(source text, event_id uuid, kind text, payload jsonb) OWNER TO medport_events;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: hospital; Type: TABLE; Schema: events; Owner: medport_events
--

CREATE TABLE events.hospital (
    id uuid DEFAULT uuidv7() NOT NULL,
    kind text NOT NULL,
    v integer DEFAULT 1 NOT NULL,
    payload jsonb NOT NULL,
    actor_id uuid,
    occurred_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


ALTER TABLE events.hospital OWNER TO medport_events;

--
-- Name: emit(text, jsonb); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.emit(kind text, payload jsonb) RETURNS void
    LANGUAGE sql
    SET search_path TO ''
    BEGIN ATOMIC
 SELECT events.announce(payload) AS announce;
 INSERT INTO events.hospital (kind, v, payload, actor_id)
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
-- Name: hospital_facility; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.hospital_facility (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    hospital_id uuid,
    name text NOT NULL,
    type text NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    city text NOT NULL,
    state text NOT NULL,
    zip_code text NOT NULL,
    coordinates point,
    phone text DEFAULT ''::text NOT NULL,
    email text DEFAULT ''::text NOT NULL,
    operating_hours jsonb DEFAULT '{}'::jsonb NOT NULL,
    capabilities text[] DEFAULT '{}'::text[] NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT address CHECK ((length(address) <= 200)),
    CONSTRAINT capabilities CHECK ((capabilities <@ ARRAY['EMERGENCY'::text, 'TRAUMA'::text, 'STROKE'::text, 'CARDIAC'::text, 'ICU'::text, 'BURN'::text, 'NEONATAL'::text, 'OBSTETRIC'::text, 'PEDIATRIC'::text, 'PSYCHIATRIC'::text, 'DIALYSIS'::text, 'REHABILITATION'::text])),
    CONSTRAINT city CHECK (((length(city) <= 100) AND (TRIM(BOTH FROM city) <> ''::text))),
    CONSTRAINT email CHECK (((email = ''::text) OR ((length(email) <= 254) AND medport.is_email(email)))),
    CONSTRAINT hospital_facility_created_at_check CHECK (((created_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (created_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT hospital_facility_updated_at_check CHECK (((updated_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (updated_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT name CHECK (((length(name) <= 200) AND (TRIM(BOTH FROM name) <> ''::text))),
    CONSTRAINT operating_hours CHECK (((length((operating_hours)::text) <= 400) AND medport.is_hours(operating_hours))),
    CONSTRAINT phone CHECK (((phone = ''::text) OR ((length(phone) <= 40) AND medport.is_phone(phone)))),
    CONSTRAINT state CHECK ((state ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT type CHECK ((type = ANY (ARRAY['HOSPITAL'::text, 'NURSING_HOME'::text, 'CANCER_CENTER'::text, 'REHAB_FACILITY'::text, 'URGENT_CARE'::text, 'SPECIALTY_CLINIC'::text]))),
    CONSTRAINT zip_code CHECK ((zip_code ~ '^[0-9]{5}$'::text))
);

ALTER TABLE ONLY medport.hospital_facility FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.hospital_facility OWNER TO medport_owner;

--
-- Name: transport_request; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.transport_request (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    trip_number text NOT NULL,
    hospital_id uuid NOT NULL,
    hospital_name text DEFAULT ''::text NOT NULL,
    patient_id uuid,
    origin_facility_id uuid NOT NULL,
    destination_facility_id uuid,
    destination_text text DEFAULT ''::text NOT NULL,
    pickup_location text DEFAULT ''::text NOT NULL,
    contact_phone text DEFAULT ''::text NOT NULL,
    transport_level text NOT NULL,
    priority text NOT NULL,
    status text NOT NULL,
    special_requirements text[] DEFAULT '{}'::text[] NOT NULL,
    special_requirements_note text DEFAULT ''::text NOT NULL,
    ready_at timestamp with time zone NOT NULL,
    deliver_by timestamp with time zone,
    request_timestamp timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    accepted_timestamp timestamp with time zone,
    pickup_timestamp timestamp with time zone,
    completion_timestamp timestamp with time zone,
    assigned_agency_id uuid,
    assigned_agency_name text DEFAULT ''::text NOT NULL,
    assigned_unit_id uuid,
    assigned_unit_number text DEFAULT ''::text NOT NULL,
    assignment_id uuid,
    award_mode text DEFAULT 'BIDDING'::text NOT NULL,
    distance_miles numeric(6,1),
    destination_coordinates point,
    return_of_id uuid,
    revision integer DEFAULT 1 NOT NULL,
    bid_count integer DEFAULT 0 NOT NULL,
    created_by_id uuid,
    cancellation_reason text,
    cancellation_note text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    series_id uuid,
    series_position integer,
    CONSTRAINT award_mode CHECK ((award_mode = ANY (ARRAY['BIDDING'::text, 'FIRST_ACCEPT'::text]))),
    CONSTRAINT cancellation_note CHECK ((length(cancellation_note) <= 2000)),
    CONSTRAINT cancellation_reason CHECK ((cancellation_reason = ANY (ARRAY['NO_UNIT'::text, 'NO_CREW'::text, 'OUT_OF_AREA'::text, 'LEVEL_NOT_STAFFED'::text, 'WEATHER'::text, 'PRICE'::text, 'PATIENT_CONDITION'::text, 'BED_LOST'::text, 'DUPLICATE'::text, 'OTHER'::text]))),
    CONSTRAINT contact_phone CHECK ((length(contact_phone) <= 40)),
    CONSTRAINT deliver_by CHECK ((deliver_by > ready_at)),
    CONSTRAINT destination CHECK (((destination_facility_id IS NOT NULL) OR (TRIM(BOTH FROM destination_text) <> ''::text))),
    CONSTRAINT destination_text CHECK ((length(destination_text) <= 300)),
    CONSTRAINT pickup_location CHECK ((length(pickup_location) <= 200)),
    CONSTRAINT priority CHECK ((priority = ANY (ARRAY['LOW'::text, 'MEDIUM'::text, 'HIGH'::text, 'URGENT'::text]))),
    CONSTRAINT series CHECK (((series_id IS NULL) = (series_position IS NULL))),
    CONSTRAINT series_position CHECK (((series_position >= 1) AND (series_position <= 120))),
    CONSTRAINT special_requirements CHECK ((special_requirements <@ ARRAY['oxygen'::text, 'cardiac_monitor'::text, 'ventilator'::text, 'iv_pump'::text, 'isolation'::text, 'bariatric'::text, 'neonatal'::text, 'escort'::text, 'stretcher'::text, 'wheelchair'::text])),
    CONSTRAINT special_requirements_note CHECK ((length(special_requirements_note) <= 2000)),
    CONSTRAINT status CHECK ((status = ANY (ARRAY['SCHEDULED'::text, 'PENDING'::text, 'ACCEPTED'::text, 'EN_ROUTE'::text, 'ON_SCENE'::text, 'IN_TRANSIT'::text, 'AT_DESTINATION'::text, 'COMPLETED'::text, 'CANCELLED'::text]))),
    CONSTRAINT transport_level CHECK ((transport_level = ANY (ARRAY['BLS'::text, 'ALS'::text, 'CCT'::text, 'WHEELCHAIR'::text, 'OTHER'::text]))),
    CONSTRAINT transport_request_accepted_timestamp_check CHECK (((accepted_timestamp >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (accepted_timestamp <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT transport_request_completion_timestamp_check CHECK (((completion_timestamp >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (completion_timestamp <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT transport_request_created_at_check CHECK (((created_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (created_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT transport_request_deliver_by_check CHECK (((deliver_by >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (deliver_by <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT transport_request_pickup_timestamp_check CHECK (((pickup_timestamp >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (pickup_timestamp <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT transport_request_ready_at_check CHECK (((ready_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (ready_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT transport_request_request_timestamp_check CHECK (((request_timestamp >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (request_timestamp <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT transport_request_updated_at_check CHECK (((updated_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (updated_at <= '2200-01-01 00:00:00+00'::timestamp with time zone)))
);
ALTER TABLE ONLY medport.transport_request ALTER COLUMN patient_id SET STATISTICS 0;
ALTER TABLE ONLY medport.transport_request ALTER COLUMN destination_text SET STATISTICS 0;
ALTER TABLE ONLY medport.transport_request ALTER COLUMN pickup_location SET STATISTICS 0;
ALTER TABLE ONLY medport.transport_request ALTER COLUMN contact_phone SET STATISTICS 0;
ALTER TABLE ONLY medport.transport_request ALTER COLUMN special_requirements_note SET STATISTICS 0;
ALTER TABLE ONLY medport.transport_request ALTER COLUMN destination_coordinates SET STATISTICS 0;
ALTER TABLE ONLY medport.transport_request ALTER COLUMN cancellation_note SET STATISTICS 0;

ALTER TABLE ONLY medport.transport_request FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.transport_request OWNER TO medport_owner;

--
-- Name: COLUMN transport_request.destination_coordinates; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.transport_request.destination_coordinates IS 'Where a free-text destination is, as exactly as its ZIP code tells: for the distance; never told to agencies';


--
-- Name: COLUMN transport_request.return_of_id; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.transport_request.return_of_id IS 'The hospital''s own trip that this one brings the patient back from: it may start where that one ended';


--
-- Name: COLUMN transport_request.revision; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.transport_request.revision IS 'Goes up whenever something changes that an agency agrees to; an acceptance of an older one is refused';


--
-- Name: COLUMN transport_request.series_position; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.transport_request.series_position IS 'Which of the series'' occurrences it is, from 1';


--
-- Name: offer_of(medport.transport_request); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.offer_of(trip medport.transport_request) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO ''
    RETURN (SELECT jsonb_build_object('v', 1, 'trip_id', (offer_of.trip).id, 'trip_number', (offer_of.trip).trip_number, 'hospital_id', (offer_of.trip).hospital_id, 'hospital_name', (offer_of.trip).hospital_name, 'origin', jsonb_build_object('facility_id', o.id, 'name', o.name, 'city', o.city, 'coordinates', (o.coordinates)::text), 'destination', jsonb_build_object('facility_id', d.id, 'name', COALESCE(d.name, 'Address outside the network'::text), 'city', COALESCE(d.city, ''::text), 'coordinates', (d.coordinates)::text), 'transport_level', (offer_of.trip).transport_level, 'priority', (offer_of.trip).priority, 'status', (offer_of.trip).status, 'needs', to_jsonb((offer_of.trip).special_requirements), 'ready_at', (offer_of.trip).ready_at, 'deliver_by', (offer_of.trip).deliver_by, 'requested_at', (offer_of.trip).request_timestamp, 'award_mode', (offer_of.trip).award_mode, 'distance_miles', (offer_of.trip).distance_miles, 'revision', (offer_of.trip).revision) AS jsonb_build_object FROM (medport.hospital_facility o LEFT JOIN medport.hospital_facility d ON ((d.id = (offer_of.trip).destination_facility_id))) WHERE (o.id = (offer_of.trip).origin_facility_id));


ALTER FUNCTION events.offer_of(trip medport.transport_request) OWNER TO medport_events;

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
-- Name: trip_award; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.trip_award (
    id uuid DEFAULT uuidv7() NOT NULL,
    trip_id uuid NOT NULL,
    bid_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    awarded_by uuid,
    awarded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    outcome text DEFAULT 'PENDING'::text NOT NULL,
    outcome_at timestamp with time zone,
    refusal_reason text DEFAULT ''::text NOT NULL,
    CONSTRAINT trip_award_awarded_at_check CHECK (((awarded_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (awarded_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT trip_award_outcome_at_check CHECK (((outcome_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (outcome_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT trip_award_outcome_check CHECK ((outcome = ANY (ARRAY['PENDING'::text, 'ACCEPTED'::text, 'REFUSED'::text])))
);

ALTER TABLE ONLY medport.trip_award FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.trip_award OWNER TO medport_owner;

--
-- Name: on_award_refused(jsonb); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.on_award_refused(payload jsonb) RETURNS void
    LANGUAGE sql
    SET search_path TO ''
    BEGIN ATOMIC
 UPDATE medport.trip_award SET outcome = 'REFUSED'::text, outcome_at = clock_timestamp(), refusal_reason = (on_award_refused.payload ->> 'reason'::text)
   WHERE ((trip_award.id = ((on_award_refused.payload ->> 'award_id'::text))::uuid) AND (trip_award.outcome = 'PENDING'::text));
 UPDATE medport.transport_request SET updated_at = clock_timestamp()
   WHERE (transport_request.id = ((on_award_refused.payload ->> 'trip_id'::text))::uuid);
END;


ALTER FUNCTION events.on_award_refused(payload jsonb) OWNER TO medport_events;

--
-- Name: on_bid(jsonb, integer); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.on_bid(payload jsonb, change integer) RETURNS void
    LANGUAGE sql
    SET search_path TO ''
    BEGIN ATOMIC
 UPDATE medport.transport_request SET bid_count = GREATEST(0, (transport_request.bid_count + on_bid.change))
   WHERE ((transport_request.id = ((on_bid.payload ->> 'trip_id'::text))::uuid) AND (transport_request.status = ANY (ARRAY['SCHEDULED'::text, 'PENDING'::text])));
END;


ALTER FUNCTION events.on_bid(payload jsonb, change integer) OWNER TO medport_events;

--
-- Name: on_overtaken(medport.transport_request, jsonb); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.on_overtaken(trip medport.transport_request, payload jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
declare
    happened constant jsonb := coalesce(payload -> 'milestones', '{}')
        || jsonb_build_object('transfer_of_care', payload ->> 'occurred_at');
begin
    update medport.transport_request t
    set status = 'COMPLETED',
        assignment_id = (payload ->> 'assignment_id')::uuid,
        assigned_agency_id = (payload ->> 'agency_id')::uuid,
        assigned_agency_name = coalesce(payload ->> 'agency_name', t.assigned_agency_name),
        assigned_unit_id = (payload ->> 'unit_id')::uuid,
        assigned_unit_number = coalesce(payload ->> 'unit_number', ''),
        accepted_timestamp = coalesce((happened ->> 'acknowledged')::timestamptz, t.accepted_timestamp),
        pickup_timestamp = coalesce((happened ->> 'left_scene')::timestamptz, t.pickup_timestamp),
        bid_count = 0,
        completion_timestamp = (payload ->> 'occurred_at')::timestamptz
    where t.id = trip.id;
    -- An award that the cancel or the change seemed to have undone was carried out after all.
    update medport.trip_award a
    set outcome = 'ACCEPTED', outcome_at = clock_timestamp(), refusal_reason = ''
    where a.trip_id = trip.id and a.bid_id = (payload ->> 'bid_id')::uuid and a.outcome = 'REFUSED';
    -- Times of a run that another crew had begun, and handed back unheard, go too.
    delete from medport.trip_milestone m
    where m.trip_id = trip.id and (m.milestone = 'cancelled' or happened ? m.milestone);
    perform medport.add_milestone(trip.id, m.key, m.value::timestamptz) from jsonb_each_text(happened) m;
    insert into medport.trip_note (trip_id, text)
    values (trip.id, 'The ' || case trip.status when 'CANCELLED' then 'cancellation' else 'change' end
            || ' came too late: the crew had finished the run.');
    perform events.emit('trip.overtaken', jsonb_build_object(
        'v', 1, 'trip_id', trip.id, 'assignment_id', payload ->> 'assignment_id',
        'agency_id', payload ->> 'agency_id', 'was', trip.status
    ));
end
$$;


ALTER FUNCTION events.on_overtaken(trip medport.transport_request, payload jsonb) OWNER TO medport_events;

--
-- Name: on_trip_accepted(jsonb); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.on_trip_accepted(payload jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
declare
    trip medport.transport_request;
begin
    select * into strict trip from medport.transport_request t
    where t.id = (payload ->> 'trip_id')::uuid for update;
    if trip.status <> 'PENDING' or trip.revision <> coalesce((payload ->> 'revision')::integer, trip.revision) then
        perform events.emit('trip.acceptance_refused', jsonb_build_object(
            'v', 1, 'trip_id', trip.id, 'assignment_id', payload ->> 'assignment_id', 'status', trip.status
        ));
        update medport.trip_award a
        set outcome = 'REFUSED', outcome_at = clock_timestamp(),
            refusal_reason = case trip.status when 'PENDING' then 'The trip was changed meanwhile.'
                             else 'The trip was ' || medport.status_words(trip.status) || ' meanwhile.' end
        where a.trip_id = trip.id and a.outcome = 'PENDING';
        -- The acceptance has ended all open bids.
        update medport.transport_request t set bid_count = 0 where t.id = trip.id and t.bid_count <> 0;
        return;
    end if;
    update medport.transport_request t
    set status = 'ACCEPTED',
        accepted_timestamp = (payload ->> 'accepted_at')::timestamptz,
        assigned_agency_id = (payload ->> 'agency_id')::uuid,
        assigned_agency_name = payload ->> 'agency_name',
        assigned_unit_id = (payload ->> 'unit_id')::uuid,
        assigned_unit_number = coalesce(payload ->> 'unit_number', ''),
        assignment_id = (payload ->> 'assignment_id')::uuid,
        bid_count = 0
    where t.id = trip.id;
    update medport.trip_award a
    set outcome = case when a.bid_id = (payload ->> 'bid_id')::uuid then 'ACCEPTED' else 'REFUSED' end,
        outcome_at = clock_timestamp()
    where a.trip_id = trip.id and a.outcome = 'PENDING';
    perform medport.add_milestone(trip.id, 'acknowledged', (payload ->> 'accepted_at')::timestamptz);
end
$$;


ALTER FUNCTION events.on_trip_accepted(payload jsonb) OWNER TO medport_events;

--
-- Name: on_trip_declined(jsonb); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.on_trip_declined(payload jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
begin
    perform set_config('medport.actor', '', true);
    insert into medport.trip_decline as d (id, trip_id, agency_id, agency_name, reason, declined_at, withdrawn_at)
    values (
        (payload ->> 'decline_id')::uuid, (payload ->> 'trip_id')::uuid, (payload ->> 'agency_id')::uuid,
        payload ->> 'agency_name', payload ->> 'reason', (payload ->> 'declined_at')::timestamptz,
        (payload ->> 'withdrawn_at')::timestamptz
    )
    on conflict (id) do update
    set withdrawn_at = coalesce(d.withdrawn_at, excluded.withdrawn_at);
end
$$;


ALTER FUNCTION events.on_trip_declined(payload jsonb) OWNER TO medport_events;

--
-- Name: on_trip_progressed(jsonb); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.on_trip_progressed(payload jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
declare
    trip medport.transport_request;
    to_status constant text := payload ->> 'status';
    at_time constant timestamptz := (payload ->> 'occurred_at')::timestamptz;
begin
    select * into strict trip from medport.transport_request t
    where t.id = (payload ->> 'trip_id')::uuid for update;
    if to_status = 'COMPLETED' and trip.status in ('SCHEDULED', 'PENDING', 'CANCELLED') then
        perform events.on_overtaken(trip, payload);
        return;
    end if;
    -- A trip cancelled meanwhile, or held under another assignment, does not move.
    if trip.status = 'CANCELLED' or trip.assignment_id is distinct from (payload ->> 'assignment_id')::uuid then
        return;
    end if;
    update medport.transport_request t
    set status = to_status,
        assigned_unit_id = (payload ->> 'unit_id')::uuid,
        assigned_unit_number = coalesce(payload ->> 'unit_number', ''),
        pickup_timestamp = case to_status
            when 'IN_TRANSIT' then coalesce(t.pickup_timestamp, at_time)
            when 'ON_SCENE' then null
            else t.pickup_timestamp
        end,
        completion_timestamp = case to_status when 'COMPLETED' then at_time else t.completion_timestamp end
    where t.id = trip.id;
    if payload ->> 'kind' = 'correct' then
        delete from medport.trip_milestone m
        where m.trip_id = trip.id and m.milestone = medport.milestone_of(payload ->> 'was');
    elsif to_status <> trip.status then
        perform medport.add_milestone(trip.id, medport.milestone_of(to_status), at_time);
    end if;
end
$$;


ALTER FUNCTION events.on_trip_progressed(payload jsonb) OWNER TO medport_events;

--
-- Name: on_trip_released(jsonb); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.on_trip_released(payload jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
begin
    update medport.transport_request t
    set status = 'PENDING', accepted_timestamp = null, assigned_agency_id = null, assigned_agency_name = '',
        assigned_unit_id = null, assigned_unit_number = '', assignment_id = null
    where t.id = (payload ->> 'trip_id')::uuid
      and t.assignment_id = (payload ->> 'assignment_id')::uuid
      and t.status in ('ACCEPTED', 'EN_ROUTE');
    if found then
        delete from medport.trip_milestone m
        where m.trip_id = (payload ->> 'trip_id')::uuid and m.milestone in ('acknowledged', 'en_route');
    end if;
end
$$;


ALTER FUNCTION events.on_trip_released(payload jsonb) OWNER TO medport_events;

--
-- Name: hospital_user; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.hospital_user (
    id uuid NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    hospital_id uuid NOT NULL,
    hospital_name text NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT hospital_user_created_at_check CHECK (((created_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (created_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT hospital_user_updated_at_check CHECK (((updated_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (updated_at <= '2200-01-01 00:00:00+00'::timestamp with time zone)))
);

ALTER TABLE ONLY medport.hospital_user FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.hospital_user OWNER TO medport_owner;

--
-- Name: on_user(jsonb); Type: FUNCTION; Schema: events; Owner: medport_events
--

CREATE FUNCTION events.on_user(payload jsonb) RETURNS void
    LANGUAGE sql
    SET search_path TO ''
    BEGIN ATOMIC
 INSERT INTO medport.hospital_user (id, email, name, hospital_id, hospital_name, is_active)  SELECT ((on_user.payload ->> 'user_id'::text))::uuid AS uuid,
             (on_user.payload ->> 'email'::text),
             (on_user.payload ->> 'name'::text),
             ((on_user.payload ->> 'hospital_id'::text))::uuid AS uuid,
             (on_user.payload ->> 'hospital_name'::text),
             ((on_user.payload ->> 'is_active'::text))::boolean AS bool
           WHERE ((on_user.payload ->> 'user_type'::text) = 'hospital'::text) ON CONFLICT(id) DO UPDATE SET email = excluded.email, name = excluded.name, hospital_id = excluded.hospital_id, hospital_name = excluded.hospital_name, is_active = excluded.is_active;
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
    RETURN 'hospital'::text;


ALTER FUNCTION events.silo() OWNER TO medport_events;

--
-- Name: acting_hospital(uuid); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.acting_hospital(named uuid) RETURNS uuid
    LANGUAGE plpgsql STABLE
    SET search_path TO ''
    AS $$
begin
    if medport.am_center() and exists (select from reference.hospital h where h.id = named) then
        return named;
    elsif medport.my_hospital_id() is null or (named is not null and named <> medport.my_hospital_id()) then
        raise exception 'Only the patient''s own hospital may do this.' using errcode = 'MP006';
    end if;
    return medport.my_hospital_id();
end
$$;


ALTER FUNCTION medport.acting_hospital(named uuid) OWNER TO medport_events;

--
-- Name: trip_milestone; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.trip_milestone (
    trip_id uuid NOT NULL,
    milestone text NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    recorded_by_id uuid,
    recorded_by text DEFAULT ''::text NOT NULL,
    CONSTRAINT milestone CHECK ((milestone = ANY (ARRAY['notified'::text, 'acknowledged'::text, 'en_route'::text, 'at_scene'::text, 'at_patient'::text, 'left_scene'::text, 'at_destination'::text, 'transfer_of_care'::text, 'back_in_service'::text, 'cancelled'::text]))),
    CONSTRAINT trip_milestone_occurred_at_check CHECK (((occurred_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (occurred_at <= '2200-01-01 00:00:00+00'::timestamp with time zone)))
);

ALTER TABLE ONLY medport.trip_milestone FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.trip_milestone OWNER TO medport_owner;

--
-- Name: add_milestone(uuid, text, timestamp with time zone); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.add_milestone(trip_id uuid, milestone text, occurred_at timestamp with time zone) RETURNS void
    LANGUAGE sql
    SET search_path TO ''
    BEGIN ATOMIC
 INSERT INTO medport.trip_milestone (trip_id, milestone, occurred_at, recorded_by_id, recorded_by)  SELECT add_milestone.trip_id AS trip_id,
             add_milestone.milestone AS milestone,
             add_milestone.occurred_at AS occurred_at,
             a.who,
             events.name_of(a.who) AS name_of
            FROM ( SELECT events.actor_id() AS who) a ON CONFLICT DO NOTHING;
END;


ALTER FUNCTION medport.add_milestone(trip_id uuid, milestone text, occurred_at timestamp with time zone) OWNER TO medport_events;

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
-- Name: by_event(); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.by_event() RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO ''
    RETURN (CURRENT_USER = 'medport_events'::name);


ALTER FUNCTION medport.by_event() OWNER TO medport_owner;

--
-- Name: check_ready(timestamp with time zone); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.check_ready(ready_at timestamp with time zone) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO ''
    AS $$
begin
    if ready_at < clock_timestamp() - interval '15 minutes' then
        raise exception 'The ready time is in the past.' using errcode = 'MP005', column = 'ready_at';
    elsif ready_at > clock_timestamp() + interval '400 days 15 minutes' then
        raise exception 'Enter a trip at most 400 days ahead.' using errcode = 'MP005', column = 'ready_at';
    end if;
end
$$;


ALTER FUNCTION medport.check_ready(ready_at timestamp with time zone) OWNER TO medport_owner;

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
-- Name: crew_sheet(uuid); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.crew_sheet(trip_id uuid) RETURNS TABLE(pickup_location text, contact_phone text, destination_text text, needs_note text, patient_name text, patient_birth_date date, patient_weight_kg numeric, patient_mobility text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    trip medport.transport_request;
begin
    select * into trip from medport.transport_request t where t.id = crew_sheet.trip_id;
    if trip.id is null or not coalesce(
        medport.am_center()
        or trip.hospital_id = medport.my_hospital_id()
        or (trip.assigned_agency_id = medport.my_agency_id()
            and trip.status in ('ACCEPTED', 'EN_ROUTE', 'ON_SCENE', 'IN_TRANSIT', 'AT_DESTINATION')),
        false
    ) then
        return;
    end if;
    perform audit.record('READ', 'patient', coalesce(trip.patient_id::text, ''), trip.id, '{"by": "crew sheet"}');
    return query
        select trip.pickup_location, trip.contact_phone, trip.destination_text, trip.special_requirements_note,
               p.name, p.birth_date, p.weight_kg, p.mobility
        from (select) only_row
        left join medport.patient p on p.id = trip.patient_id;
end
$$;


ALTER FUNCTION medport.crew_sheet(trip_id uuid) OWNER TO medport_events;

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
    -- Held trips offer themselves when their lead time comes. One that somebody edits just now waits for the next call:
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
end
$$;


ALTER FUNCTION medport.do_due() OWNER TO medport_events;

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
-- Name: fill_route(medport.transport_request); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.fill_route(trip medport.transport_request) RETURNS medport.transport_request
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    origin medport.hospital_facility;
    destination medport.hospital_facility;
begin
    -- Row security judges the row only after the trigger that asks this, and people may call it: by naming another
    -- hospital they would learn where its trips go.
    if trip.hospital_id is distinct from medport.my_hospital_id() and not medport.am_center()
       and exists (select from reference.account a where a.role_name = session_user::text)
    then
        raise exception 'You may enter trips of your own hospital only.' using errcode = 'MP006';
    end if;
    select * into origin from medport.hospital_facility f where f.id = trip.origin_facility_id and f.is_active;
    -- A hospital may fetch its patient back from where its own trip had brought them.
    if origin.id is null or origin.hospital_id is distinct from trip.hospital_id and not exists (
        select from medport.transport_request way_there
        where way_there.id = trip.return_of_id and way_there.hospital_id = trip.hospital_id
          and way_there.destination_facility_id = origin.id
    ) then
        raise exception 'The patient''s place must be one of the hospital''s own facilities.'
            using errcode = 'MP005', column = 'origin_facility_id';
    end if;
    if trip.return_of_id is not null and not exists (
        select from medport.transport_request way_there
        where way_there.id = trip.return_of_id and way_there.hospital_id = trip.hospital_id
    ) then
        raise exception 'The way there is not a trip of this hospital.' using errcode = 'MP006';
    end if;
    if trip.destination_facility_id is not null then
        select * into destination from medport.hospital_facility f
        where f.id = trip.destination_facility_id and f.is_active;
        if destination.id is null then
            raise exception 'That destination is not in the network.'
                using errcode = 'MP005', column = 'destination',
                      hint = 'Choose it from the list, or write the address.';
        elsif destination.id = origin.id then
            raise exception 'The destination is the place the patient is at.'
                using errcode = 'MP005', column = 'destination';
        end if;
        trip.destination_coordinates := null;
    end if;
    trip.distance_miles := medport.road_miles(
        origin.coordinates, coalesce(destination.coordinates, trip.destination_coordinates)
    );
    trip.hospital_name := coalesce(
        (select h.name from reference.hospital h where h.id = trip.hospital_id), origin.name
    );
    return trip;
end
$$;


ALTER FUNCTION medport.fill_route(trip medport.transport_request) OWNER TO medport_events;

--
-- Name: find_patient(text, uuid); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.find_patient(mrn text, hospital_id uuid DEFAULT NULL::uuid) RETURNS TABLE(id uuid, patient_mrn text, name text, birth_date date, weight_kg numeric, mobility text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    owner_id constant uuid := medport.acting_hospital(hospital_id);
    found_id uuid;
begin
    select p.id into found_id from medport.patient p
    where p.hospital_id = owner_id and p.mrn = trim(find_patient.mrn);
    perform audit.record(
        'READ', 'patient', coalesce(found_id::text, ''), null, medport.look_of('record number', owner_id)
    );
    return query
        select p.id, p.mrn, p.name, p.birth_date, p.weight_kg, p.mobility
        from medport.patient p where p.id = found_id;
end
$$;


ALTER FUNCTION medport.find_patient(mrn text, hospital_id uuid) OWNER TO medport_events;

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
-- Name: hospital; Type: TABLE; Schema: reference; Owner: medport_apply
--

CREATE TABLE reference.hospital (
    id uuid NOT NULL,
    name text NOT NULL,
    is_active boolean NOT NULL
);


ALTER TABLE reference.hospital OWNER TO medport_apply;

--
-- Name: look_of(text, uuid); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.look_of(by text, hospital_id uuid) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO ''
    RETURN jsonb_strip_nulls(jsonb_build_object('by', by, 'acting_for', CASE WHEN medport.am_center() THEN 'hospital'::text ELSE NULL::text END, 'subject', CASE WHEN medport.am_center() THEN (SELECT h.name FROM reference.hospital h WHERE (h.id = look_of.hospital_id)) ELSE NULL::text END));


ALTER FUNCTION medport.look_of(by text, hospital_id uuid) OWNER TO medport_events;

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
-- Name: trip_number; Type: SEQUENCE; Schema: medport; Owner: medport_events
--

CREATE SEQUENCE medport.trip_number
    START WITH 1001
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE medport.trip_number OWNER TO medport_events;

--
-- Name: next_trip_number(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.next_trip_number() RETURNS text
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO ''
    RETURN ('T-'::text || nextval('medport.trip_number'::regclass));


ALTER FUNCTION medport.next_trip_number() OWNER TO medport_events;

--
-- Name: on_award(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_award() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    trip medport.transport_request;
begin
    select * into trip from medport.transport_request t where t.id = new.trip_id for update;
    -- Row security judges the row only after this trigger: whoever may not award learns nothing of the trip.
    if not coalesce(medport.am_center() or trip.hospital_id = medport.my_hospital_id(), false) then
        raise exception 'Only the trip''s own hospital may award it.' using errcode = 'MP006';
    elsif exists (select from medport.trip_award a where a.id = new.id and a.trip_id = new.trip_id) then
        return null;  -- the same award, sent again
    elsif trip.status <> 'PENDING' then
        raise exception 'This trip is % and cannot be awarded.', medport.status_words(trip.status)
            using errcode = 'MP002', hint = 'The board shows where the trip is now.';
    elsif trip.award_mode <> 'BIDDING' then
        raise exception 'This trip goes to the first agency that accepts it.' using errcode = 'MP002';
    elsif exists (select from medport.trip_award a where a.trip_id = new.trip_id and a.outcome = 'PENDING') then
        raise exception 'This trip was awarded a moment ago; the agency''s answer is on its way.'
            using errcode = 'MP003';
    end if;
    new.awarded_by := medport.my_user_id();
    new.awarded_at := clock_timestamp();
    new.outcome := 'PENDING';
    new.outcome_at := null;
    new.refusal_reason := '';
    return new;
end
$$;


ALTER FUNCTION medport.on_award() OWNER TO medport_events;

--
-- Name: on_award_told(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_award_told() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
    perform events.emit('trip.awarded', jsonb_build_object(
        'v', 1, 'trip_id', new.trip_id, 'award_id', new.id, 'bid_id', new.bid_id, 'agency_id', new.agency_id
    ));
    return null;
end
$$;


ALTER FUNCTION medport.on_award_told() OWNER TO medport_events;

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
-- Name: on_entered_for(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_entered_for() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
    if medport.am_center()
       and not exists (select from reference.hospital h where h.id = new.hospital_id and h.is_active)
    then
        raise exception 'No trip can be entered for this hospital: it is disabled.'
            using errcode = 'MP005', column = 'origin_facility_id', hint = 'An administrator can enable it again.';
    end if;
    return new;
end
$$;


ALTER FUNCTION medport.on_entered_for() OWNER TO medport_events;

--
-- Name: on_note(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_note() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
    new.author_id := events.actor_id();
    new.author := events.name_of(new.author_id);
    new.created_at := clock_timestamp();
    return new;
end
$$;


ALTER FUNCTION medport.on_note() OWNER TO medport_events;

--
-- Name: on_series(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_series() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
    perform medport.check_ready(new.dtstart);
    new.created_by_id := medport.my_user_id();
    new.created_at := clock_timestamp();
    return new;
end
$$;


ALTER FUNCTION medport.on_series() OWNER TO medport_events;

--
-- Name: on_series_trip(); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.on_series_trip() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
declare
    series medport.trip_series;
begin
    select * into series from medport.trip_series s where s.id = new.series_id;
    if series.id is null or series.hospital_id <> new.hospital_id then
        raise exception 'That series of trips is not this hospital''s.' using errcode = 'MP006';
    elsif new.status <> 'SCHEDULED' then
        raise exception 'The trips of a series are held until each is due.' using errcode = 'MP001', column = 'status';
    elsif new.series_position > series.occurrences
          or new.ready_at not between series.dtstart - interval '1 day' and series.dtstart + interval '12 months 2 days'
    then
        raise exception 'A series ends within 12 months, and has as many trips as it says.'
            using errcode = 'MP005', column = 'rrule';
    elsif exists (select from medport.transport_request t where t.id = new.return_of_id and t.ready_at >= new.ready_at) then
        raise exception 'The way back begins after the way there.' using errcode = 'MP005', column = 'back_at';
    end if;
    return new;
end
$$;


ALTER FUNCTION medport.on_series_trip() OWNER TO medport_owner;

--
-- Name: on_trip_held(); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.on_trip_held() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
declare
    lead constant interval := make_interval(mins => medport.setting_int('offer_lead_minutes', 60));
begin
    if old.bid_count > 0 then
        raise exception 'Agencies have bid on trip % already.', old.trip_number
            using errcode = 'MP003', hint = 'Award a bid, or cancel the trip.';
    elsif exists (select from medport.trip_award a where a.trip_id = old.id and a.outcome = 'PENDING') then
        raise exception 'This trip was awarded a moment ago; the agency''s answer is on its way.'
            using errcode = 'MP003';
    elsif new.ready_at <= clock_timestamp() + lead then  -- the clock would offer it again at once
        raise exception 'Trip % is due to be offered by now.', old.trip_number
            using errcode = 'MP001', column = 'status',
                  hint = format('A held trip offers itself %s minutes before it is ready.',
                                extract(epoch from lead)::integer / 60);
    end if;
    return new;
end
$$;


ALTER FUNCTION medport.on_trip_held() OWNER TO medport_owner;

--
-- Name: on_trip_held_told(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_trip_held_told() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
    delete from medport.trip_milestone m where m.trip_id = new.id and m.milestone = 'notified';
    return null;
end
$$;


ALTER FUNCTION medport.on_trip_held_told() OWNER TO medport_events;

--
-- Name: on_trip_insert(); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.on_trip_insert() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
begin
    if new.status not in ('SCHEDULED', 'PENDING') then
        raise exception 'A new trip is offered or held for later.' using errcode = 'MP001', column = 'status';
    end if;
    if new.series_id is null then
        perform medport.check_ready(new.ready_at);
    end if;
    new.trip_number := medport.next_trip_number();
    new.created_by_id := medport.my_user_id();
    new.request_timestamp := clock_timestamp();
    new.created_at := new.request_timestamp;
    new.updated_at := new.request_timestamp;
    return medport.fill_route(new);
end
$$;


ALTER FUNCTION medport.on_trip_insert() OWNER TO medport_owner;

--
-- Name: on_trip_told(); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.on_trip_told() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
begin
    if tg_op = 'INSERT' then
        perform events.emit('trip.created', events.offer_of(new));
        if new.status = 'PENDING' then
            perform medport.add_milestone(new.id, 'notified', new.request_timestamp);
        end if;
    elsif new.status = 'CANCELLED' and old.status <> 'CANCELLED' then
        perform events.emit('trip.cancelled', jsonb_build_object(
            'v', 1, 'trip_id', new.id, 'reason', new.cancellation_reason, 'was', old.status,
            'hospital_id', new.hospital_id, 'transport_level', new.transport_level, 'agency_id', old.assigned_agency_id
        ));
        perform medport.add_milestone(new.id, 'cancelled', new.updated_at);
    elsif new.status in ('SCHEDULED', 'PENDING') and old.status in ('SCHEDULED', 'PENDING')
          and events.offer_of(new) <> events.offer_of(old)
    then
        perform events.emit('trip.updated', events.offer_of(new));
        if old.status = 'SCHEDULED' and new.status = 'PENDING' then
            perform medport.add_milestone(new.id, 'notified', new.request_timestamp);
        end if;
    end if;
    return null;
end
$$;


ALTER FUNCTION medport.on_trip_told() OWNER TO medport_events;

--
-- Name: on_trip_update(); Type: FUNCTION; Schema: medport; Owner: medport_owner
--

CREATE FUNCTION medport.on_trip_update() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO ''
    AS $$
declare
    by_event constant boolean := medport.by_event();
    -- What an agency agrees to. Where to find the patient and whom to call may follow the facts until the trip is over.
    offer_changed constant boolean :=
        row(new.origin_facility_id, new.destination_facility_id, new.destination_text, new.transport_level,
            new.priority, new.special_requirements, new.ready_at, new.deliver_by, new.award_mode, new.patient_id,
            new.destination_coordinates::text)
        is distinct from
        row(old.origin_facility_id, old.destination_facility_id, old.destination_text, old.transport_level,
            old.priority, old.special_requirements, old.ready_at, old.deliver_by, old.award_mode, old.patient_id,
            old.destination_coordinates::text);
    rest_changed constant boolean :=
        row(new.pickup_location, new.contact_phone, new.special_requirements_note, new.cancellation_note)
        is distinct from
        row(old.pickup_location, old.contact_phone, old.special_requirements_note, old.cancellation_note);
begin
    if new.status <> old.status then
        -- What a crew had finished before a cancel or a change reached it was done (265_overtaken.sql).
        if not (by_event and old.status in ('SCHEDULED', 'PENDING', 'CANCELLED') and new.status = 'COMPLETED') then
            perform medport.check_transition(old.status, new.status, 'hospital', by_event);
        end if;
        if new.status = 'CANCELLED' and new.cancellation_reason is null then
            raise exception 'Say why the trip is cancelled.'
                using errcode = 'MP005', column = 'cancellation_reason';
        elsif new.status = 'CANCELLED' then
            new.bid_count := 0;
        end if;
        if new.status = 'PENDING' and old.status = 'SCHEDULED' then
            new.request_timestamp := clock_timestamp();
        end if;
    end if;
    if not by_event and (offer_changed and old.status not in ('SCHEDULED', 'PENDING')
                         or rest_changed and old.status in ('COMPLETED', 'CANCELLED'))
    then
        raise exception 'This trip is % and can no longer be edited.', medport.status_words(old.status)
            using errcode = 'MP001', hint = 'Tell the agency that holds it, or cancel it and enter a new one.';
    elsif not by_event and offer_changed
          and exists (select from medport.trip_award a where a.trip_id = old.id and a.outcome = 'PENDING')
    then
        raise exception 'This trip was awarded a moment ago; the agency''s answer is on its way.'
            using errcode = 'MP003', hint = 'If it cannot wait, cancel the trip and enter a new one.';
    end if;
    if new.status = old.status and new.cancellation_reason is distinct from old.cancellation_reason then
        raise exception 'A reason belongs to a cancellation.' using errcode = 'MP005', column = 'cancellation_reason';
    end if;
    if new.ready_at <> old.ready_at and medport.my_user_id() is not null and not by_event then
        perform medport.check_ready(new.ready_at);
    end if;
    new.updated_at := clock_timestamp();
    if offer_changed then
        new.revision := old.revision + 1;
    end if;
    -- A point has no equality of its own to compare rows by.
    if row(new.origin_facility_id, new.destination_facility_id, new.hospital_id, new.destination_coordinates::text)
       is distinct from
       row(old.origin_facility_id, old.destination_facility_id, old.hospital_id, old.destination_coordinates::text)
    then
        return medport.fill_route(new);
    end if;
    return new;
end
$$;


ALTER FUNCTION medport.on_trip_update() OWNER TO medport_owner;

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
-- Name: patient_of(uuid); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.patient_of(trip_id uuid) RETURNS TABLE(id uuid, patient_mrn text, name text, birth_date date, weight_kg numeric, mobility text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    trip medport.transport_request;
begin
    select * into trip from medport.transport_request t where t.id = patient_of.trip_id;
    if not coalesce(medport.am_center() or trip.hospital_id = medport.my_hospital_id(), false)
       or trip.patient_id is null
    then
        return;
    end if;
    perform audit.record(
        'READ', 'patient', trip.patient_id::text, trip.id, medport.look_of('trip form', trip.hospital_id)
    );
    return query
        select p.id, p.mrn, p.name, p.birth_date, p.weight_kg, p.mobility
        from medport.patient p where p.id = trip.patient_id;
end
$$;


ALTER FUNCTION medport.patient_of(trip_id uuid) OWNER TO medport_events;

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
-- Name: save_patient(text, text, date, numeric, text, uuid); Type: FUNCTION; Schema: medport; Owner: medport_events
--

CREATE FUNCTION medport.save_patient(mrn text, name text, birth_date date, weight_kg numeric, mobility text, hospital_id uuid DEFAULT NULL::uuid) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$
declare
    owner_id constant uuid := medport.acting_hospital(hospital_id);
    saved uuid;
begin
    if birth_date > current_date + 1 then  -- wherever it is tomorrow already
        raise exception 'A birth date cannot be in the future.' using errcode = 'MP005', column = 'birth_date';
    end if;
    insert into medport.patient as p (hospital_id, mrn, name, birth_date, weight_kg, mobility)
    values (owner_id, trim(save_patient.mrn), trim(save_patient.name), save_patient.birth_date,
            save_patient.weight_kg, save_patient.mobility)
    on conflict on constraint patient_hospital_id_mrn_key do update
    set name = excluded.name, birth_date = excluded.birth_date, weight_kg = excluded.weight_kg,
        mobility = excluded.mobility
    returning p.id into saved;
    return saved;
end
$$;


ALTER FUNCTION medport.save_patient(mrn text, name text, birth_date date, weight_kg numeric, mobility text, hospital_id uuid) OWNER TO medport_events;

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
-- Name: verifier_hospital; Type: TABLE; Schema: reference; Owner: medport_apply
--

CREATE TABLE reference.verifier_hospital (
    user_id uuid NOT NULL,
    verifier text NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


ALTER TABLE reference.verifier_hospital OWNER TO medport_apply;

--
-- Name: silo_verifier(uuid); Type: FUNCTION; Schema: reference; Owner: medport_accounts
--

CREATE FUNCTION reference.silo_verifier(user_id uuid) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO ''
    RETURN (SELECT v.verifier FROM reference.verifier_hospital v WHERE (v.user_id = silo_verifier.user_id));


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
-- Name: handled; Type: TABLE; Schema: events; Owner: medport_events
--

CREATE TABLE events.handled (
    event_id uuid NOT NULL,
    source text NOT NULL,
    handled_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


ALTER TABLE events.handled OWNER TO medport_events;

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
-- Name: hospital_agency_preference; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.hospital_agency_preference (
    id uuid DEFAULT uuidv7() NOT NULL,
    hospital_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    preference_order integer NOT NULL,
    notes text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT hospital_agency_preference_created_at_check CHECK (((created_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (created_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT hospital_agency_preference_updated_at_check CHECK (((updated_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (updated_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT notes CHECK ((length(notes) <= 2000)),
    CONSTRAINT preference_order CHECK (((preference_order >= 1) AND (preference_order <= 1000)))
);
ALTER TABLE ONLY medport.hospital_agency_preference ALTER COLUMN notes SET STATISTICS 0;

ALTER TABLE ONLY medport.hospital_agency_preference FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.hospital_agency_preference OWNER TO medport_owner;

--
-- Name: patient; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.patient (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    hospital_id uuid NOT NULL,
    mrn text NOT NULL,
    name text NOT NULL,
    birth_date date,
    weight_kg numeric(5,1),
    mobility text,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT birth_date CHECK (((birth_date >= '1880-01-01'::date) AND (birth_date <= '2200-01-01'::date))),
    CONSTRAINT mobility CHECK ((mobility = ANY (ARRAY['AMBULATORY'::text, 'WHEELCHAIR'::text, 'STRETCHER'::text, 'BED'::text]))),
    CONSTRAINT mrn CHECK (((length(mrn) >= 1) AND (length(mrn) <= 40))),
    CONSTRAINT name CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT patient_created_at_check CHECK (((created_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (created_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT patient_updated_at_check CHECK (((updated_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (updated_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT weight_kg CHECK (((weight_kg >= 0.3) AND (weight_kg <= (500)::numeric)))
);
ALTER TABLE ONLY medport.patient ALTER COLUMN mrn SET STATISTICS 0;
ALTER TABLE ONLY medport.patient ALTER COLUMN name SET STATISTICS 0;
ALTER TABLE ONLY medport.patient ALTER COLUMN birth_date SET STATISTICS 0;
ALTER TABLE ONLY medport.patient ALTER COLUMN weight_kg SET STATISTICS 0;
ALTER TABLE ONLY medport.patient ALTER COLUMN mobility SET STATISTICS 0;

ALTER TABLE ONLY medport.patient FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.patient OWNER TO medport_owner;

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
    id uuid NOT NULL,
    trip_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    agency_name text NOT NULL,
    reason text NOT NULL,
    declined_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    CONSTRAINT reason CHECK ((reason = ANY (ARRAY['NO_UNIT'::text, 'NO_CREW'::text, 'OUT_OF_AREA'::text, 'LEVEL_NOT_STAFFED'::text, 'WEATHER'::text, 'PRICE'::text, 'OTHER'::text]))),
    CONSTRAINT trip_decline_declined_at_check CHECK (((declined_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (declined_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT trip_decline_withdrawn_at_check CHECK (((withdrawn_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (withdrawn_at <= '2200-01-01 00:00:00+00'::timestamp with time zone)))
);

ALTER TABLE ONLY medport.trip_decline FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.trip_decline OWNER TO medport_owner;

--
-- Name: TABLE trip_decline; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON TABLE medport.trip_decline IS 'Agencies that will not run a trip, as the ems silo tells';


--
-- Name: COLUMN trip_decline.withdrawn_at; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.trip_decline.withdrawn_at IS 'When the agency took it back; people see those that stand';


--
-- Name: trip_note; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.trip_note (
    id uuid DEFAULT uuidv7() NOT NULL,
    trip_id uuid NOT NULL,
    author_id uuid,
    author text DEFAULT ''::text NOT NULL,
    text text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT note CHECK (((length(TRIM(BOTH FROM text)) >= 1) AND (length(TRIM(BOTH FROM text)) <= 4000))),
    CONSTRAINT trip_note_created_at_check CHECK (((created_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (created_at <= '2200-01-01 00:00:00+00'::timestamp with time zone)))
);
ALTER TABLE ONLY medport.trip_note ALTER COLUMN text SET STATISTICS 0;

ALTER TABLE ONLY medport.trip_note FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.trip_note OWNER TO medport_owner;

--
-- Name: trip_series; Type: TABLE; Schema: medport; Owner: medport_owner
--

CREATE TABLE medport.trip_series (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    hospital_id uuid NOT NULL,
    rrule text NOT NULL,
    dtstart timestamp with time zone NOT NULL,
    zone text NOT NULL,
    occurrences integer NOT NULL,
    created_by_id uuid,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT occurrences CHECK (((occurrences >= 1) AND (occurrences <= 120))),
    CONSTRAINT rrule CHECK (((length(rrule) >= 1) AND (length(rrule) <= 500))),
    CONSTRAINT trip_series_created_at_check CHECK (((created_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (created_at <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT trip_series_dtstart_check CHECK (((dtstart >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (dtstart <= '2200-01-01 00:00:00+00'::timestamp with time zone))),
    CONSTRAINT zone CHECK (((length(zone) >= 1) AND (length(zone) <= 60)))
);

ALTER TABLE ONLY medport.trip_series FORCE ROW LEVEL SECURITY;


ALTER TABLE medport.trip_series OWNER TO medport_owner;

--
-- Name: TABLE trip_series; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON TABLE medport.trip_series IS 'The rule that a set of held trips was made from; never changed';


--
-- Name: COLUMN trip_series.rrule; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.trip_series.rrule IS 'RFC 5545 recurrence rule, without "RRULE:"';


--
-- Name: COLUMN trip_series.dtstart; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.trip_series.dtstart IS 'When the first trip is ready';


--
-- Name: COLUMN trip_series.zone; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.trip_series.zone IS 'IANA time zone whose wall clock the rule follows';


--
-- Name: COLUMN trip_series.occurrences; Type: COMMENT; Schema: medport; Owner: medport_owner
--

COMMENT ON COLUMN medport.trip_series.occurrences IS 'How many times, each perhaps a trip there and one back';


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
-- Name: verifier_ems; Type: TABLE; Schema: reference; Owner: medport_events
--

CREATE TABLE reference.verifier_ems (
    user_id uuid CONSTRAINT verifier_hospital_user_id_not_null NOT NULL,
    verifier text CONSTRAINT verifier_hospital_verifier_not_null NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() CONSTRAINT verifier_hospital_updated_at_not_null NOT NULL
);


ALTER TABLE reference.verifier_ems OWNER TO medport_events;

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
-- Name: TABLE hospital; Type: ACL; Schema: events; Owner: medport_events
--

GRANT SELECT ON TABLE events.hospital TO medport_replication;


--
-- Name: FUNCTION emit(kind text, payload jsonb); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.emit(kind text, payload jsonb) FROM PUBLIC;


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
-- Name: TABLE hospital_facility; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.hospital_facility TO medport_events;
GRANT SELECT ON TABLE medport.hospital_facility TO medport_person;


--
-- Name: COLUMN hospital_facility.id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(id) ON TABLE medport.hospital_facility TO medport_hospital_manager;
GRANT INSERT(id) ON TABLE medport.hospital_facility TO medport_center;


--
-- Name: COLUMN hospital_facility.hospital_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(hospital_id) ON TABLE medport.hospital_facility TO medport_hospital_manager;
GRANT INSERT(hospital_id) ON TABLE medport.hospital_facility TO medport_center;


--
-- Name: COLUMN hospital_facility.name; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(name),UPDATE(name) ON TABLE medport.hospital_facility TO medport_hospital_manager;
GRANT INSERT(name),UPDATE(name) ON TABLE medport.hospital_facility TO medport_center;


--
-- Name: COLUMN hospital_facility.type; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(type),UPDATE(type) ON TABLE medport.hospital_facility TO medport_hospital_manager;
GRANT INSERT(type),UPDATE(type) ON TABLE medport.hospital_facility TO medport_center;


--
-- Name: COLUMN hospital_facility.address; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(address),UPDATE(address) ON TABLE medport.hospital_facility TO medport_hospital_manager;
GRANT INSERT(address),UPDATE(address) ON TABLE medport.hospital_facility TO medport_center;


--
-- Name: COLUMN hospital_facility.city; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(city),UPDATE(city) ON TABLE medport.hospital_facility TO medport_hospital_manager;
GRANT INSERT(city),UPDATE(city) ON TABLE medport.hospital_facility TO medport_center;


--
-- Name: COLUMN hospital_facility.state; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(state),UPDATE(state) ON TABLE medport.hospital_facility TO medport_hospital_manager;
GRANT INSERT(state),UPDATE(state) ON TABLE medport.hospital_facility TO medport_center;


--
-- Name: COLUMN hospital_facility.zip_code; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(zip_code),UPDATE(zip_code) ON TABLE medport.hospital_facility TO medport_hospital_manager;
GRANT INSERT(zip_code),UPDATE(zip_code) ON TABLE medport.hospital_facility TO medport_center;


--
-- Name: COLUMN hospital_facility.coordinates; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(coordinates),UPDATE(coordinates) ON TABLE medport.hospital_facility TO medport_hospital_manager;
GRANT INSERT(coordinates),UPDATE(coordinates) ON TABLE medport.hospital_facility TO medport_center;


--
-- Name: COLUMN hospital_facility.phone; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(phone),UPDATE(phone) ON TABLE medport.hospital_facility TO medport_hospital_manager;
GRANT INSERT(phone),UPDATE(phone) ON TABLE medport.hospital_facility TO medport_center;


--
-- Name: COLUMN hospital_facility.email; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(email),UPDATE(email) ON TABLE medport.hospital_facility TO medport_hospital_manager;
GRANT INSERT(email),UPDATE(email) ON TABLE medport.hospital_facility TO medport_center;


--
-- Name: COLUMN hospital_facility.operating_hours; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(operating_hours),UPDATE(operating_hours) ON TABLE medport.hospital_facility TO medport_hospital_manager;
GRANT INSERT(operating_hours),UPDATE(operating_hours) ON TABLE medport.hospital_facility TO medport_center;


--
-- Name: COLUMN hospital_facility.capabilities; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(capabilities),UPDATE(capabilities) ON TABLE medport.hospital_facility TO medport_hospital_manager;
GRANT INSERT(capabilities),UPDATE(capabilities) ON TABLE medport.hospital_facility TO medport_center;


--
-- Name: COLUMN hospital_facility.is_active; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(is_active),UPDATE(is_active) ON TABLE medport.hospital_facility TO medport_hospital_manager;
GRANT INSERT(is_active),UPDATE(is_active) ON TABLE medport.hospital_facility TO medport_center;


--
-- Name: TABLE transport_request; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.transport_request TO medport_events;
GRANT SELECT ON TABLE medport.transport_request TO medport_hospital;
GRANT SELECT ON TABLE medport.transport_request TO medport_center;


--
-- Name: COLUMN transport_request.id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(id) ON TABLE medport.transport_request TO medport_hospital;
GRANT INSERT(id) ON TABLE medport.transport_request TO medport_center;
GRANT SELECT(id) ON TABLE medport.transport_request TO medport_ems;


--
-- Name: COLUMN transport_request.trip_number; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(trip_number) ON TABLE medport.transport_request TO medport_ems;


--
-- Name: COLUMN transport_request.hospital_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(hospital_id) ON TABLE medport.transport_request TO medport_hospital;
GRANT INSERT(hospital_id) ON TABLE medport.transport_request TO medport_center;
GRANT SELECT(hospital_id) ON TABLE medport.transport_request TO medport_ems;


--
-- Name: COLUMN transport_request.hospital_name; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(hospital_name) ON TABLE medport.transport_request TO medport_ems;


--
-- Name: COLUMN transport_request.patient_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(patient_id),UPDATE(patient_id) ON TABLE medport.transport_request TO medport_hospital;
GRANT INSERT(patient_id),UPDATE(patient_id) ON TABLE medport.transport_request TO medport_center;


--
-- Name: COLUMN transport_request.origin_facility_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(origin_facility_id),UPDATE(origin_facility_id) ON TABLE medport.transport_request TO medport_hospital;
GRANT INSERT(origin_facility_id),UPDATE(origin_facility_id) ON TABLE medport.transport_request TO medport_center;
GRANT SELECT(origin_facility_id) ON TABLE medport.transport_request TO medport_ems;


--
-- Name: COLUMN transport_request.destination_facility_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(destination_facility_id),UPDATE(destination_facility_id) ON TABLE medport.transport_request TO medport_hospital;
GRANT INSERT(destination_facility_id),UPDATE(destination_facility_id) ON TABLE medport.transport_request TO medport_center;
GRANT SELECT(destination_facility_id) ON TABLE medport.transport_request TO medport_ems;


--
-- Name: COLUMN transport_request.destination_text; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(destination_text),UPDATE(destination_text) ON TABLE medport.transport_request TO medport_hospital;
GRANT INSERT(destination_text),UPDATE(destination_text) ON TABLE medport.transport_request TO medport_center;


--
-- Name: COLUMN transport_request.pickup_location; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(pickup_location),UPDATE(pickup_location) ON TABLE medport.transport_request TO medport_hospital;
GRANT INSERT(pickup_location),UPDATE(pickup_location) ON TABLE medport.transport_request TO medport_center;


--
-- Name: COLUMN transport_request.contact_phone; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(contact_phone),UPDATE(contact_phone) ON TABLE medport.transport_request TO medport_hospital;
GRANT INSERT(contact_phone),UPDATE(contact_phone) ON TABLE medport.transport_request TO medport_center;


--
-- Name: COLUMN transport_request.transport_level; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(transport_level),UPDATE(transport_level) ON TABLE medport.transport_request TO medport_hospital;
GRANT INSERT(transport_level),UPDATE(transport_level) ON TABLE medport.transport_request TO medport_center;
GRANT SELECT(transport_level) ON TABLE medport.transport_request TO medport_ems;


--
-- Name: COLUMN transport_request.priority; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(priority),UPDATE(priority) ON TABLE medport.transport_request TO medport_hospital;
GRANT INSERT(priority),UPDATE(priority) ON TABLE medport.transport_request TO medport_center;
GRANT SELECT(priority) ON TABLE medport.transport_request TO medport_ems;


--
-- Name: COLUMN transport_request.status; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(status),UPDATE(status) ON TABLE medport.transport_request TO medport_hospital;
GRANT INSERT(status),UPDATE(status) ON TABLE medport.transport_request TO medport_center;
GRANT SELECT(status) ON TABLE medport.transport_request TO medport_ems;


--
-- Name: COLUMN transport_request.special_requirements; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(special_requirements),UPDATE(special_requirements) ON TABLE medport.transport_request TO medport_hospital;
GRANT INSERT(special_requirements),UPDATE(special_requirements) ON TABLE medport.transport_request TO medport_center;
GRANT SELECT(special_requirements) ON TABLE medport.transport_request TO medport_ems;


--
-- Name: COLUMN transport_request.special_requirements_note; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(special_requirements_note),UPDATE(special_requirements_note) ON TABLE medport.transport_request TO medport_hospital;
GRANT INSERT(special_requirements_note),UPDATE(special_requirements_note) ON TABLE medport.transport_request TO medport_center;


--
-- Name: COLUMN transport_request.ready_at; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(ready_at),UPDATE(ready_at) ON TABLE medport.transport_request TO medport_hospital;
GRANT INSERT(ready_at),UPDATE(ready_at) ON TABLE medport.transport_request TO medport_center;
GRANT SELECT(ready_at) ON TABLE medport.transport_request TO medport_ems;


--
-- Name: COLUMN transport_request.deliver_by; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(deliver_by),UPDATE(deliver_by) ON TABLE medport.transport_request TO medport_hospital;
GRANT INSERT(deliver_by),UPDATE(deliver_by) ON TABLE medport.transport_request TO medport_center;
GRANT SELECT(deliver_by) ON TABLE medport.transport_request TO medport_ems;


--
-- Name: COLUMN transport_request.request_timestamp; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(request_timestamp) ON TABLE medport.transport_request TO medport_ems;


--
-- Name: COLUMN transport_request.accepted_timestamp; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(accepted_timestamp) ON TABLE medport.transport_request TO medport_ems;


--
-- Name: COLUMN transport_request.pickup_timestamp; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(pickup_timestamp) ON TABLE medport.transport_request TO medport_ems;


--
-- Name: COLUMN transport_request.completion_timestamp; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(completion_timestamp) ON TABLE medport.transport_request TO medport_ems;


--
-- Name: COLUMN transport_request.assigned_agency_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(assigned_agency_id) ON TABLE medport.transport_request TO medport_ems;


--
-- Name: COLUMN transport_request.assigned_agency_name; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(assigned_agency_name) ON TABLE medport.transport_request TO medport_ems;


--
-- Name: COLUMN transport_request.assigned_unit_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(assigned_unit_id) ON TABLE medport.transport_request TO medport_ems;


--
-- Name: COLUMN transport_request.assigned_unit_number; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(assigned_unit_number) ON TABLE medport.transport_request TO medport_ems;


--
-- Name: COLUMN transport_request.award_mode; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(award_mode),UPDATE(award_mode) ON TABLE medport.transport_request TO medport_hospital;
GRANT INSERT(award_mode),UPDATE(award_mode) ON TABLE medport.transport_request TO medport_center;
GRANT SELECT(award_mode) ON TABLE medport.transport_request TO medport_ems;


--
-- Name: COLUMN transport_request.distance_miles; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(distance_miles) ON TABLE medport.transport_request TO medport_ems;


--
-- Name: COLUMN transport_request.destination_coordinates; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(destination_coordinates),UPDATE(destination_coordinates) ON TABLE medport.transport_request TO medport_hospital;
GRANT INSERT(destination_coordinates),UPDATE(destination_coordinates) ON TABLE medport.transport_request TO medport_center;


--
-- Name: COLUMN transport_request.return_of_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(return_of_id) ON TABLE medport.transport_request TO medport_hospital;
GRANT INSERT(return_of_id) ON TABLE medport.transport_request TO medport_center;


--
-- Name: COLUMN transport_request.bid_count; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(bid_count) ON TABLE medport.transport_request TO medport_ems;


--
-- Name: COLUMN transport_request.cancellation_reason; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(cancellation_reason) ON TABLE medport.transport_request TO medport_hospital;
GRANT UPDATE(cancellation_reason) ON TABLE medport.transport_request TO medport_center;


--
-- Name: COLUMN transport_request.cancellation_note; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT UPDATE(cancellation_note) ON TABLE medport.transport_request TO medport_hospital;
GRANT UPDATE(cancellation_note) ON TABLE medport.transport_request TO medport_center;


--
-- Name: COLUMN transport_request.created_at; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(created_at) ON TABLE medport.transport_request TO medport_ems;


--
-- Name: COLUMN transport_request.updated_at; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT(updated_at) ON TABLE medport.transport_request TO medport_ems;


--
-- Name: COLUMN transport_request.series_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(series_id) ON TABLE medport.transport_request TO medport_hospital;
GRANT INSERT(series_id) ON TABLE medport.transport_request TO medport_center;


--
-- Name: COLUMN transport_request.series_position; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(series_position) ON TABLE medport.transport_request TO medport_hospital;
GRANT INSERT(series_position) ON TABLE medport.transport_request TO medport_center;


--
-- Name: FUNCTION offer_of(trip medport.transport_request); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.offer_of(trip medport.transport_request) FROM PUBLIC;


--
-- Name: FUNCTION on_arrival(); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.on_arrival() FROM PUBLIC;


--
-- Name: TABLE trip_award; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.trip_award TO medport_events;
GRANT SELECT ON TABLE medport.trip_award TO medport_hospital;
GRANT SELECT ON TABLE medport.trip_award TO medport_center;


--
-- Name: COLUMN trip_award.id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(id) ON TABLE medport.trip_award TO medport_hospital;
GRANT INSERT(id) ON TABLE medport.trip_award TO medport_center;


--
-- Name: COLUMN trip_award.trip_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(trip_id) ON TABLE medport.trip_award TO medport_hospital;
GRANT INSERT(trip_id) ON TABLE medport.trip_award TO medport_center;


--
-- Name: COLUMN trip_award.bid_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(bid_id) ON TABLE medport.trip_award TO medport_hospital;
GRANT INSERT(bid_id) ON TABLE medport.trip_award TO medport_center;


--
-- Name: COLUMN trip_award.agency_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(agency_id) ON TABLE medport.trip_award TO medport_hospital;
GRANT INSERT(agency_id) ON TABLE medport.trip_award TO medport_center;


--
-- Name: FUNCTION on_award_refused(payload jsonb); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.on_award_refused(payload jsonb) FROM PUBLIC;


--
-- Name: FUNCTION on_bid(payload jsonb, change integer); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.on_bid(payload jsonb, change integer) FROM PUBLIC;


--
-- Name: FUNCTION on_overtaken(trip medport.transport_request, payload jsonb); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.on_overtaken(trip medport.transport_request, payload jsonb) FROM PUBLIC;


--
-- Name: FUNCTION on_trip_accepted(payload jsonb); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.on_trip_accepted(payload jsonb) FROM PUBLIC;


--
-- Name: FUNCTION on_trip_declined(payload jsonb); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.on_trip_declined(payload jsonb) FROM PUBLIC;


--
-- Name: FUNCTION on_trip_progressed(payload jsonb); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.on_trip_progressed(payload jsonb) FROM PUBLIC;


--
-- Name: FUNCTION on_trip_released(payload jsonb); Type: ACL; Schema: events; Owner: medport_events
--

REVOKE ALL ON FUNCTION events.on_trip_released(payload jsonb) FROM PUBLIC;


--
-- Name: TABLE hospital_user; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.hospital_user TO medport_events;
GRANT SELECT ON TABLE medport.hospital_user TO medport_hospital;
GRANT SELECT ON TABLE medport.hospital_user TO medport_center;


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
-- Name: FUNCTION acting_hospital(named uuid); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.acting_hospital(named uuid) FROM PUBLIC;


--
-- Name: TABLE trip_milestone; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.trip_milestone TO medport_events;
GRANT SELECT ON TABLE medport.trip_milestone TO medport_hospital;
GRANT SELECT ON TABLE medport.trip_milestone TO medport_center;


--
-- Name: FUNCTION add_milestone(trip_id uuid, milestone text, occurred_at timestamp with time zone); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.add_milestone(trip_id uuid, milestone text, occurred_at timestamp with time zone) FROM PUBLIC;


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
-- Name: FUNCTION by_event(); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.by_event() FROM PUBLIC;
GRANT ALL ON FUNCTION medport.by_event() TO medport_person;
GRANT ALL ON FUNCTION medport.by_event() TO medport_events;


--
-- Name: FUNCTION check_ready(ready_at timestamp with time zone); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.check_ready(ready_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.check_ready(ready_at timestamp with time zone) TO medport_hospital;
GRANT ALL ON FUNCTION medport.check_ready(ready_at timestamp with time zone) TO medport_center;
GRANT ALL ON FUNCTION medport.check_ready(ready_at timestamp with time zone) TO medport_events;


--
-- Name: FUNCTION check_transition(from_status text, to_status text, side text, by_event boolean); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.check_transition(from_status text, to_status text, side text, by_event boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.check_transition(from_status text, to_status text, side text, by_event boolean) TO medport_person;
GRANT ALL ON FUNCTION medport.check_transition(from_status text, to_status text, side text, by_event boolean) TO medport_events;


--
-- Name: FUNCTION crew_sheet(trip_id uuid); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.crew_sheet(trip_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.crew_sheet(trip_id uuid) TO medport_person;


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
-- Name: FUNCTION end_sessions(user_id uuid); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.end_sessions(user_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.end_sessions(user_id uuid) TO medport_center_admin;
GRANT ALL ON FUNCTION medport.end_sessions(user_id uuid) TO medport_hospital_manager;
GRANT ALL ON FUNCTION medport.end_sessions(user_id uuid) TO medport_ems_manager;


--
-- Name: FUNCTION fill_route(trip medport.transport_request); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.fill_route(trip medport.transport_request) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.fill_route(trip medport.transport_request) TO medport_hospital;
GRANT ALL ON FUNCTION medport.fill_route(trip medport.transport_request) TO medport_center;


--
-- Name: FUNCTION find_patient(mrn text, hospital_id uuid); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.find_patient(mrn text, hospital_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.find_patient(mrn text, hospital_id uuid) TO medport_hospital;
GRANT ALL ON FUNCTION medport.find_patient(mrn text, hospital_id uuid) TO medport_center;


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
-- Name: TABLE hospital; Type: ACL; Schema: reference; Owner: medport_apply
--

GRANT SELECT,INSERT,UPDATE ON TABLE reference.hospital TO medport_events;


--
-- Name: FUNCTION look_of(by text, hospital_id uuid); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.look_of(by text, hospital_id uuid) FROM PUBLIC;


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
-- Name: FUNCTION next_trip_number(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.next_trip_number() FROM PUBLIC;
GRANT ALL ON FUNCTION medport.next_trip_number() TO medport_hospital;
GRANT ALL ON FUNCTION medport.next_trip_number() TO medport_center;


--
-- Name: FUNCTION on_award(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_award() FROM PUBLIC;


--
-- Name: FUNCTION on_award_told(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_award_told() FROM PUBLIC;


--
-- Name: FUNCTION on_change_notify(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_change_notify() FROM PUBLIC;


--
-- Name: FUNCTION on_entered_for(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_entered_for() FROM PUBLIC;


--
-- Name: FUNCTION on_note(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_note() FROM PUBLIC;


--
-- Name: FUNCTION on_series(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_series() FROM PUBLIC;


--
-- Name: FUNCTION on_series_trip(); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.on_series_trip() FROM PUBLIC;


--
-- Name: FUNCTION on_trip_held(); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.on_trip_held() FROM PUBLIC;


--
-- Name: FUNCTION on_trip_held_told(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_trip_held_told() FROM PUBLIC;


--
-- Name: FUNCTION on_trip_insert(); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.on_trip_insert() FROM PUBLIC;


--
-- Name: FUNCTION on_trip_told(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_trip_told() FROM PUBLIC;


--
-- Name: FUNCTION on_trip_update(); Type: ACL; Schema: medport; Owner: medport_owner
--

REVOKE ALL ON FUNCTION medport.on_trip_update() FROM PUBLIC;


--
-- Name: FUNCTION on_update_touch(); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.on_update_touch() FROM PUBLIC;


--
-- Name: FUNCTION patient_of(trip_id uuid); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.patient_of(trip_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.patient_of(trip_id uuid) TO medport_hospital;
GRANT ALL ON FUNCTION medport.patient_of(trip_id uuid) TO medport_center;


--
-- Name: FUNCTION replay_dead_letter(event_id uuid); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.replay_dead_letter(event_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.replay_dead_letter(event_id uuid) TO medport_center_admin;


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
-- Name: FUNCTION save_patient(mrn text, name text, birth_date date, weight_kg numeric, mobility text, hospital_id uuid); Type: ACL; Schema: medport; Owner: medport_events
--

REVOKE ALL ON FUNCTION medport.save_patient(mrn text, name text, birth_date date, weight_kg numeric, mobility text, hospital_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION medport.save_patient(mrn text, name text, birth_date date, weight_kg numeric, mobility text, hospital_id uuid) TO medport_hospital;
GRANT ALL ON FUNCTION medport.save_patient(mrn text, name text, birth_date date, weight_kg numeric, mobility text, hospital_id uuid) TO medport_center;


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
-- Name: TABLE verifier_hospital; Type: ACL; Schema: reference; Owner: medport_apply
--

GRANT SELECT,INSERT,UPDATE ON TABLE reference.verifier_hospital TO medport_accounts;


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

GRANT SELECT ON TABLE audit.log TO medport_hospital;
GRANT SELECT ON TABLE audit.log TO medport_center;
GRANT SELECT ON TABLE audit.log TO medport_replication;


--
-- Name: TABLE center; Type: ACL; Schema: events; Owner: medport_apply
--

GRANT SELECT,INSERT ON TABLE events.center TO medport_events;


--
-- Name: TABLE ems; Type: ACL; Schema: events; Owner: medport_apply
--

GRANT SELECT,INSERT ON TABLE events.ems TO medport_events;


--
-- Name: TABLE audit_log; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT ON TABLE medport.audit_log TO medport_hospital;
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
-- Name: TABLE hospital_agency_preference; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.hospital_agency_preference TO medport_events;
GRANT SELECT ON TABLE medport.hospital_agency_preference TO medport_hospital;
GRANT SELECT,DELETE ON TABLE medport.hospital_agency_preference TO medport_center;
GRANT DELETE ON TABLE medport.hospital_agency_preference TO medport_hospital_manager;


--
-- Name: COLUMN hospital_agency_preference.id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(id) ON TABLE medport.hospital_agency_preference TO medport_hospital_manager;
GRANT INSERT(id) ON TABLE medport.hospital_agency_preference TO medport_center;


--
-- Name: COLUMN hospital_agency_preference.hospital_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(hospital_id) ON TABLE medport.hospital_agency_preference TO medport_hospital_manager;
GRANT INSERT(hospital_id) ON TABLE medport.hospital_agency_preference TO medport_center;


--
-- Name: COLUMN hospital_agency_preference.agency_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(agency_id) ON TABLE medport.hospital_agency_preference TO medport_hospital_manager;
GRANT INSERT(agency_id) ON TABLE medport.hospital_agency_preference TO medport_center;


--
-- Name: COLUMN hospital_agency_preference.is_active; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(is_active),UPDATE(is_active) ON TABLE medport.hospital_agency_preference TO medport_hospital_manager;
GRANT INSERT(is_active),UPDATE(is_active) ON TABLE medport.hospital_agency_preference TO medport_center;


--
-- Name: COLUMN hospital_agency_preference.preference_order; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(preference_order),UPDATE(preference_order) ON TABLE medport.hospital_agency_preference TO medport_hospital_manager;
GRANT INSERT(preference_order),UPDATE(preference_order) ON TABLE medport.hospital_agency_preference TO medport_center;


--
-- Name: COLUMN hospital_agency_preference.notes; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(notes),UPDATE(notes) ON TABLE medport.hospital_agency_preference TO medport_hospital_manager;
GRANT INSERT(notes),UPDATE(notes) ON TABLE medport.hospital_agency_preference TO medport_center;


--
-- Name: TABLE patient; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.patient TO medport_events;


--
-- Name: TABLE status_transition; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.status_transition TO medport_events;
GRANT SELECT ON TABLE medport.status_transition TO medport_person;


--
-- Name: TABLE trip_decline; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.trip_decline TO medport_events;
GRANT SELECT ON TABLE medport.trip_decline TO medport_hospital;
GRANT SELECT ON TABLE medport.trip_decline TO medport_center;


--
-- Name: TABLE trip_note; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.trip_note TO medport_events;
GRANT SELECT ON TABLE medport.trip_note TO medport_hospital;
GRANT SELECT ON TABLE medport.trip_note TO medport_center;


--
-- Name: COLUMN trip_note.id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(id) ON TABLE medport.trip_note TO medport_hospital;
GRANT INSERT(id) ON TABLE medport.trip_note TO medport_center;


--
-- Name: COLUMN trip_note.trip_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(trip_id) ON TABLE medport.trip_note TO medport_hospital;
GRANT INSERT(trip_id) ON TABLE medport.trip_note TO medport_center;


--
-- Name: COLUMN trip_note.text; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(text) ON TABLE medport.trip_note TO medport_hospital;
GRANT INSERT(text) ON TABLE medport.trip_note TO medport_center;


--
-- Name: TABLE trip_series; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE medport.trip_series TO medport_events;
GRANT SELECT ON TABLE medport.trip_series TO medport_hospital;
GRANT SELECT ON TABLE medport.trip_series TO medport_center;


--
-- Name: COLUMN trip_series.id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(id) ON TABLE medport.trip_series TO medport_hospital;
GRANT INSERT(id) ON TABLE medport.trip_series TO medport_center;


--
-- Name: COLUMN trip_series.hospital_id; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(hospital_id) ON TABLE medport.trip_series TO medport_hospital;
GRANT INSERT(hospital_id) ON TABLE medport.trip_series TO medport_center;


--
-- Name: COLUMN trip_series.rrule; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(rrule) ON TABLE medport.trip_series TO medport_hospital;
GRANT INSERT(rrule) ON TABLE medport.trip_series TO medport_center;


--
-- Name: COLUMN trip_series.dtstart; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(dtstart) ON TABLE medport.trip_series TO medport_hospital;
GRANT INSERT(dtstart) ON TABLE medport.trip_series TO medport_center;


--
-- Name: COLUMN trip_series.zone; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(zone) ON TABLE medport.trip_series TO medport_hospital;
GRANT INSERT(zone) ON TABLE medport.trip_series TO medport_center;


--
-- Name: COLUMN trip_series.occurrences; Type: ACL; Schema: medport; Owner: medport_owner
--

GRANT INSERT(occurrences) ON TABLE medport.trip_series TO medport_hospital;
GRANT INSERT(occurrences) ON TABLE medport.trip_series TO medport_center;


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
-- Name: TABLE configuration; Type: ACL; Schema: reference; Owner: medport_apply
--

GRANT SELECT,INSERT,UPDATE ON TABLE reference.configuration TO medport_events;


--
-- Name: TABLE verifier_ems; Type: ACL; Schema: reference; Owner: medport_events
--

GRANT SELECT,INSERT,UPDATE ON TABLE reference.verifier_ems TO medport_accounts;


--
-- PostgreSQL database dump complete
--


