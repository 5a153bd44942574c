"""Shift handoffs: writing, reading and taking over a sheet."""
