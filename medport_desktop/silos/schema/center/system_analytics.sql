create table medport.system_analytics (
    id           uuid primary key default uuidv7(),
    metric_name  text not null,
    metric_value double precision not null,
    "timestamp"  timestamptz not null default clock_timestamp(),
    category     text not null,
    metadata     jsonb not null default '{}'
);
create index system_analytics_metric on medport.system_analytics (metric_name, "timestamp");
call setup.protect('medport.system_analytics', 'id');
create policy center_reads on medport.system_analytics for select to medport_center
    using ((select medport.am_center()));
grant select on medport.system_analytics to medport_center;

-- Who took a trip, what was first, what was overtaken: asked for one trip at a time.
create index system_analytics_trip on medport.system_analytics ((metadata ->> 'trip_id'), metric_name)
    where metadata ? 'trip_id';
