"""A fictional partnership, made from a seed: lifelike enough to look at, load and break."""
