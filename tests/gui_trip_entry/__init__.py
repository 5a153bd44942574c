"""The hospital's window."""
