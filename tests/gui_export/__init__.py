"""Files that a person asks for."""
