"""Proves the events of an exported file anew: from the texts, the gazetteer and the calendar, not from the file."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from geo.article import Article
from geo.digest import event_digest, gazetteer_digest, view_digest
from geo.errors import InvalidRecords, UnknownPlace, UnreadableFile
from geo.event import Event, Source
from geo.event_rows import parse_event
from geo.frame import RECORD_COLUMNS, SOURCE_FIELDS
from geo.load import strangers
from geo.proof.claim import Claim
from geo.proof.date_proof import check_date
from geo.proof.evidence_proof import check_evidence, witnesses_of
from geo.proof.finding import Finding, State, failed, proved, worst
from geo.proof.kind_proof import check_kind, check_words
from geo.proof.party_proof import check_parties
from geo.proof.place_proof import check_pin, check_places, check_precision
from geo.proof.texts import Text
from geo.table import geojson_features

Published = Mapping[str, date]
"""Days of publication by the hash of a text."""
_CHECKS: tuple[Callable[[Claim], Iterator[Finding]], ...] = (
    check_pin, check_precision, check_places, check_date, check_parties, check_kind, check_words,
)  # fmt: skip


@dataclass(frozen=True)
class Verdict:
    """What became of one event of the file."""

    event_id: str
    title: str
    findings: tuple[Finding, ...]

    @property
    def state(self) -> State:
        """Failed if any claim failed, else judged if any rests on a judgement."""
        return worst(self.findings)


@dataclass(frozen=True)
class Report:
    """What became of a file."""

    verdicts: tuple[Verdict, ...]
    about: tuple[Finding, ...]
    """Findings on the file as a whole and on the texts given."""

    @property
    def holds(self) -> bool:
        """Whether nothing failed."""
        return all(v.state != "failed" for v in self.verdicts) and worst(self.about) != "failed"


def verify(exported: str, articles: Sequence[Article], published: Published | None = None) -> Report:
    """Prove every event of an exported GeoJSON file.

    Parameters
    ----------
    exported : str
        GeoJSON as :func:`geo.export.to_geojson` writes it.
    articles : sequence of Article
        The texts at hand: originals, briefs, or both. Each that an event names has to prove it by itself.
    published : mapping, optional
        Days of publication by the hash of a text, known from elsewhere: they are held against those in the file.

    Returns
    -------
    Report
        A verdict an event, in the file's order. No network is used.

    Raises
    ------
    UnreadableFile
        If the text is not a GeoJSON FeatureCollection.
    """
    features = geojson_features(exported)
    about = _about(exported)
    sources, source_findings = _sources(about)
    days = _days(articles, features, sources.values(), published or {})
    texts = {article.sha256: Text(article, days.get(article.sha256)) for article in articles}
    verdicts = tuple(_verdict(feature, row, texts, sources) for row, feature in enumerate(features, 1))
    findings = [
        *source_findings,
        *_file(about, features),
        *_publication(sources.values(), texts, published or {}),
        *_unnamed(features, texts),
        *_twice(verdicts),
    ]
    return Report(verdicts, tuple(findings))


def _about(exported: str) -> Mapping[str, Any]:
    try:
        about = json.loads(exported).get("briefmap")
    except (ValueError, AttributeError, RecursionError):
        raise UnreadableFile("This is not a GeoJSON FeatureCollection of events.") from None
    return about if isinstance(about, Mapping) else {}


def _proof(about: Mapping[str, Any]) -> Mapping[str, Any]:
    found = about.get("proof")
    return found if isinstance(found, Mapping) else {}


def _sources(about: Mapping[str, Any]) -> tuple[dict[str, Source], list[Finding]]:
    """Sources that the file tells of, and what is wrong with the rest."""
    given = _proof(about).get("sources")
    found: dict[str, Source] = {}
    wrong: list[Finding] = []
    for raw in given if isinstance(given, list) else []:
        try:
            source = Source.model_validate(raw)
        except ValidationError as error:
            wrong.append(failed("file", f"a source breaks its rules: {error.errors()[0]['msg']}"))
            continue
        found[source.source_id] = source
    return found, wrong


def _days(
    articles: Sequence[Article], features: Sequence[Any], sources: Collection[Source], published: Published
) -> dict[str, date]:
    """The day of publication of each text: as given, else as the file's sources say, else as the text itself does."""
    days = {article.sha256: article.published for article in articles if article.published}
    days |= dict(_told_days(features))
    for source in sources:
        for sha256 in (source.original, source.brief):
            if sha256 and source.published:
                days[sha256] = source.published
    return {**days, **published}


def _told_days(features: Sequence[Any]) -> Iterator[tuple[str, date]]:
    """What events say of the day of their first source, by the text of their evidence."""
    for feature in features:
        told = _properties(feature)
        try:
            day = date.fromisoformat(_listed(told.get("sources"))[0]["published"])
        except (TypeError, LookupError, ValueError):
            continue
        yield from (
            (str(span.get("article")), day) for span in _listed(told.get("evidence")) if isinstance(span, Mapping)
        )


def _properties(feature: Any) -> Mapping[str, Any]:
    told = feature.get("properties") if isinstance(feature, Mapping) else None
    return told if isinstance(told, Mapping) else {}


