# make run: install, start and serve the map on 127.0.0.1:8501.  make test: install and run every test.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
ARTICLES ?=

.PHONY: setup dev run test lint bench data
setup: $(VENV)/ready
dev: $(VENV)/ready-dev

$(VENV)/ready: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

run: setup
	BRIEFMAP_ARTICLES="$(ARTICLES)" $(BIN)/python -m streamlit run app.py

test: dev
	$(BIN)/python tests/chromium.py
	$(BIN)/python -m pytest -m "not browser" --numprocesses=2 --dist=loadfile
	$(BIN)/python -m pytest -m browser || $(BIN)/python -m pytest -m browser --last-failed

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: dev
	$(BIN)/python tests/chromium.py
	$(BIN)/python -m benchmarks.filter
	$(BIN)/python -m benchmarks.articles
	$(BIN)/python -m benchmarks.geoparse
	$(BIN)/python -m benchmarks.extract
	$(BIN)/python -m benchmarks.dates --fuzz 60
	$(BIN)/python -m benchmarks.proof
	$(BIN)/python -m benchmarks.map
	$(BIN)/python -m benchmarks.sessions
	$(BIN)/python -m benchmarks.desk
	$(BIN)/python -m benchmarks.match
	$(BIN)/python -m benchmarks.archive
	$(BIN)/python -m benchmarks.durability
	$(BIN)/python -m benchmarks.gazetteer
