"""The learners behind the reader's weights, and the weights themselves."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from benchmarks.reading.learn import logistic, ranker, rising
from geo.resolve.choose import CONTEXT, STATIC
from geo.toponym.lexicon import DATA
from geo.toponym.model import chance, load_model, logit


def test_the_weights_of_a_cue_are_the_log_odds_it_speaks_for():
    cues = [{"bias": 1.0, "cue": float(n % 2)} for n in range(400)]
    labels = [1.0 if (n % 2 and n % 10 != 1) or n % 20 == 0 else 0.0 for n in range(400)]
    weights = logistic(cues, labels, l2=0.001, least=1)
    assert weights["bias"] == pytest.approx(math.log(0.1 / 0.9), abs=0.05)
    assert weights["bias"] + weights["cue"] == pytest.approx(math.log(0.8 / 0.2), abs=0.05)


def test_a_cue_without_cases_keeps_what_is_believed_of_it():
    weights = logistic([{"bias": 1.0}] * 50, [1.0, 0.0] * 25, prior={"rare": -2.0, "bias": 0.0})
    assert "rare" not in weights or weights["rare"] == pytest.approx(-2.0)


def test_the_ranker_learns_which_row_of_a_group_is_right():
    random = np.random.default_rng(3)
    groups = []
    for _ in range(200):
        rows = random.normal(size=(4, 2))
        groups.append((rows, (rows[:, 0] == rows[:, 0].max()).astype(float), 1.0, np.zeros(4)))
    first, second = ranker(groups)
    assert first > 3 * abs(second)


def test_a_calibration_rises_and_ends_within_zero_and_one():
    scores = [n / 100 for n in range(100)]
    curve = rising(scores, [float(n % 3 == 0 or n > 70) for n in range(100)])
    assert all(a[0] < b[0] and a[1] <= b[1] for a, b in zip(curve, curve[1:], strict=False))
    assert curve[0] == (0.0, 0.0)
    assert curve[-1][1] <= 1.0


def test_the_shipped_weights_are_few_readable_and_known_to_the_program():
    listed = json.loads((DATA / "weights.json").read_text(encoding="utf-8"))
    assert set(listed["choice"]) <= {*STATIC, *CONTEXT}
    assert sum(len(listed[part]) for part in ("recognise", "judge", "choice", "first_choice")) < 1000
    assert load_model().threshold == listed["threshold"]


def test_a_name_behind_in_is_likelier_a_place_than_a_family_name():
    weights = load_model().recognise
    place, person = {"bias": 1.0, "before word in": 1.0}, {"bias": 1.0, "before given name": 1.0}
    assert chance(logit(weights, place)) > chance(logit(weights, person))
