alter table medport.unit
    add column status_reason text not null default '' constraint status_reason check (length(status_reason) <= 200);
