"""Managers who run the accounts of their own organisation."""
