"""Keeps labels from covering one another, the places that others point at, and the leaders that point there."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points of the page."""

STEP = (30, 17)
"""Points across and down between the places tried for a label."""
TRIES = 150
"""How many free places are tried for one whose leader crosses nothing."""
DOT = 9.0
"""Half the side of the box that a place or a piece of a leader takes."""
PIECES = np.linspace(0.04, 0.96, 24)


class Room:
    """The free room of a rectangle: boxes are taken one after the other, and none covers another."""

    def __init__(self, frame: Box):
        self.frame = frame
        self._taken = np.empty((0, 4))
        self._places = np.empty((0, 2))

    def take(self, box: Box) -> None:
        """Take a box, free or not."""
        self._taken = np.vstack([self._taken, box])

    def keep_clear(self, places: Sequence[tuple[float, float]]) -> None:
        """Keep labels off places (x, y) that other labels point at."""
        self._places = np.array(places, dtype=float).reshape(-1, 2)

    def is_free(self, box: Box) -> bool:
        """Whether a box lies inside the frame and covers no other."""
        return bool(self._free(np.array([box]))[0])

    def near(self, x: float, y: float, size: tuple[float, float], reach: float, over: bool = True) -> Box | None:
        """The nearest free box of a size for a label of x, y, its middle at most ``reach`` points away.

        A box to which a leader comes without crossing another label goes before a nearer one. ``over`` says whether
        the box may cover the place itself. None without any.
        """
        here, half = np.array([x, y]), np.array(size) / 2
        middles = _moves(reach) + here
        free = middles[self._free(np.hstack([middles - half, middles + half]), here, over)][:TRIES]
        if not len(free):
            return None
        open_way = next((n for n, at in enumerate(free) if self._way(here, at)), 0)
        at_x, at_y = free[open_way].tolist()
        return at_x - half[0], at_y - half[1], at_x + half[0], at_y + half[1]

    def take_leader(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Take the room of a leader from a place to its label."""
        points = self._pieces(np.array(start), np.array(end))
        self._taken = np.vstack([self._taken, np.hstack([points - DOT / 3, points + DOT / 3])])

    def _way(self, start: Any, end: Any) -> bool:
        points = self._pieces(start, end)[:, None, :]
        inside = (points > self._taken[None, :, :2]) & (points < self._taken[None, :, 2:])
        # A place may lie in a spot's box: what covers the very start is no obstacle.
        around = ((start > self._taken[:, :2]) & (start < self._taken[:, 2:])).all(axis=1)
        return not (inside.all(axis=2) & ~around).any()

    @staticmethod
    def _pieces(start: Any, end: Any) -> Any:
        return start + PIECES[:, None] * (end - start)

    def _free(self, boxes: Any, mine: Any = None, over: bool = True) -> Any:
        left, top, right, bottom = self.frame
        inside = (boxes[:, 0] >= left) & (boxes[:, 1] >= top) & (boxes[:, 2] <= right) & (boxes[:, 3] <= bottom)
        others = self._taken
        if mine is not None:
            far = self._places[(np.abs(self._places - mine) > 1).any(axis=1) | (not over)]
            others = np.vstack([others, np.hstack([far - DOT, far + DOT])])
        one, other = boxes[:, None, :], others[None]
        apart = (
            (one[..., 0] >= other[..., 2]) | (one[..., 2] <= other[..., 0])
            | (one[..., 1] >= other[..., 3]) | (one[..., 3] <= other[..., 1])
        )  # fmt: skip
        return inside & apart.all(axis=1)


@functools.cache
def _moves(reach: float) -> Any:
    """Steps aside (dx, dy), shape (n, 2), nearest first; none of them is the place itself but the first."""
    across, down = np.arange(-reach, reach + 1, STEP[0]), np.arange(-reach, reach + 1, STEP[1])
    grid = np.array([(0.0, 0.0), *((x, y) for x in across for y in down)])
    far = np.hypot(grid[:, 0], grid[:, 1])
    near = grid[far <= reach]
    return near[np.argsort(far[far <= reach], kind="stable")]
