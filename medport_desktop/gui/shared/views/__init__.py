"""Named views of a board, kept for each person."""
