"""The agency's units: their status, plans, places, and trips that are dropped on them."""
