# Everything a newcomer or a developer types. Each target makes what it needs first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# One more than processors: half of the time a test waits for a server or another process.
WORKERS ?= $(shell expr $$(nproc) + 1)
# Some machines ask Python to keep no bytecode; every process here would compile all of it anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help install demo test lint eval bench torture pictures audit clean

help: ## What can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Wellkeeper needs Python 3.11 or newer; name one: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "Python cannot make virtual environments here. On Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	@echo "Installing Wellkeeper into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --editable '.[demo]'
	@touch $@

$(VENV)/.developing: $(VENV)/.installed
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install --quiet --group dev
	@touch $@

install: $(VENV)/.installed ## Wellkeeper in a virtual environment of its own
	@echo "Ready: $(BIN)/wellkeeper --help"

demo: $(VENV)/.installed ## A sample mailbox, read for real; no account needed
	@$(BIN)/wellkeeper demo $(DEMO)

test: $(VENV)/.developing ## The test suite, with a private Dovecot
	@./tests/ensure-dovecot
	@./tests/ensure-systemd
	@./tests/ensure-shells
	@./tests/ensure-faketime
	@./tests/ensure-chromium $(BIN)/python
	@$(BIN)/python -m pytest -n $(WORKERS) --durations 20 $(TESTS)

lint: $(VENV)/.developing ## ruff, mypy --strict, and the rules about who may import whom
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

eval: $(VENV)/.developing ## How well it reads, measured on real mail (WELLKEEPER_CORPORA)
	@$(BIN)/python -m bench.eval

bench: $(VENV)/.developing ## How fast it is, beside the raw wire, a naive twin, mbsync and notmuch
	@./tests/ensure-dovecot
	@$(BIN)/python -m bench.bench $(BENCH)

torture: $(VENV)/.developing ## What it survives: cuts, kills, full disks, hostile mail (TORTURE="--points 10000 --mails 100000")
	@./tests/ensure-dovecot
	@$(BIN)/python -m bench.torture $(TORTURE)

pictures: $(VENV)/.developing ## The pictures of the README, taken anew in Chromium
	@./tests/ensure-chromium $(BIN)/python
	@$(BIN)/python -m bench.pictures

audit: $(VENV)/.installed ## Known vulnerabilities in what is installed (asks the advisory services)
	@$(BIN)/python -m bench.audit

clean: ## Remove everything that was made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis
