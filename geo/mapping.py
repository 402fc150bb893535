"""Events out of anybody's table, by a mapping that a person has checked.

>>> import geo.load, geo.mapping                                             # doctest: +SKIP
>>> table = geo.load.load_file("sightings.csv", data)                        # doctest: +SKIP
>>> columns = geo.mapping.guess(table.columns, table.rows[:100])             # doctest: +SKIP
>>> columns = columns.with_constants(layer="deployment", sub_type="base")    # doctest: +SKIP
>>> loaded = geo.mapping.apply(columns, table)                               # doctest: +SKIP
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from geo.article import Article, make_article, normalise
from geo.column_map import FIELDS, REQUIRED, ColumnMap, From, MappingError, guess, listed_name
from geo.errors import Problem
from geo.event import Source, unwritable
from geo.gazetteer import Gazetteer, load_gazetteer
from geo.load import Loaded, loaded
from geo.row_dates import read_days, window_precision
from geo.row_place import Placer, WrongCell, read_point
from geo.table import Table
from geo.words import number

__all__ = ["FIELDS", "REQUIRED", "ColumnMap", "From", "MappingError", "apply", "guess"]


def apply(columns: ColumnMap, table: Table, known: Collection[str] = (), today: date | None = None) -> Loaded:
    """Make draft events of a table; accepted + rejected = given.

    The evidence of an event is its row: the table becomes one text, a paragraph a row, a ``column: value`` line a
    cell, whose hash the evidence refers to.

    Parameters
    ----------
    columns : ColumnMap
    table : Table
    known : collection of str
        Ids of events elsewhere; see :func:`geo.load.loaded`.
    today : date, optional
        Day to put into the revisions; the day it is without it.

    Raises
    ------
    MappingError
        If a column is not in the table, or layer, sub-type or title come from nowhere.
    """
    _must_fit(columns, table)
    article, spans = _article(table)
    reader = _RowReader(columns, article, today or date.today(), load_gazetteer())
    problems = list(table.problems)
    told = {problem.row for problem in problems}
    records = []
    for line, (row, span) in enumerate(zip(table.rows, spans, strict=True), 1):
        found: list[Problem] = []
        record = reader.record(line, row, span, found) if line not in told else {}
        problems += found
        records.append({} if found else record)
    told_of = (f"{number(count, 'row', 'rows')}: {note}." for note, count in reader.notes.items())
    notes = (*table.notes, *told_of)
    done = loaded(records, problems, known, texts=(article,), notes=notes)
    named = {source_id for event in done.events for source_id in event.source_id}
    kept = tuple(source for source in reader.sources.values() if source.source_id in named)
    return replace(done, sources=kept, problems=[_in_its_column(problem, columns) for problem in done.problems])


def _in_its_column(problem: Problem, columns: ColumnMap) -> Problem:
    """The problem of a field under the name of the column that the field comes from."""
    origin = columns.sources().get(problem.column)
    return replace(problem, column=origin.column) if origin and origin.column else problem


def _must_fit(columns: ColumnMap, table: Table) -> None:
    for field in REQUIRED:
        if getattr(columns, field) is None:
            raise MappingError(
                f"Choose a column or a value for the {field.replace('_', ' ')}; no event is without one."
            )
    for field, origin in columns.sources().items():
        if origin.column is not None and origin.column not in table.columns:
            raise MappingError(
                f"The mapping takes {field} from the column “{origin.column}”, which is not in the file."
            )


def _article(table: Table) -> tuple[Article, list[tuple[int, int]]]:
    """The table as one text under its file's name, and the span of each row's paragraph in it."""
    paragraphs = [normalise(table.name) or "file"]
    spans = []
    position = len(paragraphs[0]) + 2
    for row in table.rows:
        cells = ((" ".join(name.split()), " ".join(cell.split())) for name, cell in row.items())
        paragraph = normalise("\n".join(f"{name}: {cell}" for name, cell in cells if cell))
        spans.append((position, position + len(paragraph)))
        if paragraph:
            paragraphs.append(paragraph)
            position += len(paragraph) + 2
    return make_article("\n\n".join(paragraphs)), spans


class _RowReader:
    """Reads row after row, and keeps the sources and notes that come up."""

    def __init__(self, columns: ColumnMap, article: Article, today: date, gazetteer: Gazetteer):
        self._columns = columns.sources()
        self._order = columns.date_order
        self._article = article
        self._revision = {
            "status": "draft",
            "who": "a loaded file",
            "when": today,
            "what": f"read from {article.title}",
        }
        self._placer = Placer(gazetteer)
        self.sources: dict[tuple[str, str, str], Source] = {}
        self.notes: Counter[str] = Counter()

    def record(
        self, number: int, row: Mapping[str, str], span: tuple[int, int], problems: list[Problem]
    ) -> dict[str, Any]:
        """The raw record of a row; what is wrong with its cells is added to ``problems``."""
        cells = {
            field: (origin.constant if origin.column is None else row.get(origin.column, "")) or ""
            for field, origin in self._columns.items()
        }
        cells = {field: cell.strip() for field, cell in cells.items()}
        record: dict[str, Any] = {
            "event_id": cells.get("event_id") or f"{self._article.sha256[:12]}-{number}",
            "title": cells.get("title", ""),
            "summary": cells.get("summary", ""),
            "layer": listed_name(cells.get("layer", "")),
            "sub_type": listed_name(cells.get("sub_type", "")),
            "participants": [{"actor": cells["actor"], "role": "concerned"}] if cells.get("actor") else [],
            "evidence": [{"article": self._article.sha256, "start": span[0], "end": span[1]}],
            "revision": self._revision,
        }
        if span[0] == span[1]:
            problems.append(Problem(number, "row", "", "every cell of the row is empty"))
            return record
        broken = [Problem(number, f, cell, reason) for f, cell in cells.items() if (reason := unwritable(cell))]
        if broken:
            problems += broken
            return record
        for read in (self._dates, self._place, self._source):
            try:
                record |= read(cells)
            except WrongCell as error:
                problems.append(Problem(number, error.field, cells.get(error.field, ""), str(error)))
        return record

    def _dates(self, cells: Mapping[str, str]) -> dict[str, Any]:
        if not cells.get("date_start"):
            if cells.get("date_end"):
                raise WrongCell("date_start", "it is empty, though the row has an end")
            return {}
        first, last = self._days("date_start", cells)
        if cells.get("date_end"):
            last = self._days("date_end", cells)[1]
        if last < first:
            raise WrongCell("date_end", f"it ends before it starts ({first})")
        precision = _whole("date_prec", cells, 5) or window_precision(first, last)
        return {"date_start": first, "date_end": last, "date_prec": precision, "date_basis": "stated"}

    def _days(self, field: str, cells: Mapping[str, str]) -> tuple[date, date]:
        try:
            return read_days(cells[field], self._order)
        except ValueError as error:
            raise WrongCell(field, str(error)) from None

    def _place(self, cells: Mapping[str, str]) -> dict[str, Any]:
        country = self._placer.country(cells["country"]) if cells.get("country") else None
        point = read_point(cells.get("longitude", ""), cells.get("latitude", ""))
        where = self._placer.place(cells.get("place", "")[:300], country, point, _whole("where_prec", cells, 7))
        if where.note:
            self.notes[where.note] += 1
        found: dict[str, Any] = {"where_prec": where.where_prec, "places": [where.ref] if where.ref else []}
        if cells.get("uncertainty_km"):
            found["uncertainty_km"] = cells["uncertainty_km"]
        return found

    def _source(self, cells: Mapping[str, str]) -> dict[str, Any]:
        title, publisher, url = (cells.get(field, "") for field in ("source_title", "publisher", "url"))
        if (title, publisher, url) not in self.sources:
            source_id = f"file-{self._article.sha256[:12]}-{len(self.sources) + 1}"
            if url and not url.startswith(("https://", "http://")):
                raise WrongCell("url", "a url starts with https:// or http://")
            self.sources[title, publisher, url] = Source(
                source_id=source_id, title=(title or self._article.title)[:300], publisher=publisher or None,
                url=url or None, original=self._article.sha256, reliability="F", credibility=6,
            )  # fmt: skip
        return {"source_id": [self.sources[title, publisher, url].source_id]}


def _whole(field: str, cells: Mapping[str, str], most: int) -> int | None:
    """A whole number from 1 to ``most``, None for an empty cell."""
    text = cells.get(field, "")
    if not text:
        return None
    if text.removesuffix(".0") not in map(str, range(1, most + 1)):
        raise WrongCell(field, f"it must be a whole number from 1 to {most}")
    return int(text.removesuffix(".0"))
