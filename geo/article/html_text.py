"""Takes the article out of a web page. Runs in the reading process, see :mod:`geo.article.worker`."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

from geo.article.decode import decode
from geo.article.extract import Extract
from geo.article.front_matter import Stated
from geo.article.heading import full_date, read_byline
from geo.article.limits import Limits
from geo.errors import UnreadableArticle

_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title", "headline")
_PUBLISHERS = (
    "og:site_name",
    "article:publisher",
    "dc.publisher",
    "citation_journal_title",
    "application-name",
    "publisher",
)
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.issued", "citation_publication_date", "parsely-pub-date", "sailthru.date", "pubdate",
    "publishdate", "publish-date", "publication_date", "article.published",
)  # fmt: skip
_TYPES = ("article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "blogposting", "report", "webpage")
_BYLINES = (
    "//time[@datetime][1]/@datetime",
    "//*[contains(concat(' ', @class, ' ', @itemprop, ' ', @rel, ' '), 'byline') or contains(@class, 'dateline') or "
    "contains(@class, 'publish') or contains(@class, 'pub-date') or contains(@class, 'post-date') or "
    "@itemprop='datePublished']",
)
MAX_BYLINE = 200
SHORT_BODY = 250
"""A main text of fewer characters may not be all of the article."""


def read_html(name: str, raw: bytes, limits: Limits) -> Extract:
    """Read a web page: its main text without menus, notices and comments, its title, and what it states of itself.

    Raises
    ------
    UnreadableArticle
        If its encoding is not clear, or no article is in it.
    """
    from lxml import etree, html

    text = decode(name, raw, page=True)
    try:
        # Read as bytes: an XML declaration in a string is an error to lxml.
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise UnreadableArticle(f"{name} has no article text in it.") from None
    linked = next(_linked(tree), {})
    stated = _stated(tree, linked)
    body = _body(tree, str(linked.get("articleBody") or ""))
    if not body:
        raise UnreadableArticle(f"{name} has no article text in it.")
    if len(body) > limits.characters:
        raise UnreadableArticle(f"{name} holds more than {limits.characters:,} characters of text.")
    return Extract(body.replace("\n", "\n\n"), stated)


def _body(tree: Any, told: str) -> str:
    """The main text. What a page has beside it, or a looser reading, counts only where the strict one finds little."""
    import trafilatura

    def extract(**options: Any) -> str:
        copied = copy.deepcopy(tree)  # the extractor takes the tree apart
        found = trafilatura.bare_extraction(
            copied, include_comments=False, include_tables=True, with_metadata=False, **options
        )
        return (getattr(found, "text", None) or "").strip()

    settings = trafilatura.settings.use_config()
    # Below this size the extractor would take every piece of the page's text for a paragraph, emphasised words too.
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
    body = extract(config=settings)
    if len(body) >= SHORT_BODY:
        return body
    longest = max((extract(), "\n".join(line for line in told.splitlines() if line.strip())), key=len)
    return longest if len(longest) > 2 * len(body) else body


def _stated(tree: Any, linked: dict[str, Any]) -> Stated:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if key and (content := _line(meta.get("content"))):
            metas.setdefault(key, content)
    publisher = linked.get("publisher")
    publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
    site = (_line(publisher.get("name")) if isinstance(publisher, dict) else _line(publisher)) or _first(
        metas, _PUBLISHERS
    )
    site = None if site and "://" in site else site
    return Stated(_title(tree, metas, linked, site), site, _published(tree, metas, linked))


def _title(tree: Any, metas: dict[str, str], linked: dict[str, Any], site: str | None) -> str | None:
    headings = [words for h1 in tree.iter("h1") if (words := _line(h1.text_content()))]
    title = _line(linked.get("headline")) or (headings[0] if len(headings) == 1 else None)
    title = title or _first(metas, _TITLES) or next((_line(t.text_content()) for t in tree.iter("title")), None)
    for mark in ("|", "-", "–", "—"):
        if title and site and title.endswith(f" {mark} {site}"):
            title = title.removesuffix(f" {mark} {site}")
    return title


def _published(tree: Any, metas: dict[str, str], linked: dict[str, Any]) -> Any:
    for said in (_line(linked.get("datePublished")), *(metas.get(key) for key in _PUBLISHED)):
        if found := full_date(said or ""):
            return found
    for path in _BYLINES:
        for node in tree.xpath(path)[:10]:
            line = _line(node if isinstance(node, str) else node.text_content()) or ""
            found = full_date(line[:10]) if isinstance(node, str) else read_byline(line[:MAX_BYLINE]).published
            if found:
                return found
    return None


def _linked(tree: Any) -> Iterator[dict[str, Any]]:
    """JSON-LD records of articles in the page."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            queue = [json.loads(script.text_content())]
        except (ValueError, RecursionError):
            continue
        while queue:
            record = queue.pop()
            if isinstance(record, list):
                queue += reversed(record)
            elif isinstance(record, dict):
                types = record.get("@type")
                names = [t.lower() for t in (types if isinstance(types, list) else [types]) if isinstance(t, str)]
                if any(name in _TYPES for name in names) and ("headline" in record or "datePublished" in record):
                    yield record
                queue += [record["@graph"]] if "@graph" in record else []


def _first(metas: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((metas[key] for key in keys if key in metas), None)


def _line(value: Any) -> str | None:
    return (" ".join(value.split()) or None) if isinstance(value, str) else None
