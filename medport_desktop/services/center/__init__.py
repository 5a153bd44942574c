"""What the transport center and its administrator do."""
