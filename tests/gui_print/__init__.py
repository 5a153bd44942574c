"""Trip sheets on paper."""
