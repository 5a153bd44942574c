"""What a person arranges is found again."""
