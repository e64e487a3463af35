# `make` lists what there is. Everything lives in .venv; a stamp in it says what it was made from.
.DEFAULT_GOAL := help
.PHONY: help run test check bench bench-peers mutants sentences migration translations pictures lock

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
COMPILE := $(BIN)/pip-compile --quiet --allow-unsafe --strip-extras --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host
ASSETS := hatch_build.py package.json package-lock.json
WORKERS ?= 2
PORT ?= 8000

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Python 3.11 or newer is needed; say which with "make PYTHON=python3.12 …".' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo 'No virtual environment could be made; on Debian: apt-get install python3-venv.' >&2; exit 1; }

# What the product needs, by hash; then the product itself, with its front-end assets.
$(VENV)/run.stamp: requirements.lock pyproject.toml $(ASSETS) | $(VENV)/bin/python
	@echo "Installing (a minute or two the first time) …"
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps -e .
	@touch $@

$(VENV)/test.stamp: requirements-test.lock $(VENV)/run.stamp
	@echo "Installing what the tests need …"
	@$(INSTALL) --require-hashes -r requirements-test.lock
	@touch $@

run: $(VENV)/run.stamp  ## install what is needed, fill a demonstration and serve it on this machine
	@$(BIN)/tryghed run --demo --port $(PORT) $(ARGS)

test: $(VENV)/test.stamp  ## install what tests need, and run them all
	@CHROMIUM="$$(sh tests/browser/find-chromium)" $(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

check: $(VENV)/test.stamp  ## ruff, mypy and the import contracts, then the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

bench: $(VENV)/test.stamp  ## measure speed and memory against the bare database
	@$(BIN)/python -m bench

bench-peers: $(VENV)/test.stamp  ## the same beside other process engines, which it installs in .venv-peers
	@sh bench/peers

mutants: $(VENV)/test.stamp  ## remove each demand, lock and permission in turn, and see a test fail
	@$(BIN)/python -m tests.mutants

sentences: $(VENV)/run.stamp  ## print every sentence in both languages, with where it appears
	@$(BIN)/python -m webui.saying.catalogue

migration: $(VENV)/test.stamp  ## write the next migration: make migration m="add step reason"
	@$(BIN)/python -m workflows.migrations.draft "$(m)"

translations: $(VENV)/test.stamp  ## gather new sentences into the English catalogue
	@$(BIN)/python -m webui.saying.catalogue --gather

pictures: $(VENV)/test.stamp  ## take the README's pictures of the demonstration
	@CHROMIUM="$$(sh tests/browser/find-chromium)" $(BIN)/python -m tests.browser.pictures

# Whatever this machine's own pip settings say, only the public index decides what is pinned.
lock: export PIP_CONFIG_FILE = /dev/null
lock: export PIP_FIND_LINKS =
lock: export PIP_EXTRA_INDEX_URL =
lock: | $(VENV)/bin/python  ## pin every requirement again, by hash
	@$(INSTALL) pip-tools
	$(COMPILE) --upgrade --output-file requirements.lock pyproject.toml
	$(COMPILE) --upgrade --extra test --constraint requirements.lock --output-file requirements-test.lock pyproject.toml
