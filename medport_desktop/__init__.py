"""MedPort Desktop: a dispatch console for inter-facility patient transport."""

__version__ = "1.0.0"
