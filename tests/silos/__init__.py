"""The proof of the three databases, against real servers and as the people themselves."""
