"""Finds the stretches of a text that may be place names, and what speaks for and against each."""
