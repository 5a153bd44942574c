"""The hospital's trips, and everything about the selected one."""
