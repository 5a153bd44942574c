"""Fonts, icons and design tokens; installed as `medport_desktop.resources` and read by importlib.resources."""
