-- By when somebody is to be with the patient. The trip keeps it: a change of the settings moves no trip that runs.
create function medport.pickup_due(priority text, ready_at timestamptz) returns timestamptz
    language sql stable set search_path = ''
    return ready_at + make_interval(mins => medport.setting_int(
        'pickup_within_' || lower(priority) || '_minutes',
        case priority when 'URGENT' then 15 when 'HIGH' then 30 when 'MEDIUM' then 45 else 60 end
    ));
grant execute on function medport.pickup_due(text, timestamptz) to medport_hospital, medport_center, medport_events;
