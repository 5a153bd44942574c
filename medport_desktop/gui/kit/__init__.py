"""The parts that every window is built from: theme, widgets, boards, the window shell."""
