"""The board: rows, columns, what it shows and how it is read out."""
