# Everything a developer runs. Each target makes what it needs; a second run finds it there.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# The first Python that is new enough and can make virtual environments; PYTHON=... overrides.
NEW_ENOUGH := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3 python3.11 python3.12 python3.13 python3.14 python; do \
	$$python -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$python && break; done)

.DEFAULT_GOAL := help
.PHONY: help demo test test-convert check fix cover docs bare bench bench-peers bench-all clean

help:  ## Show these targets
	@sed -n 's/^\([a-z-]*\):.*## /  \1\t/p' Makefile

$(STAMPS)/package: pyproject.toml
	@test -n "$(PYTHON)" || { echo "error: Python 3.11 or newer with venv is needed; make PYTHON=/path/to/python" >&2; exit 2; }
	@echo "Installing indictx into $(VENV)" >&2
	@test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV)
	@$(PIP) install --upgrade 'pip>=25.1'
	@$(PIP) install --editable .
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/test: $(STAMPS)/package
	@echo "Installing what the tests need" >&2
	@$(PIP) install --group test
	@touch $@

$(STAMPS)/convert: $(STAMPS)/test
	@echo "Installing torch and transformers" >&2
	@$(PIP) install --editable '.[convert]'
	@touch $@

$(STAMPS)/train: $(STAMPS)/test
	@echo "Installing the extra 'train'" >&2
	@$(PIP) install --editable '.[train]'
	@touch $@

$(STAMPS)/lint: $(STAMPS)/test
	@echo "Installing linters and type checker" >&2
	@$(PIP) install --group lint
	@touch $@

demo: $(STAMPS)/package  ## Translate real text with the bundled models
	@echo "Translating with the bundled models, on this machine" >&2
	@$(BIN)/python docs/demo.py

test: $(STAMPS)/test  ## Run the whole test suite; no network
	@echo "Running the tests" >&2
	@$(BIN)/python -m pytest --quiet

test-convert: $(STAMPS)/convert  ## Prove converted models against torch and transformers
	@echo "Comparing converted models with their originals" >&2
	@$(BIN)/python -m pytest --quiet tests/convert

test-train: $(STAMPS)/train  ## Run the tests of training; installs PyTorch and Transformers
	@echo "Running the tests of training" >&2
	@$(BIN)/python -m pytest --quiet tests/unit/train tests/integration/test_train.py

check: $(STAMPS)/lint  ## Check format, lint, types, layers, generated docs and metadata
	@echo "Checking format, lint, types, layers, generated docs and metadata" >&2
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python docs/generate.py --check
	@$(BIN)/validate-pyproject pyproject.toml

fix: $(STAMPS)/lint  ## Format, fix what can be fixed, regenerate the docs
	@echo "Fixing format and lint, regenerating docs" >&2
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .
	@$(BIN)/python docs/generate.py

cover: $(STAMPS)/test  ## Run the tests and show the lines and branches they miss
	@echo "Measuring coverage" >&2
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest --quiet
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report

docs: $(STAMPS)/package  ## Generate docs/reference from the code
	@echo "Generating docs/reference" >&2
	@$(BIN)/python docs/generate.py

bare: $(STAMPS)/package  ## Install the wheel alone and translate, elsewhere and without network
	@echo "Building the wheel, installing it alone, translating without network" >&2
	@.ci/bare "$(BIN)/python"

bench: $(STAMPS)/test  ## Measure start-up, speed and memory
	@echo "Measuring start-up, speed and memory" >&2
	@$(BIN)/python -m benchmarks

# Far smaller than the build for graphics cards; where pip does not find it, any build will do.
TORCH ?= torch==2.13.0+cpu

$(STAMPS)/peers: $(STAMPS)/test
	@echo "Installing Argos Translate and transformers into .peers, 3 GB" >&2
	@for peer in 'argos argostranslate==1.11.0' 'transformers transformers==5.24.0 sentencepiece'; do \
		set -- $$peer; python=.peers/$$1/bin/python; shift; \
		test -x $$python || "$(BIN)/python" -m venv $$(dirname $$(dirname $$python)) || exit 1; \
		pip="$$python -m pip --disable-pip-version-check --quiet install"; \
		$$python -c 'import torch' 2>/dev/null || $$pip '$(TORCH)' 2>/dev/null || $$pip torch || exit 1; \
		$$pip "$$@" || exit 1; \
	done
	@touch $@

bench-peers: $(STAMPS)/peers  ## Install the programs that indictx is measured beside

# All of them, or such as PARTS='cold peers'; BENCH holds further options.
PARTS ?= all

bench-all: $(STAMPS)/peers  ## Measure everything, hours; put the tables into docs/explanation/performance.md
	@echo "Measuring everything; the machine should do nothing else" >&2
	@$(BIN)/python -m benchmarks $(PARTS) --output build/bench/results.json $(BENCH); status=$$?; \
		$(BIN)/python -m benchmarks.publish build/bench && exit $$status

clean:  ## Remove the environment, builds and caches
	@echo "Removing $(VENV), builds and caches" >&2
	@rm -rf $(VENV) .peers build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage .coverage.*
