"""``python -m geo extract``: files in, GeoJSON out, nothing kept."""

import argparse
import json
from datetime import date

import pytest

from geo.__main__ import main
from geo.extract_command import read_published

TEXT = "Drones over Poland\n\nTwo Russian drones entered Polish airspace on 10 September. No one was hurt.\n"


def features(path):
    return json.loads(path.read_text(encoding="utf-8"))["features"]


def test_drafts_carry_the_number_of_their_article(tmp_path):
    first, second, out = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "out.geojson"
    first.write_text(TEXT, encoding="utf-8")
    second.write_text(TEXT.replace("Two Russian", "Three Belarusian"), encoding="utf-8")
    assert main(["extract", str(first), str(second), "--published", "1=2025-10-06,2=2024-10-06", "-o", str(out)]) == 0
    told = {f["properties"]["article"]: f["properties"] for f in features(out)}
    assert told[1]["date_start"] == "2025-09-10"
    assert told[2]["date_start"] == "2024-09-10"
    assert told[2]["countries"] == ["BLR", "POL"]


def test_one_day_counts_for_all_articles_and_none_leaves_dates_open(tmp_path):
    source, out = tmp_path / "a.txt", tmp_path / "out.geojson"
    source.write_text(TEXT, encoding="utf-8")
    assert main(["extract", str(source), "--published", "2025-10-06", "-o", str(out)]) == 0
    assert features(out)[0]["properties"]["date_start"] == "2025-09-10"
    assert main(["extract", str(source), "-o", str(out)]) == 0
    assert features(out)[0]["properties"]["date_start"] is None


def test_a_file_that_cannot_be_read_is_told_and_the_others_go_through(tmp_path, capsys):
    good, bad, out = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "out.geojson"
    good.write_text(TEXT, encoding="utf-8")
    bad.write_bytes(b"")
    assert main(["extract", str(bad), str(good), "-o", str(out)]) == 0
    assert "b.txt" in capsys.readouterr().out
    assert len(features(out)) == 1


@pytest.mark.parametrize("text", ["yesterday", "1=2025", "x=2025-10-06", "1:2025-10-06"])
def test_a_day_that_is_none_is_refused_with_a_sentence(text):
    with pytest.raises(argparse.ArgumentTypeError, match="neither a date"):
        read_published(text)


def test_days_are_read_for_all_or_by_number():
    assert read_published("2025-10-06").of(7) == date(2025, 10, 6)
    assert read_published("1=2025-10-06, 2=2025-03-25").of(2) == date(2025, 3, 25)
    assert read_published("1=2025-10-06").of(2) is None
