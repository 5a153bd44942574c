set local session_replication_role = replica;  -- nothing to audit, nobody to tell
alter table medport.transport_request add column weight_class text;
update medport.transport_request
set weight_class = case when patient_weight_kg >= 318 then 'OVER_318' when patient_weight_kg >= 227 then 'OVER_227'
                   else 'OVER_159' end
where patient_weight_kg >= 159;
