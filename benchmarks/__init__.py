"""Timings, each as whole figures of one run: `make bench`. Never part of the tests."""
