"""The timeline says of every bar what a date filter over its days says."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.event import LAYERS
from geo.event_rows import parse_events
from geo.filter import Filter
from geo.frame import to_frame
from geo.gazetteer import load_gazetteer
from geo.known import load_events
from geo.timeline import LONGEST_IN_BARS, timeline
from tests.made import made_event

DAYS = st.dates(date(2012, 1, 1), date(2026, 12, 31))


@st.composite
def dated_events(draw):
    records = []
    for n in range(draw(st.integers(1, 12))):
        start = draw(DAYS)
        prec = draw(st.sampled_from([None, 1, 2, 3, 4, 5]))
        length = {None: 0, 1: draw(st.integers(0, 60)), 2: 3, 3: 6, 4: draw(st.integers(7, 30)), 5: 300}[prec]
        dates = {"date_start": None, "date_end": None, "date_prec": None, "date_basis": None}
        if prec:
            end = start + timedelta(days=length)
            dates = {"date_start": str(start), "date_end": str(end), "date_prec": prec, "date_basis": "stated"}
        layer = draw(st.sampled_from(LAYERS))
        sub_type = {"airspace_incursion": "drone", "treaty_partner": "accession", "deployment": "base"}.get(
            layer, "call"
        )
        ongoing = draw(st.booleans())
        records.append(made_event(event_id=f"e{n}", layer=layer, sub_type=sub_type, ongoing=ongoing, **dates))
    accepted, problems, _ = parse_events(records)
    assert not problems
    return to_frame(accepted, load_gazetteer())


@settings(max_examples=25)
@given(dated_events(), st.sampled_from(["recent", "all"]))
def test_each_bar_counts_what_a_date_filter_over_its_days_lets_through(events, axis):
    found = timeline(events, axis)
    dated = events[events["date_start"].notna()]
    assert (found is None) == dated.empty
    if found is None:
        return
    long = dated["ongoing"] | ((dated["date_end"] - dated["date_start"]).dt.days >= LONGEST_IN_BARS)
    short = dated[~long]
    full = [bar for bar in found.bars if bar.sure or bar.maybe]
    for bar in [*full[:12], *found.bars[::23]]:
        asked = Filter(date_from=bar.first, date_to=bar.last)
        for layer in LAYERS:
            mine = short[short["layer"] == layer]
            sure, maybe = int(asked.certainly(mine).sum()), int(asked.possibly(mine).sum())
            assert bar.sure.get(layer, 0) == sure
            assert bar.sure.get(layer, 0) + bar.maybe.get(layer, 0) == maybe


@settings(max_examples=60)
@given(dated_events(), st.sampled_from(["recent", "all"]))
def test_bars_follow_one_another_and_nothing_is_lost(events, axis):
    found = timeline(events, axis)
    if found is None:
        return
    for one, next_one in zip(found.bars, found.bars[1:], strict=False):
        assert next_one.first == one.last + timedelta(days=1)
    assert found.bars[0].first <= found.first
    assert found.last <= found.bars[-1].last
    assert len(found.bars) <= 200
    assert found.undated == int(events["date_start"].isna().sum())
    if axis == "all":
        assert found.earlier == 0


def test_the_shipped_events_fit_into_the_last_year_and_say_what_is_earlier():
    found = timeline(load_events(), "recent")
    assert found.can_cut
    assert found.unit == "week"
    assert found.last == date(2025, 10, 31)
    assert found.earlier == 3
    assert found.undated == 5
    assert timeline(load_events(), "all").first <= date(2013, 1, 1)


def test_what_lasts_is_a_span_and_says_how_sure_its_ends_are():
    ends = {span.event_id: span.ends for span in timeline(load_events(), "all").spans}
    assert ends["seed-D2"] == "ongoing"
    assert ends["seed-C4"] == "window"
    assert "seed-A1" not in ends


def test_a_timeline_without_dates_is_none():
    undated = load_events().assign(date_start=pd.NaT, date_end=pd.NaT)
    assert timeline(undated) is None


def test_one_date_far_off_does_not_push_the_rest_out_of_sight():
    records = [made_event(event_id=f"e{n}", dates=(f"2025-03-{n % 28 + 1:02}",) * 2 + (1,)) for n in range(60)]
    records.append(made_event(event_id="slip", dates=("2052-03-01", "2052-03-01", 1)))
    accepted, _, _ = parse_events(records)
    found = timeline(to_frame(accepted, load_gazetteer()), "recent")
    assert found.last == date(2025, 3, 31)
    assert found.later == 1
    assert sum(sum(bar.sure.values()) for bar in found.bars) == 60


@pytest.mark.parametrize("axis", ["recent", "all"])
@pytest.mark.parametrize(
    "dates",
    [
        ("9999-12-31", "9999-12-31", 1),
        ("2025-09-10", "9999-12-31", 5),
        ("9990-01-01", "9990-01-01", 1),
        ("0001-01-01", "0001-01-01", 1),
    ],
)
def test_dates_at_the_ends_of_the_calendar_have_a_timeline(dates, axis):
    accepted, problems, _ = parse_events([made_event(dates), made_event(event_id="near")])
    assert not problems
    found = timeline(to_frame(accepted, load_gazetteer()), axis)
    assert found.first <= found.last
    assert found.bars[0].first <= found.first
    assert found.bars[-1].last >= found.last
