alter table medport.patient
    drop constraint weight_kg,
    add constraint weight_kg check (weight_kg between 0.1 and 999.9) not valid;
