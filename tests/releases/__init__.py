"""Databases of earlier releases: frozen once, and made again for the tests of upgrades."""
