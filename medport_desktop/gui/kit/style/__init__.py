"""Colours, type, icons and marks: how everything looks, from the design tokens."""
