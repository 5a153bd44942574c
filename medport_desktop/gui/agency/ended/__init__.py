"""Trips that the agency held and holds no more."""
