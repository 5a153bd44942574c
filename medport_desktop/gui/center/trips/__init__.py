"""The board of every trip, and what the center does with the one in view."""
