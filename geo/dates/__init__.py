"""Reads date expressions: the words, their TIMEX3 value, and the days they can mean with a precision and a ground."""

from geo.dates.joined import joined_days
from geo.dates.mention import DateMention
from geo.dates.read import read_dates

__all__ = ["DateMention", "joined_days", "read_dates"]
