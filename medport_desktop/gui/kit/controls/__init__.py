"""What people press and what holds it: buttons, chips, cards, panels, tabs."""
