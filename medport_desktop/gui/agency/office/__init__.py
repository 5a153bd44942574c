"""What an agency's manager keeps: the profile and the price sheet."""
