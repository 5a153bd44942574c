-- Trips that have ended longer ago keep none of their own: nobody holds them, and a copy of one takes what the record has.
set local session_replication_role = replica;  -- nothing to audit, nobody to tell
-- Nobody reads them. Release 1.0.0 gives its people the whole table, and with it the columns that come.
do $$
begin
    execute (
        select format('revoke select on medport.transport_request from medport_hospital, medport_center;'
                      ' grant select (%s) on medport.transport_request to medport_hospital, medport_center',
                      string_agg(quote_ident(a.attname), ', '))
        from pg_catalog.pg_attribute a
        where a.attrelid = 'medport.transport_request'::regclass and a.attnum > 0 and not a.attisdropped
    );
end
$$;
alter table medport.transport_request
    add column patient_weight_kg numeric(5, 1),
    add column patient_mobility text,
    add constraint patient_weight_kg check (patient_weight_kg between 0.1 and 999.9),
    add constraint patient_mobility check (patient_mobility in ('AMBULATORY', 'WHEELCHAIR', 'STRETCHER', 'BED'));
-- In no log, and in no statistics.
alter table medport.transport_request
    alter column patient_weight_kg set statistics 0,
    alter column patient_mobility set statistics 0;
drop trigger audit on medport.transport_request;
create trigger audit after insert or update or delete on medport.transport_request
    for each row execute function audit.on_change(
        'pickup_location', 'contact_phone', 'special_requirements_note', 'destination_text', 'cancellation_note',
        'patient_id', 'patient_weight_kg', 'patient_mobility', 'destination_coordinates'
    );
update medport.transport_request t
set patient_weight_kg = p.weight_kg, patient_mobility = p.mobility
from medport.patient p
where p.id = t.patient_id and (p.weight_kg is not null or p.mobility is not null)
  and (t.status not in ('COMPLETED', 'CANCELLED') or t.updated_at > now() - interval '2 days');

-- What is written before the functions are made again, which drops this: there a weight is told for the record alone.
create function medport.until_remade_patient() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    new.patient_weight_kg := (select p.weight_kg from medport.patient p where p.id = new.patient_id);
    new.patient_mobility := (select p.mobility from medport.patient p where p.id = new.patient_id);
    return new;
end
$$;
alter function medport.until_remade_patient() owner to medport_events;
create trigger z_until_remade_patient before insert or update of patient_id on medport.transport_request
    for each row execute function medport.until_remade_patient();
