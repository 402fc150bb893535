"""Events as they are read out of a few sentences of ours."""

from datetime import date

from geo.article import make_article
from geo.extract import extract

PUBLISHED = date(2025, 11, 20)
"""When the sentences were published where a test says nothing else: a Thursday."""


def drafts(body, title="Report", published=PUBLISHED):
    return extract(make_article(f"{title}\n\n{body}"), published)


def events(body, **more):
    return [draft.event for draft in drafts(body, **more)]
