"""Accounts: the pages on which an administrator runs everybody's, and a manager those of the own organisation."""
