alter table events.dead_letter
    add column set_aside_at timestamptz,
    add column set_aside_by text,
    add column set_aside_reason text constraint dead_letter_set_aside_reason_check
        check (set_aside_reason in ('OVERTAKEN', 'DONE_BY_HAND', 'SPOILED', 'OTHER')),
    add column set_aside_note text constraint dead_letter_set_aside_note_check check (length(set_aside_note) <= 2000);
