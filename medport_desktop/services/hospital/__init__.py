"""What a hospital's desk and its manager do."""
