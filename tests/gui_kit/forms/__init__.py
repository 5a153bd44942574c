"""Forms and dialogs: fields, what Enter and Esc do, type-ahead."""
