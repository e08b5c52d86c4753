"""Frameworks: read them, change a draft, compare it with what is in force, and let it take force."""
