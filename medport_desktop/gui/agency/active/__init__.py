"""The trips that the agency runs."""
