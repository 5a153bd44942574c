"""What no form expects: strange texts, numbers and times, damaged events, and secrets where they may not be."""
