"""The map as a picture (PNG), drawn with matplotlib: no browser, no network, the same marks as on the page."""

from geo.picture.page import to_png

__all__ = ["to_png"]
