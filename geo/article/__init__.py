"""Reads article files into articles: title, text, the hash that evidence refers to, paragraphs and sentences."""

from geo.article.files import FileRead, GivenFile, read_articles, read_each, read_many
from geo.article.limits import LIMITS, MAX_BYTES, Limits
from geo.article.record import Article, Dateline, Words, make_article, normalise, text_hash
from geo.article.spans import paragraphs, sentences
from geo.article.split import split_articles
from geo.article.wrapping import unwrap

__all__ = [
    "LIMITS",
    "MAX_BYTES",
    "Article",
    "Dateline",
    "FileRead",
    "GivenFile",
    "Limits",
    "Words",
    "make_article",
    "normalise",
    "paragraphs",
    "read_articles",
    "read_each",
    "read_many",
    "sentences",
    "split_articles",
    "text_hash",
    "unwrap",
]
