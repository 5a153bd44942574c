"""Entering and editing a trip: the form, what people type into it, and sending it."""
