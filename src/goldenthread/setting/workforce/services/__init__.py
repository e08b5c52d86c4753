"""Verbs of the workforce."""
