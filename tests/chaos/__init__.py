"""The chaos suite: people at work on real servers while everything between and below them fails. `make chaos`."""
