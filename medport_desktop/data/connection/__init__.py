"""How a signed-in person's console reaches the three silos."""
