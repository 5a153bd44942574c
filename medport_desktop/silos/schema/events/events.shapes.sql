-- What each kind of event says, as docs/events.md has it: a payload that is not so is kept as a dead letter before any
-- handler sees it, and not half understood. "?" marks what may be null or absent. Further fields are passed over. Null for
-- a kind that this silo does not know.

create function events.shape(kind text) returns text[]
    language sql immutable set search_path = ''
    return case
        when kind in ('trip.created', 'trip.updated') then array[
            'trip_id uuid', 'hospital_id uuid', 'trip_number text', 'hospital_name text', 'origin object',
            'destination object', 'transport_level text', 'priority text', 'status text', 'needs array',
            'ready_at time', 'requested_at time', 'deliver_by time?', 'award_mode text', 'distance_miles number?',
            'revision integer?', 'pickup_due time?', 'weight_class text?'
        ]
        when kind = 'trip.cancelled' then array[
            'trip_id uuid', 'reason text', 'was text', 'hospital_id uuid?', 'transport_level text?', 'agency_id uuid?'
        ]
        when kind = 'trip.overtaken' then array['trip_id uuid', 'assignment_id uuid', 'agency_id uuid', 'was text']
        when kind = 'trip.sheet_corrected' then array['trip_id uuid', 'assignment_id uuid', 'agency_id uuid']
        when kind = 'trip.awarded' then array['trip_id uuid', 'award_id uuid', 'bid_id uuid', 'agency_id uuid']
        when kind = 'trip.acceptance_refused' then array['trip_id uuid', 'assignment_id uuid', 'status text']
        when kind in ('bid.submitted', 'bid.withdrawn', 'bid.expired', 'bid.rejected') then array[
            'trip_id uuid', 'bid_id uuid', 'agency_id uuid'
        ]
        when kind = 'trip.accepted' then array[
            'trip_id uuid', 'assignment_id uuid', 'agency_id uuid', 'bid_id uuid?', 'agency_name text',
            'unit_id uuid?', 'unit_number text', 'unit_missing text?', 'accepted_at time', 'revision integer?', 'seconds_to_accept number',
            'hospital_id uuid?', 'transport_level text?', 'distance_miles number?'
        ]
        when kind = 'trip.award_refused' then array['trip_id uuid', 'award_id uuid', 'bid_id uuid', 'reason text']
        when kind = 'trip.progressed' then array[
            'trip_id uuid', 'assignment_id uuid', 'agency_id uuid', 'was text', 'status text', 'kind text',
            'occurred_at time', 'unit_id uuid?', 'unit_number text', 'agency_name text?', 'bid_id uuid?',
            'milestones object?', 'hospital_id uuid?', 'transport_level text?', 'distance_miles number?'
        ]
        when kind = 'trip.carried' then array[
            'trip_id uuid', 'assignment_id uuid', 'agency_id uuid', 'agency_name text', 'status text',
            'unit_id uuid?', 'unit_number text', 'bid_id uuid?', 'milestones object'
        ]
        when kind = 'trip.released' then array[
            'trip_id uuid', 'assignment_id uuid', 'agency_id uuid', 'reason text', 'bids integer?'
        ]
        when kind = 'trip.declined' then array[
            'trip_id uuid', 'decline_id uuid', 'agency_id uuid', 'agency_name text', 'reason text', 'declined_at time'
        ]
        when kind = 'trip.decline_withdrawn' then array[
            'trip_id uuid', 'decline_id uuid', 'agency_id uuid', 'agency_name text', 'reason text', 'declined_at time',
            'withdrawn_at time'
        ]
        when kind in ('user.created', 'user.updated', 'user.deactivated') then array[
            'user_id uuid', 'email text', 'name text', 'user_type text', 'is_manager boolean', 'hospital_id uuid?',
            'hospital_name text', 'agency_id uuid?', 'agency_name text', 'is_active boolean', 'reset_at time?'
        ]
        when kind = 'service.registered' then array[
            'service_id uuid', 'agency_id uuid', 'service_type text', 'name text', 'contact_name text?', 'phone text?',
            'email text?', 'address text?', 'city text?', 'state text?', 'zip_code text?', 'coordinates text?',
            'capabilities array?', 'pricing_structure object?'
        ]
        when kind = 'silo.heartbeat' then '{}'
    end;

-- The silo that decides what a kind of event says; null for those that any silo sends.
create function events.decided_by(kind text) returns text
    language sql immutable set search_path = ''
    return case
        when kind in ('trip.created', 'trip.updated', 'trip.cancelled', 'trip.overtaken', 'trip.awarded',
                      'trip.acceptance_refused', 'trip.sheet_corrected') then 'hospital'
        when kind in ('bid.submitted', 'bid.withdrawn', 'bid.expired', 'bid.rejected', 'trip.accepted',
                      'trip.award_refused', 'trip.progressed', 'trip.carried', 'trip.released', 'trip.declined',
                      'trip.decline_withdrawn') then 'ems'
        when kind like 'user.%' or kind like 'service.%' then 'center'
    end;

-- Raise a data error where a payload is not what its kind says.
create function events.check_shape(kind text, payload jsonb) returns void
    language plpgsql stable set search_path = ''
as $$
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
