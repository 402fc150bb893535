"""A rule of the table: a pattern, and what a match of it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from geo.dates.mention import Reading
from geo.dates.scene import Scene

Reader = Callable[[re.Match[str], Scene], Reading | None]

COUNTED = re.compile(
    r"(?:people|persons|troops|soldiers|men|women|children|civilians|miles?|km|kilomet\w+|met(?:er|re)s?|feet|tons?"
    r"|tonnes|percent|per|%|dollars|euros|drones|missiles|aircraft|jobs|workers|employees|points|shares|units|years"
    r"|days|hours|members|homes|houses|cases|deaths|dead|others|more|times|vehicles|tanks|pounds|kilograms|kg|mph"
    r"|acres|hectares|barrels|cubic|million|billion|thousand|refugees|prisoners|delegates|students|votes"
    r"|migrants|seats|rounds|passengers|ships|guns|rifles)$",
    re.IGNORECASE,
)
"""What is counted, not dated, by a number before it."""
NO_DATE = "the article has no date"
_BEFORE = re.compile(r"([\w'’$£€#%-]+)[\s(“\"`_]{1,3}$")
_AFTER = re.compile(r"\s{1,2}([\w'’%-]+)")
_REACH = 24
"""Characters in which the word before or after a match is looked for."""


@dataclass(frozen=True)
class Rule:
    """One kind of date expression."""

    name: str
    regex: re.Pattern[str]
    read: Reader
    """None where the words only look like a date, as in "Theresa May"."""

    @property
    def anonymous(self) -> str:
        """The pattern without names, fit to stand beside others."""
        return re.sub(r"\(\?P<\w+>", "(?:", self.regex.pattern)


class Table(list[Rule]):
    """Rules in the order in which they are tried at one place of the text."""

    def rule(self, pattern: str) -> Callable[[Reader], Reader]:
        """Add the decorated reader under a pattern (verbose, so a blank in it means nothing), of whole words."""

        def add(read: Reader) -> Reader:
            self.append(Rule(read.__name__.lstrip("_"), re.compile(pattern, re.VERBOSE), read))
            return read

        return add


def said(match: re.Match[str], *groups: str) -> str:
    """The first of some groups that matched, in lower case with single blanks; empty where none did."""
    found = next((match[group] for group in groups if match[group]), "")
    return " ".join(found.lower().split())


def word_before(match: re.Match[str]) -> str:
    """The word before a match, lower case; empty at a sentence's start."""
    found = _BEFORE.search(match.string[max(0, match.start() - _REACH) : match.start()])
    return found[1].lower() if found else ""


def word_after(match: re.Match[str]) -> str:
    """The word after a match, as it is written; empty where a sentence ends or a comma stands."""
    found = _AFTER.match(match.string[match.end() : match.end() + _REACH])
    return found[1] if found else ""
