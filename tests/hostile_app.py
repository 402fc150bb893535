"""The app with hostile text in every text field of its events, sources and articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import geo.shipped
import geo.store
from geo.article import make_article, normalise
from tests.hostile import HOSTILE

KEPT = {"event_id", "layer", "sub_type", "date_basis", "date_start", "date_end", "modality", "caused_by", "role",
        "basis", "place_id", "iso3", "attribution", "status", "when", "original", "brief", "published",
        "published_basis", "reliability", "credibility"}  # fmt: skip
"""Fields that hold dates, ids and words of closed lists: any other text in them is refused."""
LIMIT = 300
"""Longest name that a record may have, in characters."""


def texts_from(n):
    """All hostile texts, beginning with another one for each ``n``."""
    return [HOSTILE[(n + k) % len(HOSTILE)] for k in range(len(HOSTILE))]


def make_hostile(data: Path) -> None:
    """Put hostile text into a copy of the app's data, so that every field has some, and titles and texts have all."""
    raw = json.loads((data / "events.json").read_text(encoding="utf-8"))
    events, sources = raw["events"], json.loads((data / "sources.json").read_text(encoding="utf-8"))
    names = {source["source_id"]: HOSTILE[at] for at, source in enumerate(sources)}
    briefs = _make_briefs(data / "articles", len(sources))
    keys = sorted({key for event in events for key in event["facts"]})
    for at, (source, brief) in enumerate(zip(sources, briefs, strict=True)):
        source |= {
            "source_id": names[source["source_id"]], "title": _titles(16 * at), "publisher": " ".join(texts_from(at)),
            "url": "https://x.invalid/" + "".join(texts_from(at)), "published_note": " ".join(texts_from(at)),
            "brief": brief.sha256, "original": None,
        }  # fmt: skip
    by_name = {source["source_id"]: brief for source, brief in zip(sources, briefs, strict=True)}
    for n, event in enumerate(events):
        texts = texts_from(n)
        event |= {"title": f"{HOSTILE[n]} {HOSTILE[n - len(events)]}"[:LIMIT], "summary": " ".join(texts)}
        event["source_id"] = [names[name] for name in event["source_id"]]
        for k, place in enumerate(event["places"]):
            place |= {"name": HOSTILE[-1 - n - k], "alternatives": texts}
        for k, party in enumerate(event["participants"]):
            party["actor"] = HOSTILE[-2 - n - k]
        event["facts"] = {key: texts[k % len(texts)] for k, key in enumerate(keys)}
        event["facts"] |= {"subjects": texts, "clauses": texts, texts[3]: {texts[4]: [texts[5], {texts[6]: True}]}}
        event["revision"] |= {"who": texts[7], "what": texts[8]}
        event["evidence"] = _evidence(by_name[event["source_id"][0]], texts[0:8:7])
    (data / "events.json").write_text(json.dumps(raw), encoding="utf-8")
    (data / "sources.json").write_text(json.dumps(sources), encoding="utf-8")


def _titles(n):
    """As many texts as a title has room for."""
    title = ""
    for text in texts_from(n):
        if len(title) + len(text) < LIMIT:
            title += text + " "
    return title


def _make_briefs(folder, count):
    """One article a source, each with every text as a paragraph of its own."""
    made = []
    for path in folder.glob("*.md"):
        path.unlink()
    for n in range(count):
        body = "\n\n".join([f"# {texts_from(n)[0]}", *texts_from(n)])
        (folder / f"hostile-{n}.md").write_text(body, encoding="utf-8", newline="")
        made.append(make_article(normalise(body)))
    return made


def _evidence(article, texts):
    """Where the article has each of the texts, after its title."""
    found = []
    for text in map(normalise, texts):
        start = article.text.index(text, article.text.index("\n"))
        found.append({"article": article.sha256, "start": start, "end": start + len(text)})
    return found


def read_hostile(data: Path) -> geo.store.Store:
    """The store of such a copy."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(geo.shipped, "DATA", data)
        return geo.shipped.load_store()


def texts_in(record):
    """Every text field of a record, by its path: those of closed lists and ids left out."""
    waiting = [((), record)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str) and (not path or path[-1] not in KEPT):
            yield path, value
        elif isinstance(value, dict):
            waiting += [((*path, key), item) for key, item in value.items()]
        elif isinstance(value, list):
            waiting += [((*path, n), item) for n, item in enumerate(value)]
