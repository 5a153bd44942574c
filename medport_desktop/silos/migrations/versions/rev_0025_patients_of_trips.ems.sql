alter table medport.assignment
    add column sheet_corrected_at timestamptz,
    add constraint assignment_sheet_corrected_at_check
        check (sheet_corrected_at between '1900-01-01Z' and '2200-01-01Z');