def _verdict(feature: Any, row: int, texts: Mapping[str, Text], sources: Mapping[str, Source]) -> Verdict:
    properties = _properties(feature)
    name, title = str(properties.get("event_id") or f"row {row}"), str(properties.get("title") or "")
    try:
        event = parse_event({c: properties[c] for c in RECORD_COLUMNS if c in properties}, row)
    except InvalidRecords as error:
        return Verdict(name, title, tuple(failed("record", f"{p.column}: {p.reason}") for p in error.problems))
    if unknown := strangers(event, row):
        return Verdict(name, title, tuple(failed("place", f"{p.column}: {p.value!r}: {p.reason}") for p in unknown))
    own = [sources[source_id] for source_id in event.source_id if source_id in sources]
    hashes = {sha256 for source in own for sha256 in (source.original, source.brief) if sha256} if own else None
    witnesses = witnesses_of(event, texts)
    claim = Claim(event, feature, next((w.text.published for w in witnesses), None), witnesses)
    findings = [*_record(feature, event), *_told_sources(properties, sources), *check_evidence(event, texts, hashes)]
    for check in _CHECKS:
        try:
            findings += check(claim)
        except UnknownPlace as error:
            findings.append(failed("place", str(error)))
    return Verdict(name, title, tuple(findings))


def _record(feature: Mapping[str, Any], event: Event) -> Iterator[Finding]:
    """The feature is the one that was exported: its digest and its id."""
    if feature.get("type") != "Feature":
        yield failed("record", f"it is of the type {feature.get('type')!r}, not a Feature")
    if feature.get("id") != event.event_id:
        yield failed("record", f"the feature's id is {feature.get('id')!r}, the event's {event.event_id!r}")
    digest = feature.get("digest")
    if digest is None:
        yield failed("record", "it carries no digest, so it was not exported to be proved")
    elif digest != _digest(feature):
        yield failed("record", "it was altered after it was exported: its digest is another")
    else:
        yield proved("record", "as it was exported")


def _told_sources(properties: Mapping[str, Any], sources: Mapping[str, Source]) -> Iterator[Finding]:
    """What the event says of its sources is what the file says of them."""
    for told in _listed(properties.get("sources")):
        source = sources.get(str(told.get("source_id"))) if isinstance(told, Mapping) else None
        if source is not None and told != source.model_dump(mode="json", include=set(SOURCE_FIELDS)):
            yield failed("record", f"it tells of its source {source.source_id} otherwise than the file does")


def _digest(feature: Mapping[str, Any]) -> str | None:
    """None for what no export writes: numbers that are none, halves of characters."""
    try:
        return event_digest(feature["properties"], feature.get("geometry"))
    except (ValueError, RecursionError):
        return None


def _file(about: Mapping[str, Any], features: Sequence[Any]) -> Iterator[Finding]:
    proof = _proof(about)
    if not proof:
        yield failed("file", "the file carries no proof: no sources, no digest of its events")
        return
    digests = [str(f.get("digest")) if isinstance(f, Mapping) else "" for f in features]
    if proof.get("events") != view_digest(digests) or about.get("events") != len(features):
        yield failed("file", "events were added, taken out, exchanged or put in another order after it was exported")
    if proof.get("gazetteer") != gazetteer_digest():
        yield failed("file", "it was made with another gazetteer than the one at hand, which may place names elsewhere")


def _publication(sources: Collection[Source], texts: Mapping[str, Text], published: Published) -> Iterator[Finding]:
    """Days of publication: against those known from elsewhere, and against what the texts say of themselves."""
    for source in sources:
        for sha256 in filter(None, (source.original, source.brief)):
            known = published.get(sha256)
            if known and source.published and known != source.published:
                yield failed("file", f"{source.source_id} is said to be of {source.published}; it is of {known}")
            text = texts.get(sha256)
            if text is None or source.published is None:
                continue
            stated = text.article.published
            if stated and stated != source.published and not known:
                yield failed("file", f"{source.source_id} is said to be of {source.published}; its text says {stated}")
            own = next((m for m in text.dates if m.date_prec == 1 and _of_itself(text, m.start)), None)
            if own and own.date_start and own.date_start > source.published:
                yield failed(
                    "file",
                    f"{source.source_id} is said to be of {source.published}; its text is of {own.date_start} or later",
                )


def _of_itself(text: Text, start: int) -> bool:
    return text.text[max(0, start - 8) : start].lower().endswith("as of ")


def _unnamed(features: Sequence[Any], texts: Mapping[str, Text]) -> Iterator[Finding]:
    """Texts given that no event rests on: as they stand they are not those that the map was made from."""
    named = {
        span.get("article")
        for feature in features
        for span in _listed(_properties(feature).get("evidence"))
        if isinstance(span, Mapping)
    }
    for sha256, text in texts.items():
        if sha256 not in named:
            title = text.article.title
            yield Finding("text", "judged", f"no event rests on “{title}” ({sha256[:12]}): another text, or changed")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _twice(verdicts: Sequence[Verdict]) -> Iterator[Finding]:
    seen: set[str] = set()
    for verdict in verdicts:
        if verdict.event_id in seen:
            yield failed("file", f"{verdict.event_id} stands in it twice")
        seen.add(verdict.event_id)
