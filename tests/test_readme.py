"""What the README promises runs."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

from geo.shipped import ROOT
from geo.version import __version__

README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_python_example_runs_as_it_stands(tmp_path):
    [example] = blocks("python")
    assert len([line for line in example.splitlines() if line.strip()]) <= 10
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=tmp_path, env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "seed-A1" in done.stdout
    assert "Schleswig-Holstein" in done.stdout
    assert (tmp_path / "poland.html").stat().st_size > 500_000
    assert '"seed-A1"' in (tmp_path / "poland.geojson").read_text(encoding="utf-8")


def test_every_command_of_the_command_line_section_runs(tmp_path):
    commands = [
        line for block in blocks("sh") for line in block.splitlines() if line.startswith("python -m geo export")
    ]
    commands += [
        line for block in blocks("sh") for line in block.splitlines() if line.startswith("python -m geo lookup")
    ]
    assert len(commands) == 6
    for command in commands:
        arguments = [str(tmp_path / a) if a.endswith((".geojson", ".gpkg")) else a for a in command.split()[1:]]
        done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr


def test_every_file_the_readme_names_is_there():
    named = set(re.findall(r"`((?:geo|pages|assets|data|tests)/[\w./-]*)`", README))
    assert len(named) > 25
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_first_command_is_the_whole_start():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^run: setup$", makefile, re.MULTILINE)
    assert re.search(r"^test: dev$", makefile, re.MULTILINE)
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert (config["server"]["address"], config["server"]["port"]) == ("127.0.0.1", 8501)
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "none"


def test_the_changelog_tells_of_this_version():
    assert f"## {__version__}," in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
