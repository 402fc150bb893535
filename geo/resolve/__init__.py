"""Chooses which place a name means in its text."""
