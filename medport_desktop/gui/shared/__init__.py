"""What several windows show alike: accounts, messages from the center, printing, sounds, commands."""
