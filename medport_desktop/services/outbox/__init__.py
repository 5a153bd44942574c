"""Sending writes, and keeping them while their silo is away."""
