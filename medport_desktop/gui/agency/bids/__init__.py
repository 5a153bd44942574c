"""Bidding on a trip, and the bids that the agency has made."""
