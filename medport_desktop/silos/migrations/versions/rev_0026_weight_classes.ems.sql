alter table medport.available_trip add column weight_class text;
