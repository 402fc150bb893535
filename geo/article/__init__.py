"""Reads article files into articles: title, text, the hash that evidence refers to, paragraphs and sentences."""

from geo.article.record import MAX_BYTES, Article, make_article, normalise, read_articles, split_articles, text_hash
from geo.article.spans import paragraphs, sentences

__all__ = [
    "MAX_BYTES",
    "Article",
    "make_article",
    "normalise",
    "paragraphs",
    "read_articles",
    "sentences",
    "split_articles",
    "text_hash",
]
