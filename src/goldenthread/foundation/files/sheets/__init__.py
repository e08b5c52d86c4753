"""Sheets as they come from other people's systems, read within bounds."""
