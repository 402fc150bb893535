"""Weights: named numbers that sum cues to a probability. They are made by ``benchmarks/train_geoparse.py``."""

from __future__ import annotations

import functools
import json
import math
from dataclasses import dataclass
from itertools import repeat
from operator import mul

from geo.toponym.cues import Cues
from geo.toponym.lexicon import DATA


@dataclass(frozen=True)
class Model:
    """Everything learnt."""

    recognise: dict[str, float]
    """Weights of the cues of a name before its place is known."""
    judge: dict[str, float]
    """Weights of the cues together with what the chosen place tells."""
    first_choice: dict[str, float]
    """Weights of the places of a name, without the rest of the text."""
    choice: dict[str, float]
    """Weights of the places of a name among all names of the text."""
    calibration: tuple[tuple[float, float], ...]
    """Raw score against the share of answers that were right, both rising."""
    threshold: float
    """Least score of an answer."""


def logit(weights: dict[str, float], cues: Cues) -> float:
    """Sum of the weighted cues."""
    return float(sum(map(mul, map(weights.get, cues, repeat(0.0)), cues.values())))


def chance(value: float) -> float:
    """The probability of a logit."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, value))))


@functools.cache
def load_model() -> Model:
    """Return the shipped weights, read once a process."""
    return read_model(json.loads((DATA / "weights.json").read_text(encoding="utf-8")))


def read_model(listed: dict[str, object]) -> Model:
    """Make a model of its JSON form."""
    return Model(**{k: tuple(map(tuple, v)) if k == "calibration" else v for k, v in listed.items() if k != "about"})  # type: ignore[arg-type, call-overload]
