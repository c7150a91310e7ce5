# `make demo` and `make test` set up what they need: a virtual environment in .venv, from the locked requirements.
SHELL := /bin/bash
VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.installed
SHARED ?= $(or $(DEMARCHE_SHARED),../shared)
# What the demonstration reads, and the case file that goes with it.
SAMPLE := samples/cod-war
LINTED := src tests benchmarks docs training

.DEFAULT_GOAL := help
.PHONY: help setup demo test check corpus gate bench docs lock

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 8

setup: $(STAMP)  ## build .venv from the locked requirements

$(STAMP): requirements-dev.lock pyproject.toml
	@python=; for name in $(PYTHON) python3.11 python3.12 python3.13 python3; do \
	  if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then echo "No Python 3.11 or later was found: install one, or name it with PYTHON=…" >&2; exit 2; fi; \
	test -x $(PY) || $$python -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(STAMP)  ## read the sample articles, show what they say, write demo/dossier.html
	@mkdir -p demo
	@$(VENV)/bin/demarche read $(SAMPLE) --ledger demo/ledger.db
	@$(VENV)/bin/demarche timeline --ledger demo/ledger.db --case $(SAMPLE)/case.toml --limit 12
	@$(VENV)/bin/demarche demands --ledger demo/ledger.db --case $(SAMPLE)/case.toml --limit 6
	@$(VENV)/bin/demarche dossier --ledger demo/ledger.db --case $(SAMPLE)/case.toml -o demo/dossier.html

test: check  ## lint, check the types, run the tests
	$(PY) -m pytest --quiet

check: $(STAMP)  ## lint, and check the types
	$(VENV)/bin/ruff check $(LINTED)
	$(VENV)/bin/mypy

corpus: $(STAMP)  ## check the training corpus: every quote, value and link, and that it holds what it must
	$(PY) -m training.gold.check

gate: $(STAMP)  ## measure quality on the gold ledger, against the floors of benchmarks/floors.json
	DEMARCHE_SHARED=$(SHARED) $(PY) benchmarks/gate.py

bench: $(STAMP)  ## measure speed and memory on 1,000 generated articles
	$(PY) benchmarks/speed.py --report benchmarks/speed.md

docs: $(STAMP)  ## make the generated parts of the documentation anew
	$(PY) docs/refresh.py

lock: $(STAMP)  ## resolve the requirements anew (needs pip-tools)
	for extra in "-o requirements.lock" "--extra dev -c requirements.lock -o requirements-dev.lock"; do \
	  CUSTOM_COMPILE_COMMAND="make lock" $(VENV)/bin/pip-compile --quiet --upgrade --generate-hashes --strip-extras \
	    --allow-unsafe --no-header --annotation-style=line --no-emit-index-url --no-emit-trusted-host \
	    --no-emit-find-links --no-emit-options --pip-args=--only-binary=:all: $$extra pyproject.toml requirements-build.in; \
	done
