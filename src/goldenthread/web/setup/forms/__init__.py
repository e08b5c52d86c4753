"""What the set-up pages ask."""
