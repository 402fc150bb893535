"""The shipped events against the hand-made reading of the seed articles, by the shared scorer."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from geo.shipped import ROOT


@pytest.fixture(scope="module")
def scores(shared, tmp_path_factory):
    exported = tmp_path_factory.mktemp("scores") / "events.geojson"
    export = [sys.executable, "-m", "geo", "export", "--format", "geojson", "-o", str(exported)]
    subprocess.run(export, cwd=ROOT, check=True, timeout=60)
    scorer, gold = shared / "eval" / "score_events.py", shared / "gold" / "seed_events.json"
    done = subprocess.run(
        [sys.executable, str(scorer), str(gold), str(exported), "--json"], capture_output=True, check=True, timeout=60
    )
    return json.loads(done.stdout)


def test_every_event_of_the_articles_is_told_and_no_other(scores):
    assert (scores["recall"], scores["precision"], scores["optional_found"]) == (1.0, 1.0, 12)
    assert scores["missed"] == scores["unmatched"] == []


def test_every_exact_day_and_every_kind_is_right(scores):
    assert scores["exact_day"] == [12, 12]
    assert scores["sub_type"] == 1.0


def test_doubt_about_the_place_is_neither_hidden_nor_invented(scores):
    assert scores["where_prec_within_1"] == 1.0
    assert scores["false_exactness"] == 0.0


def test_countries_agree_and_all_has_evidence_and_no_trap_is_sprung(scores):
    assert scores["countries_agreement"] >= 0.95
    assert scores["with_evidence"] == 1.0
    assert scores["traps"] == []
