# `make read` opens the seed document; `make test` runs every check. Both set up .venv on need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
EVAL ?= ../shared/eval

.PHONY: read test format picture venv bench clean

read: $(STAMP)
	@$(BIN)/duizhao seeds/putuo-2023-18.md

test: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

picture: $(STAMP)
	$(BIN)/python docs/picture.py

venv: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@echo "Setting up $(VENV) (once, under a minute) ..." >&2
	@$(PYTHON) -m venv $(VENV) >&2
	@PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]' >&2
	@touch $@

bench: $(STAMP)
	EVAL=$(EVAL) $(BIN)/python -m tests.bench

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
