-- Rules for all that is entered: trips and series of trips.

-- A ready time that a person gives: a form that was open for a while may still say "now", and nobody enters a trip more
-- than a good year ahead. A series begins within the same bounds, and has its own for its trips (trip_series.sql).
create function medport.check_ready(ready_at timestamptz) returns void
    language plpgsql stable set search_path = ''
as $$
begin
    if ready_at < clock_timestamp() - interval '15 minutes' then
        raise exception 'The ready time is in the past.' using errcode = 'MP005', column = 'ready_at';
    elsif ready_at > clock_timestamp() + interval '400 days 15 minutes' then
        raise exception 'Enter a trip at most 400 days ahead.' using errcode = 'MP005', column = 'ready_at';
    end if;
end
$$;
grant execute on function medport.check_ready(timestamptz) to medport_hospital, medport_center, medport_events;

-- The center enters trips for any hospital that there is and that is not disabled. A disabled hospital's own people may
-- still enter theirs, until their accounts are disabled.

create function medport.on_entered_for() returns trigger
    language plpgsql security definer set search_path = ''
as $$
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

-- What an agency may know of a weight before a trip is its own: which stretcher and crew it takes. 159 kg are 350 lb,
-- 227 are 500 lb, 318 are 700 lb: what usual, bariatric and heavy bariatric stretchers carry. Null below.
create function medport.weight_class(kg numeric) returns text
    language sql immutable set search_path = ''
    return case when kg >= 318 then 'OVER_318' when kg >= 227 then 'OVER_227' when kg >= 159 then 'OVER_159' end;
grant execute on function medport.weight_class(numeric) to medport_hospital, medport_center, medport_events;

-- The town of an address outside the network, which agencies see, is what the console makes of the address. It is kept
-- where the address names it, or ends with a ZIP code: those are not known here. An address that is changed keeps its
-- town where it still names it, or has the same ZIP code.
create function medport.on_address() returns trigger
    language plpgsql set search_path = ''
as $$
declare
    zip constant text := '([0-9]{5})(?:[- ]?[0-9]{4})?[^0-9]*$';
    -- With the apostrophes by which services/zips.py reads a town.
    address constant text := medport.plain_line(
        translate(new.destination_text, U&'\2018\02BC\02B9\00B4\0060\2032', repeat('''', 6))
    );
    code constant text := substring(address from zip);
    city constant text := split_part(new.destination_town, ',', 1);
begin
    if position(lower(city) in lower(address)) = 0
       and (code is null or tg_op = 'UPDATE' and new.destination_town = old.destination_town
            and code is distinct from substring(medport.plain_line(old.destination_text) from zip))
    then
        new.destination_town := '';
    end if;
    return new;
end
$$;

-- What was told of the patient of a trip that is over stays. Judged by the columns that are named and not by their
-- values: nobody may read those, and a refusal of other values alone would tell them.
create function medport.on_told_when_over() returns trigger
    language plpgsql set search_path = ''
as $$
begin
    if not medport.by_event() then
        raise exception 'This trip is % and can no longer be edited.', medport.status_words(old.status)
            using errcode = 'MP001';
    end if;
    return new;
end
$$;
