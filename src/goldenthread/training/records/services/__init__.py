"""Verbs of the training record."""
