-- The figures of the administrator's analytics, each computed from system_analytics when it is asked for. Those
-- who may read that table (the center's people, by its policy) get the same numbers here as in the console: these
-- functions have no rights of their own. Hours and days are those of the site's zone.

-- What happened to trips, a row each time. Where an event names no hospital or level, those of the trip's entry
-- count. A level or a reason of a later version, which this version does not know, counts as OTHER.
create view medport.trip_fact with (security_invoker) as
select f.id, f.metric_name as fact, f.metric_value as value, f."timestamp" as at,
       (f.metadata ->> 'trip_id')::uuid as trip_id,
       coalesce(f.metadata ->> 'hospital_id', c.metadata ->> 'hospital_id')::uuid as hospital_id,
       (f.metadata ->> 'agency_id')::uuid as agency_id,
       case when said.level = any (medport.transport_levels()) then said.level
            when said.level is not null then 'OTHER' end as transport_level,
       case when said.reason = any (medport.end_reasons()) then said.reason
            when said.reason is not null then 'OTHER' end as reason,
       f.metadata ->> 'was' as was,
       (f.metadata ->> 'miles')::double precision as miles,
       f.metadata @> '{"demo": true}' as invented
from medport.system_analytics f
left join lateral (
    select e.metadata from medport.system_analytics e
    where not f.metadata ? 'hospital_id'
      and e.metadata ? 'trip_id' and e.metadata ->> 'trip_id' = f.metadata ->> 'trip_id'
      and e.metric_name = 'trip_created'
    limit 1
) c on true
cross join lateral (
    select coalesce(f.metadata ->> 'transport_level', c.metadata ->> 'transport_level') as level,
           f.metadata ->> 'reason' as reason
) said
where f.metadata ? 'trip_id';
grant select on medport.trip_fact to medport_center;
comment on view medport.trip_fact is 'What happened to trips: one row a request, acceptance, completion and so on.';
comment on column medport.trip_fact.value is 'Seconds from the request for trip_accepted; else 1.';
comment on column medport.trip_fact.miles is 'Loaded road miles of trip_completed; null for a place outside of the network.';
comment on column medport.trip_fact.invented is 'Whether it is of the demo''s history, which nobody drove.';

-- The facts of those kinds in a period, of one hospital, agency or level where one is given. A fact that names no agency
-- (a request) belongs to each agency that ever held its trip.
create function medport.trip_facts(
    kinds text[], since timestamptz, until timestamptz, hospital uuid, agency uuid, level text
) returns setof medport.trip_fact
    language sql stable set search_path = ''
begin atomic
    select f.* from medport.trip_fact f
    where f.fact = any (kinds) and f.at >= since and f.at < until
      and (hospital is null or f.hospital_id = hospital)
      and (level is null or f.transport_level = level)
      and (agency is null or f.agency_id = agency or f.agency_id is null and exists (
          select from medport.system_analytics a
          where a.metadata ? 'trip_id' and a.metadata ->> 'trip_id' = f.trip_id::text
            and a.metric_name = 'trip_accepted' and a.metadata ->> 'agency_id' = agency::text
      ));
end;

-- Requests, and the seconds to the first acceptance of each trip; a trip that was handed back and taken again has
-- waited once.
create function medport.first_acceptances(
    since timestamptz, until timestamptz, hospital uuid, agency uuid, level text
) returns setof medport.trip_fact
    language sql stable set search_path = ''
begin atomic
    select f.* from medport.trip_facts('{trip_accepted}', since, until, hospital, agency, level) f
    where not exists (
        select from medport.system_analytics e
        where e.metadata ? 'trip_id' and e.metadata ->> 'trip_id' = f.trip_id::text
          and e.metric_name = 'trip_accepted' and e."timestamp" < f.at
    );
end;

-- Cancellations that came true: not those that the crew's own end of the run overtook.
create function medport.cancellations(
    since timestamptz, until timestamptz, hospital uuid, agency uuid, level text
) returns setof medport.trip_fact
    language sql stable set search_path = ''
begin atomic
    select f.* from medport.trip_facts('{trip_cancelled}', since, until, hospital, agency, level) f
    where not exists (
        select from medport.system_analytics e
        where e.metadata ? 'trip_id' and e.metadata ->> 'trip_id' = f.trip_id::text
          and e.metric_name = 'trip_overtaken'
    );
end;

create function medport.analytics_totals(
    since timestamptz, until timestamptz, hospital uuid, agency uuid, level text
) returns table (
    requests integer, accepted integer, p50_seconds double precision, p90_seconds double precision,
    completed integer, miles double precision, cancelled integer, invented integer
)
    language sql stable set search_path = ''
begin atomic
    select r.requests, a.accepted, a.p50, a.p90, d.completed, d.miles, c.cancelled, r.invented
    from (
        select count(*)::integer as requests, (count(*) filter (where f.invented))::integer as invented
        from medport.trip_facts('{trip_created}', since, until, hospital, agency, level) f
    ) r, (
        select count(*)::integer as accepted, percentile_cont(0.5) within group (order by f.value) as p50,
               percentile_cont(0.9) within group (order by f.value) as p90
        from medport.first_acceptances(since, until, hospital, agency, level) f
    ) a, (
        select count(*)::integer as completed, coalesce(sum(f.miles), 0) as miles
        from medport.trip_facts('{trip_completed}', since, until, hospital, agency, level) f
    ) d, (
        select count(*)::integer as cancelled from medport.cancellations(since, until, hospital, agency, level) f
    ) c;
end;

create function medport.analytics_hours(
    since timestamptz, until timestamptz, hospital uuid, agency uuid, level text
) returns table (hour integer, requests integer)
    language sql stable set search_path = ''
begin atomic
    select h.hour, count(f.id)::integer
    from generate_series(0, 23) as h (hour)
    left join medport.trip_facts('{trip_created}', since, until, hospital, agency, level) f
           on extract(hour from f.at at time zone (select medport.site_zone())) = h.hour
    group by h.hour
    order by h.hour;
end;

-- Every day of the period, also one on which nothing happened.
create function medport.analytics_days(
    since timestamptz, until timestamptz, hospital uuid, agency uuid, level text
) returns table (
    day date, requests integer, accepted integer, p50_seconds double precision, p90_seconds double precision,
    completed integer, miles double precision
)
    language sql stable set search_path = ''
begin atomic
    with zone as materialized (select medport.site_zone() as name),
    days as (
        select d.day::date as day
        from zone z, generate_series(
            (since at time zone z.name)::date::timestamp,
            ((until - interval '1 microsecond') at time zone z.name)::date::timestamp, interval '1 day'
        ) as d (day)
    ),
    requests as (
        select (f.at at time zone z.name)::date as day, count(*)::integer as many
        from zone z, medport.trip_facts('{trip_created}', since, until, hospital, agency, level) f group by 1
    ),
    accepted as (
        select (f.at at time zone z.name)::date as day, count(*)::integer as many,
               percentile_cont(0.5) within group (order by f.value) as p50,
               percentile_cont(0.9) within group (order by f.value) as p90
        from zone z, medport.first_acceptances(since, until, hospital, agency, level) f group by 1
    ),
    completed as (
        select (f.at at time zone z.name)::date as day, count(*)::integer as many, coalesce(sum(f.miles), 0) as miles
        from zone z, medport.trip_facts('{trip_completed}', since, until, hospital, agency, level) f group by 1
    )
    select d.day, coalesce(r.many, 0), coalesce(a.many, 0), a.p50, a.p90, coalesce(c.many, 0), coalesce(c.miles, 0)
    from days d
    left join requests r on r.day = d.day
    left join accepted a on a.day = d.day
    left join completed c on c.day = d.day
    order by d.day;
end;

create function medport.analytics_levels(
    since timestamptz, until timestamptz, hospital uuid, agency uuid, level text
) returns table (
    transport_level text, requests integer, accepted integer, p50_seconds double precision,
    p90_seconds double precision
)
    language sql stable set search_path = ''
begin atomic
    select coalesce(r.transport_level, a.transport_level), coalesce(r.many, 0), coalesce(a.many, 0), a.p50, a.p90
    from (
        select f.transport_level, count(*)::integer as many
        from medport.trip_facts('{trip_created}', since, until, hospital, agency, level) f group by 1
    ) r
    full join (
        select f.transport_level, count(*)::integer as many,
               percentile_cont(0.5) within group (order by f.value) as p50,
               percentile_cont(0.9) within group (order by f.value) as p90
        from medport.first_acceptances(since, until, hospital, agency, level) f group by 1
    ) a on a.transport_level = r.transport_level;
end;

-- What each agency said to the trips that it answered, by its last word to each within the period: taken, declined, or
-- taken and handed back. A decline that was taken back is no answer. What it carried is by the day of completion.
create function medport.analytics_agencies(
    since timestamptz, until timestamptz, hospital uuid, agency uuid, level text
) returns table (
    agency_id uuid, agency_name text, taken integer, declined integer, handed_back integer, completed integer,
    miles double precision
)
    language sql stable set search_path = ''
begin atomic
    with answers as (
        select distinct on (f.agency_id, f.trip_id) f.agency_id, f.fact
        from medport.trip_facts(
            '{trip_accepted,trip_declined,trip_decline_withdrawn,trip_released}', since, until, hospital, agency, level
        ) f
        order by f.agency_id, f.trip_id, f.at desc, f.id desc
    ),
    said as (
        select s.agency_id, (count(*) filter (where s.fact = 'trip_accepted'))::integer as taken,
               (count(*) filter (where s.fact = 'trip_declined'))::integer as declined,
               (count(*) filter (where s.fact = 'trip_released'))::integer as handed_back
        from answers s group by s.agency_id
    ),
    carried as (
        select f.agency_id, count(*)::integer as completed, coalesce(sum(f.miles), 0) as miles
        from medport.trip_facts('{trip_completed}', since, until, hospital, agency, level) f group by f.agency_id
    )
    select coalesce(s.agency_id, c.agency_id), coalesce(d.name, ''), coalesce(s.taken, 0), coalesce(s.declined, 0),
           coalesce(s.handed_back, 0), coalesce(c.completed, 0), coalesce(c.miles, 0)
    from said s
    full join carried c on c.agency_id = s.agency_id
    left join medport.agency_directory d on d.id = coalesce(s.agency_id, c.agency_id)
    where coalesce(s.taken, 0) + coalesce(s.declined, 0) + coalesce(s.handed_back, 0) + coalesce(c.completed, 0) > 0;
end;

create function medport.analytics_cancellations(
    since timestamptz, until timestamptz, hospital uuid, agency uuid, level text
) returns table (reason text, unheld integer, held integer)
    language sql stable set search_path = ''
begin atomic
    select coalesce(f.reason, 'OTHER'), (count(*) filter (where f.was in ('SCHEDULED', 'PENDING')))::integer,
           (count(*) filter (where f.was not in ('SCHEDULED', 'PENDING')))::integer
    from medport.cancellations(since, until, hospital, agency, level) f
    group by 1;
end;

do $$
declare
    figure regprocedure;
begin
    for figure in
        select p.oid::regprocedure from pg_catalog.pg_proc p
        where p.pronamespace = 'medport'::regnamespace
          and (p.proname in ('trip_facts', 'first_acceptances', 'cancellations') or p.proname like 'analytics\_%')
    loop
        execute format('grant execute on function %s to medport_center', figure);
    end loop;
end
$$;
