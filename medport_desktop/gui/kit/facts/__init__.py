"""Facts of trips and units as every window shows them: the same words, colours and shapes."""
