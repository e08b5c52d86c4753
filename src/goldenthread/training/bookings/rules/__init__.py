"""What decides about places, would be true on paper: who may come, who is next, who is chosen, what is late."""
