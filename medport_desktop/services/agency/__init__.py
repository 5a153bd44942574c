"""What an agency's dispatcher and its manager do."""
