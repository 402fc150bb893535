"""Where a phrase stands: what day it is there, which dates came before it, and whether it looks ahead or back."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from datetime import date

from geo.dates.mention import Reading, precision, shift_days

_AHEAD = re.compile(
    r"\b(?:will|would|shall|should|must|may|might|can|could|won['’]t|plan(?:s|ned|ning)?|schedul\w+|expect\w*|due|upcoming"
    r"|set (?:for|to)|slated|going to|is to|are to|intend\w*|deadline|next|about to|hop(?:es?|ing)|aim(?:s|ing)"
    r"|prepar(?:es?|ing)|vow\w*|pledg\w+|promis\w+|looks? (?:ahead|forward)|invit\w+|propos\w+"
    r"|as (?:early|soon|late) as|no later than)\b|['’]ll\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:was|were|had|has|have|did|since|after|said|told|met|went|came|took|began|held|left|ago|[a-z]{3,}ed)\b"
)
_CLAUSE_END = re.compile(r"[.;!?]\s|\n\s*\n|[“”]|``|''")
_PERSON_MAY = re.compile(r"\b(?:Theresa|Mrs\.?|Ms\.?|Mr\.?|Minister)\sMay\b")
_REACH = 90
"""Characters either side of a phrase in which a verb may tell its time."""
TURN_OF_YEAR = 8
"""Months by which a history would have to go back for a month to be one of the next year."""
NEAR_AHEAD, FAR_BACK = 62, 300
"""Days: a yearless date that near ahead and that long past is read ahead, where no verb tells."""


@dataclass
class Scene:
    """A text while it is read from its beginning to its end."""

    text: str
    published: date | None
    reference: date | None
    """The day from which "last week" counts: the text's own ("As of 6 October 2025") or that of publication."""
    reference_note: str = ""
    narrative: bool = False
    """A history: yearless dates follow the year told before them, not the day of publication."""
    year: int | None = None
    """The year a history has come to, or that a sentence ("In 2014, ...") has set."""
    paragraph: int = 0
    last: Reading | None = None
    """The newest dated reading of this paragraph, else of the text."""
    last_words: str = ""
    days: list[date] = field(default_factory=list)
    """Every exact day read so far."""
    day_told: tuple[int, date, str] | None = None
    """The last of them, with its paragraph and its words."""

    @functools.cached_property
    def names_may(self) -> bool:
        """Whether the text tells of somebody named May."""
        return _PERSON_MAY.search(self.text) is not None

    def enter(self, paragraph: int) -> None:
        """Go on to another paragraph: the frame of the one before is over."""
        if paragraph != self.paragraph:
            self.paragraph = paragraph
            if not self.narrative:
                self.year = None

    def keep(self, reading: Reading, words: str) -> None:
        """Remember a reading that later phrases may count from.

        One without a year leaves nothing to count from, and a year of the past told in passing ("since the invasion
        of 2022") does not stand in the way of the day told before it.
        """
        if reading.type not in ("DATE", "TIME"):
            return
        if reading.first is None or reading.last is None:
            if reading.value.startswith("XXXX"):
                self.last = None
            return
        aside = (
            not self.narrative and self.last is not None and self.last.first is not None
            and re.fullmatch(r"\d{4}(-\d\d)?", reading.value) and reading.last < self.last.first
            and (self.last.first - reading.first).days > 366
        )  # fmt: skip
        if reading.anchors and not aside:
            self.last, self.last_words = reading, words
        if reading.first == reading.last:
            self.days.append(reading.first)
            self.day_told = self.paragraph, reading.first, words
        if self.narrative:
            self.year = reading.first.year

    def looks_ahead(self, start: int, end: int) -> bool | None:
        """Whether the verb nearest to a phrase tells of the future; None where none tells."""
        before = _CLAUSE_END.split(self.text[max(0, start - _REACH) : start])[-1]
        after = _CLAUSE_END.split(self.text[end : end + _REACH])[0]
        ahead = [m.start() for m in _AHEAD.finditer(before)]
        back = [m.start() for m in _BACK.finditer(before)]
        if ahead or back:
            return max(ahead, default=-1) >= max(back, default=-1)
        found, gone = _AHEAD.search(after), _BACK.search(after)
        if not found and not gone:
            return None
        return bool(found and (not gone or found.start() < gone.start()))

    def year_of(self, month: int, day: int, start: int, end: int) -> tuple[int, bool, str] | None:
        """Year of a yearless date: the year, whether it is inferred, and why; None where nothing tells."""
        if self.year is not None:
            return self._following(month), True, "year from what is told before it"
        if self.reference is None:
            return None
        stated = bool(self.reference_note)
        ground = self.reference_note or "year from the day of publication"
        this = self.reference.year
        ahead = self.looks_ahead(start, end)
        here = _safe(this, month, day)
        back = here if here <= self.reference else _safe(this - 1, month, day)
        later = here if here > self.reference else _safe(this + 1, month, day)
        gap, past = (later - self.reference).days, (self.reference - back).days
        near = gap <= NEAR_AHEAD and past >= FAR_BACK
        take_later = gap < past and (ahead or gap <= NEAR_AHEAD) if ahead else near and ahead is None
        return (later.year if take_later else back.year), not stated, ground

    def _following(self, month: int) -> int:
        """The year of a history; over the turn of a year it goes on to the next."""
        assert self.year is not None
        told = self.last if self.narrative and self.last and len(self.last.value) >= len("1941-11") else None
        turned = told is not None and told.last is not None and told.last.month - month >= TURN_OF_YEAR
        return self.year + 1 if turned else self.year

    def near_window(self, first: date, days_after: tuple[int, int]) -> tuple[date, date]:
        """A window some days after another, never past the reference where that lies behind it."""
        low, high = shift_days(first, days_after[0]), shift_days(first, days_after[1])
        if self.reference and low <= self.reference < high:
            high = self.reference
        return low, high

    def anchor(self) -> tuple[date, date, str] | None:
        """The newest dated thing told: its window, and its words in quotation marks.

        A vague one ("the September incursion") begins at the first exact day of that window told before.
        """
        if self.last is None or self.last.first is None or self.last.last is None:
            return None
        first, last = self.last.first, self.last.last
        if precision(first, last) > 1 and (told := [d for d in self.days if first <= d <= last]):
            first = min(told)
        return first, last, f"“{self.last_words}”"

    def day_anchor(self) -> tuple[date, date, str] | None:
        """What "a day later" counts from: the newest thing told if it is a day, else the day told last before it."""
        anchor, told = self.anchor(), self.day_told
        if anchor is None or (anchor[1] - anchor[0]).days < 7 or told is None or self.paragraph - told[0] > 2:
            return anchor
        return told[1], told[1], f"“{told[2]}”"


def _safe(year: int, month: int, day: int) -> date:
    """A day; 29 February of a common year is its 28th."""
    year = min(max(year, 1), 9999)
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)
