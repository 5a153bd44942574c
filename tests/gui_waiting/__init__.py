"""What a console keeps while a silo is away, and how it gets there."""
