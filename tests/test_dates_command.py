"""The command line for dates: a table for people, lines of JSON for programs."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geo.__main__ import main
from geo.dates_command import timexes_of
from geo.jsonl import run_lines

LINES = [
    {"doc_id": "a", "text": "On Tuesday drones flew.", "dct": "2025-10-06"},
    {"doc_id": "b", "text": "On September 10 drones flew.", "dct": None},
    {"doc_id": "c", "text": "On Friday night.", "dct": "2025-10-06T09:42"},
]
ROOT = Path(__file__).resolve().parent.parent


def write(path: Path, lines: list[object]) -> Path:
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def values(path: Path) -> list[list[str]]:
    return [[t["value"] for t in json.loads(line)["timexes"]] for line in path.read_text().splitlines()]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_lines_are_read_in_their_order_by_any_number_of_workers(tmp_path, workers):
    source, out = write(tmp_path / "in.jsonl", LINES), tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "geo", "dates", "--jsonl", str(source), "-o", str(out), "--workers", workers]
    subprocess.run(command, cwd=ROOT, check=True, timeout=120)
    assert values(out) == [["2025-09-30"], ["XXXX-09-10"], ["2025-10-03TNI"]]


def test_a_wrong_line_is_told_and_the_others_go_through(tmp_path, capsys):
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    good = json.dumps(LINES[0])
    source.write_text(f'{good}\nno json\n[1]\n{{"text": 3}}\n{{"text": "", "dct": "soon"}}\n\n{"[" * 9000}\n{good}\n')
    tally = run_lines(source, out, timexes_of)
    assert (tally.given, tally.written, [p.row for p in tally.problems]) == (7, 2, [2, 3, 4, 5, 7])
    assert values(out) == [["2025-09-30"], ["2025-09-30"]]
    assert main(["dates", "--jsonl", str(source), "-o", str(out)]) == 0
    assert "2 written, 5 rejected of 7" in capsys.readouterr().out


def test_a_file_of_nothing_but_wrong_lines_fails(tmp_path, capsys):
    source = tmp_path / "in.jsonl"
    source.write_text("no json\n")
    assert main(["dates", "--jsonl", str(source), "-o", str(tmp_path / "out.jsonl")]) == 1
    assert "No document could be read." in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["--jsonl", "in.jsonl"], ["article.txt", "--jsonl", "in.jsonl"]])
def test_what_is_missing_is_said_in_a_sentence(arguments, capsys):
    assert main(["dates", *arguments]) == 1
    assert capsys.readouterr().err.startswith("briefmap: ")


def test_the_input_is_never_overwritten(tmp_path, capsys):
    source = write(tmp_path / "in.jsonl", LINES)
    before = source.read_bytes()
    assert main(["dates", "--jsonl", str(source), "-o", str(source)]) == 1
    assert source.read_bytes() == before


def test_a_table_tells_words_value_and_days(tmp_path, capsys):
    article = tmp_path / "article.txt"
    article.write_text("Drones over Poland\n\nOn Tuesday drones flew.")
    assert main(["dates", str(article), "--published", "2025-10-06"]) == 0
    told = capsys.readouterr().out
    assert "Drones over Poland" in told
    assert "Tuesday" in told
    assert "2025-09-30" in told


@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_loses_nothing_that_was_written(tmp_path, workers):
    source, out = write(tmp_path / "in.jsonl", LINES * 20_000), tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "geo", "dates", "--jsonl", str(source), "-o", str(out), "--workers", workers]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ)
    for _ in range(2400):
        if out.exists() and out.stat().st_size > 10_000:
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    told, complaint = process.communicate(timeout=60)
    assert process.returncode == 130, complaint
    assert b"Traceback" not in complaint
    written = out.read_text().splitlines()
    assert 0 < len(written) < 60_000
    assert f"{len(written):,} written".encode() in told
    assert all(json.loads(line)["timexes"] for line in written)
