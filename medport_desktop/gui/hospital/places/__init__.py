"""Agencies and places to look up, and those that a manager keeps."""
