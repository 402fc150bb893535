"""The version, in a module of its own so that exports and packaging can read it without loading the rest."""

__version__ = "0.3.2"
