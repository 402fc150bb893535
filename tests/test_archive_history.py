"""What changed and what was known equal a naive model that keeps every whole state, over random histories."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from geo.archive import Archive
from geo.errors import Conflict, NotPossible
from tests.test_archive import ARTICLE, draft

BEGIN = datetime(2026, 3, 1, 12, tzinfo=UTC)
PEOPLE = st.sampled_from(["Anna", "Bob"])
FIELDS = st.one_of(
    st.fixed_dictionaries({"title": st.sampled_from(["One", "Two", "Three"])}),
    st.fixed_dictionaries({"facts": st.dictionaries(st.sampled_from("abc"), st.integers(0, 3), max_size=2)}),
    st.fixed_dictionaries({"modality": st.sampled_from(["occurred", "alleged"])}),
    st.just({"date_start": None, "date_end": None, "date_prec": None, "date_basis": None}),
)


def values(event):
    """An event without what only says that it was changed."""
    return {key: value for key, value in event.model_dump(mode="json").items() if key != "revision"}


class Histories(RuleBasedStateMachine):
    """The archive beside a list of whole states, one after each change."""

    events = Bundle("events")

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr("geo.archive.journal.now", lambda: self.clock)
        self.clock = BEGIN
        self.archive = Archive.open(self.folder / "a.sqlite", with_shipped=False)
        self.number = 0
        self.states = {0: ({}, BEGIN - timedelta(days=400))}
        """Version of the archive -> (event id -> (status, values), when)."""
        self.done = []
        """(version, who, event ids) of what can be undone."""

    @initialize()
    def begin(self):
        self.archive.add_article(ARTICLE, "Carol")
        self.keep()

    def teardown(self):
        self.archive.close()
        self.patch.undo()
        shutil.rmtree(self.folder)

    @property
    def now(self):
        return max(self.states.items())[1][0]

    def keep(self, who="", **changed):
        """Note what the state must be after a change; the archive must have moved on by one."""
        last, (state, at) = max(self.states.items())
        version = self.archive.version()
        assert version == last + 1
        self.states[version] = (state | changed, max(at, self.clock))
        if who:
            self.done.append((version, who, tuple(changed)))

    def version_of(self, event_id):
        return self.archive.entry(event_id).version

    def in_state(self, event_id, *statuses):
        return self.now[event_id][0] in statuses

    @rule(hours=st.sampled_from([1, 5, 20, 30, 100, -50]))
    def time_passes(self, hours):
        self.clock += timedelta(hours=hours)

    @rule(target=events, fields=FIELDS, who=PEOPLE)
    def read(self, fields, who):
        self.number += 1
        [entry] = self.archive.add_drafts([draft(self.number, **fields)], who)
        self.keep(who, **{entry.event.event_id: ("draft", values(entry.event))})
        return entry.event.event_id

    @rule(event=events, fields=st.one_of(st.just({}), FIELDS), who=PEOPLE)
    def accept(self, event, fields, who):
        version = self.version_of(event)
        if not self.in_state(event, "draft"):
            with pytest.raises(NotPossible):
                self.archive.accept(event, who, version, fields)
            return
        self.archive.accept(event, who, version, fields)
        self.keep(who, **{event: ("confirmed", self.now[event][1] | fields)})

    @rule(event=events, fields=FIELDS, who=PEOPLE)
    def revise(self, event, fields, who):
        version = self.version_of(event)
        status, before = self.now[event]
        if status not in ("draft", "confirmed"):
            with pytest.raises(NotPossible):
                self.archive.revise(event, who, version, fields)
            return
        self.archive.revise(event, who, version, fields)
        if before | fields != before:
            self.keep(who, **{event: (status, before | fields)})
            with pytest.raises(Conflict):
                self.archive.revise(event, "Late", version, fields)

    @rule(event=events, who=PEOPLE)
    def put_aside(self, event, who):
        version = self.version_of(event)
        status, before = self.now[event]
        if status == "draft":
            self.archive.reject(event, who, version, "no")
            self.keep(who, **{event: ("rejected", before)})
        elif status == "confirmed":
            self.archive.retract(event, who, version, "no")
            self.keep(who, **{event: ("retracted", before)})

    @rule(event=events, into=events, who=PEOPLE)
    def merge(self, event, into, who):
        if event == into or not all(self.in_state(e, "draft", "confirmed") for e in (event, into)):
            return
        self.archive.merge(event, into, who, self.version_of(event), self.version_of(into))
        (status, report), (known_status, known) = self.now[event], self.now[into]
        aside = "rejected" if status == "draft" else "retracted"
        merged = values(self.archive.entry(into).event)
        # How two reports become one is tested by itself; here it counts that nothing else is touched.
        assert {k: v for k, v in merged.items() if k not in ("facts", "evidence", "source_id")} == {
            k: v for k, v in known.items() if k not in ("facts", "evidence", "source_id")
        }
        self.keep(who, **{event: (aside, report), into: (known_status, merged)})

    @rule(target=events, event=events, fields=FIELDS, who=PEOPLE)
    def split(self, event, fields, who):
        if not self.in_state(event, "draft", "confirmed"):
            return multiple()
        status, before = self.now[event]
        first, second = self.archive.split(event, who, self.version_of(event), [{}, fields])
        new = second.event.event_id
        self.keep(who, **{event: (status, before), new: (status, before | fields | {"event_id": new})})
        return new

    @rule(who=PEOPLE)
    def undo(self, who):
        own = [step for step in self.done if step[1] == who]
        if not own:
            with pytest.raises(NotPossible):
                self.archive.undo(who)
            return
        version, _, touched = own[-1]
        then, before, now = self.states[version][0], self.states[version - 1][0], self.now
        later = {event for step in self.done if step[0] > version for event in step[2]}
        if later & set(touched) or any(now[event] != then[event] for event in touched):
            # Somebody has changed it since: told; only of a merge may the rest stand.
            self.refuse_or_subtract(who, version)
            return
        self.archive.undo(who)
        self.done.remove(own[-1])
        gone = {"draft": "rejected", "confirmed": "retracted"}
        self.keep(**{e: before.get(e, (gone.get(then[e][0], then[e][0]), then[e][1])) for e in touched})

    def refuse_or_subtract(self, who, version):
        try:
            entries = self.archive.undo(who)
        except Conflict:
            return
        assert self.archive.history(entries[-1].event.event_id)
        self.done = [step for step in self.done if step[0] != version]
        self.keep(**{e.event.event_id: (e.status, values(e.event)) for e in entries})

    @invariant()
    def what_stands_is_what_stands(self):
        now = {e.event.event_id: (e.status, values(e.event)) for e in self.archive.entries()}
        assert now == self.now

    @rule(data=st.data())
    def two_states_differ_as_the_model_says(self, data):
        versions = st.sampled_from(sorted(self.states))
        since, until = sorted((data.draw(versions), data.draw(versions)))
        self.compare(self.archive.changes(since, until), since, until)

    @rule(days=st.tuples(st.integers(-2, 30), st.integers(-2, 30)))
    def two_days_differ_as_the_model_says(self, days):
        first, last = (BEGIN.date() + timedelta(days=n) for n in sorted(days))
        before = self.version_by(first - timedelta(days=1))
        self.compare(self.archive.changes(first, last), before, self.version_by(last))

    @rule(day=st.integers(-2, 30))
    def what_was_known_is_what_the_model_knew(self, day):
        asked = BEGIN.date() + timedelta(days=day)
        for moment in (asked, self.version_by(asked)):
            found = self.archive.events(as_known_on=moment)
            assert {e.event_id: values(e) for e in found} == self.confirmed(self.version_by(asked))

    def version_by(self, day: date):
        return max(version for version, (_, at) in self.states.items() if at.date() <= day)

    def confirmed(self, version):
        return {e: v for e, (status, v) in self.states[version][0].items() if status == "confirmed"}

    def compare(self, found, since, until):
        then, now = self.confirmed(since), self.confirmed(until)
        assert {c.event.event_id: values(c.after) for c in found.added} == {e: now[e] for e in now if e not in then}
        assert {c.event.event_id: values(c.before) for c in found.retracted} == {
            e: then[e] for e in then if e not in now
        }
        both = {e for e in then if e in now and then[e] != now[e]}
        assert {c.event.event_id for c in found.changed} == both
        for change in found.changed:
            event = change.event.event_id
            told = {f.field: (f.before, f.after) for f in change.fields}
            assert told == naive_diff(then[event], now[event])


def naive_diff(before, after):
    flat = [
        {k: v for k, v in state.items() if k != "facts"} | {f"facts.{k}": v for k, v in state["facts"].items()}
        for state in (before, after)
    ]
    names = {*flat[0], *flat[1]}
    return {n: (flat[0].get(n), flat[1].get(n)) for n in names if flat[0].get(n) != flat[1].get(n)}


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=20,
    stateful_step_count=25,
    database=None,
    phases=[Phase.generate],  # a history takes seconds: shrinking one would take minutes
    suppress_health_check=list(HealthCheck),
)
