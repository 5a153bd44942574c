"""What people fill in: fields, dialogs, type-aheads."""
