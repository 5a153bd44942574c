"""The board of trips on offer, its filters and saved views."""
