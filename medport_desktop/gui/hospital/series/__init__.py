"""Entering a trip that repeats."""
