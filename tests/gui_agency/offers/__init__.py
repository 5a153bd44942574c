"""The board of trips on offer: bidding, declining, pick-up times, saved views."""
