"""Brings an archive of an older form to today's, one step a file."""
