"""Proves an exported map anew on anybody's machine: evidence, places, dates, parties, words, and what was altered."""

from geo.proof.finding import Finding, State
from geo.proof.verify import Report, Verdict, verify

__all__ = ["Finding", "Report", "State", "Verdict", "verify"]
