"""Finds the places a text names, says which place each means, how sure that is, and why.

The path: words (:mod:`geo.toponym.tokens`), stretches that spell a name of the gazetteer (:mod:`geo.toponym.spans`),
cues for and against each (:mod:`geo.toponym.cues`), the place each name means among all names of the text
(:mod:`geo.resolve.choose`), a calibrated score (:mod:`geo.resolve.reader`). No model but a few hundred named weights,
no network.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from shapely.geometry.base import BaseGeometry

from geo.gazetteer import Place, load_gazetteer
from geo.resolve.reader import Answer, Read, Reader
from geo.resolve.reasons import reason_for, sure_rows
from geo.resolve.units import Unit
from geo.toponym.index import Index, Ints, load_index
from geo.toponym.model import load_model
from geo.toponym.scene import Scene
from geo.toponym.spans import Span

CHUNK = 12_000
"""Characters read at once; longer texts are cut between paragraphs or sentences, so that time grows evenly."""
MOST_ANCHORS = 20
"""Names of earlier pieces of a long text that help to read the next one."""
RUNNERS_UP = 4
NONE: Ints = np.zeros(0, np.int32)
DATELINE_WEIGHT, PUBLISHER_WEIGHT = 0.8, 0.4
"""How much the places of a known dateline and of a publisher's name count beside those of the text."""
PREC = {"country": 6, "demonym": 6, "bloc": 6, "continent": 6, "region": 4, "district": 3, "sea": 7, "river": 5,
        "lake": 5, "area": 5}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Toponym:
    """One place name of a text, with the place it means."""

    start: int
    end: int
    text: str
    """``text[start:end]`` of the article."""
    kind: str
    """Kind of the place; ``demonym`` for a people or an adjective, which never places an event."""
    place: Place | None
    score: float
    """How likely name and place are right, between 0 and 1."""
    reason: str
    """One line on why this place."""
    alternatives: tuple[Place, ...]
    """Other places of the name, likelier ones first."""
    where_prec: int
    """UCDP precision of the place as told: 1 site or town, 2 near one, 3 district, 4 region, 5 vague, 6 country,
    7 sea."""

    @property
    def iso3(self) -> str | None:
        """Country of the place, None where there is none or several."""
        return self.place.iso3 if self.place else None

    @property
    def outline(self) -> BaseGeometry | None:
        """Outline of the place (a line for a river) in EPSG:4326, None where there is none."""
        return load_gazetteer().outline(self.place.place_id) if self.place else None


def geoparse(text: str, *, dateline: str | None = None, publisher: str | None = None) -> list[Toponym]:
    """Find the places a text names.

    Parameters
    ----------
    text
        An article or any other text.
    dateline
        Place the article was filed from, where it is known and not part of the text; a weak hint.
    publisher
        Who published it; a weak hint.

    Returns
    -------
    list of Toponym
        In the order of the text, never overlapping. What is too doubtful is left out.
    """
    return read_with(Reader(load_index(), load_model()), text, dateline, publisher)


def read_with(reader: Reader, text: str, dateline: str | None = None, publisher: str | None = None) -> list[Toponym]:
    """Find the places of a text with other weights or another gazetteer than those that ship; see :func:`geoparse`."""
    hints = [*reader.hints(dateline, DATELINE_WEIGHT), *reader.hints(publisher, PUBLISHER_WEIGHT)]
    found: list[Toponym] = []
    anchors: dict[str, Unit] = {}
    for begin, end in _chunks(text):
        read, answers = reader.read(text[begin:end], [*hints, *list(anchors.values())[-MOST_ANCHORS:]])
        anchors |= reader.anchors(read, answers)
        told = read.told(answers)
        sure = sure_rows(read.field, read.places, told) if read.field and read.places is not None else NONE
        found.extend(_toponym(read, answer, begin, reader.index, sure) for answer in answers)
    return found


def _toponym(read: Read, answer: Answer, offset: int, index: Index, sure: Ints) -> Toponym:
    """The answer with its place, its reason and the runners-up."""
    field, places = read.field, read.places
    assert field is not None
    assert places is not None
    assert read.unit_of is not None
    span, tokens = read.spans[answer.number], read.scene.tokens
    unit = read.unit_of[id(span)]
    begin = int(field.begin[unit])
    order = np.argsort(-places[begin : begin + len(span.name.rows)], kind="stable") + begin
    place = index.place(field.rows[answer.row])
    kind = place.kind
    start, end = tokens.start[span.first], tokens.end[span.last - 1]
    return Toponym(
        start + offset, end + offset, tokens.text[start:end], kind, place, round(answer.score, 4),
        reason_for(read.scene, field, unit, answer.row, span, index, sure),
        tuple(index.place(field.rows[r]) for r in order[: RUNNERS_UP + 1] if r != answer.row)[:RUNNERS_UP],
        _precision(read.scene, span, kind),
    )  # fmt: skip


def _precision(scene: Scene, span: Span, kind: str) -> int:
    prec = PREC.get(kind, 1)
    i, lexicon = span.first, scene.index.lexicon
    before = scene.tokens.key[i - 1] if i and scene.tokens.gap[i] == " " else ""
    if prec == 1 and before in lexicon.near:
        return 2
    if kind == "country" and before in lexicon.partial:
        return 5
    return prec


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """Pieces of a long text, cut at a paragraph, else a sentence, else a blank."""
    begin = 0
    while len(text) - begin > CHUNK:
        middle, end = begin + CHUNK // 2, begin + CHUNK
        for mark in ("\n", ". ", " "):
            at = text.rfind(mark, middle, end)
            if at >= 0:
                end = at + len(mark)
                break
        yield begin, end
        begin = end
    yield begin, len(text)
