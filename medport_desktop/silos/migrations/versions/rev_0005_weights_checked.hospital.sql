alter table medport.patient validate constraint weight_kg;
