"""The agency's units: status, plans, and giving one to a trip."""
