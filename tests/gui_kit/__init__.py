"""Tests of the GUI kit, and a gallery to look at it."""
