"""Rebuild everything under data/gazetteer and data/basemap, in the order the parts need each other."""

from __future__ import annotations

import build_basemap
import build_gazetteer
import build_labels
import build_outlines
import build_provenance
import build_words

if __name__ == "__main__":
    for part in (build_basemap, build_outlines, build_gazetteer, build_labels, build_words, build_provenance):
        part.main()
