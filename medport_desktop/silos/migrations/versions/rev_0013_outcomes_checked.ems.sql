-- People read and write meanwhile.
alter table medport.assignment validate constraint outcome;
alter table medport.assignment validate constraint assignment_acknowledged_at_check;
alter table medport.assignment validate constraint assignment_carried_at_check;
alter table medport.transport_bid validate constraint outcome;
