"""Silos off this machine, as a console sees them: TLS with real certificates."""
