alter table medport.assignment
    add column happened_at timestamptz,
    add constraint assignment_happened_at_check check (happened_at between '1900-01-01Z' and '2200-01-01Z');
