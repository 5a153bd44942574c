"""The audit log of all three silos."""
