"""The people of a run at their work."""
