"""What every signed-in window does for its person: lock, password, waiting writes, undo, layout."""
