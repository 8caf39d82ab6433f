SHELL = /bin/sh
.DELETE_ON_ERROR:
.SUFFIXES:
.DEFAULT_GOAL := all

PY := .venv/bin/python
BUILT := .cache/built
# The folders stand in the lists so that a file taken away counts as a change too.
CODE := $(shell find pipeline -type f ! -name '*.pyc' ! -name '.*')
RAW := $(filter-out raw/rejected,$(wildcard raw raw/*))
TABLES := processed $(wildcard processed/*)

# An environment whose Python no longer runs (half made, or Python was upgraded) is made anew.
ifeq ($(shell $(PY) -c 'print("runs")' 2>/dev/null),)
$(shell rm -f .venv/.run .venv/.dev)
endif

.PHONY: all build inspect test check golden bench lock clean help

all: build ## everything: set up, build the tables (the default)

build: $(BUILT) ## the tables in processed/, from the newest saved page
	@$(if $(NEW_BUILD),:,echo "Nothing to do: the tables in processed/ are up to date.")

inspect: $(BUILT) ## show the tables here; MUNICIPALITY=Zwolle shows all that is known of one
	@$(PY) -m pipeline inspect $${MUNICIPALITY:+"$$MUNICIPALITY"}

test: .venv/.dev ## run the tests
	$(PY) -m pytest

check: .venv/.dev ## lint, formatting and types
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

golden: .venv/.dev ## write the expected tables anew and show what changed
	$(PY) -m tests.golden

bench: .venv/.dev ## measure speed against other tools
	$(PY) -m tests.bench

lock: ## remake the lock files from pyproject.toml (needs uv)
	$(LOCK) --output-file requirements.lock
	$(LOCK) --all-extras --group test --group bench --group lint \
	  --constraints requirements.lock --output-file requirements-dev.lock

clean: ## remove what make set up (.venv, caches); the tables stay
	rm -rf .venv .cache .hypothesis
	find pipeline tests -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

LOCK := uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 \
  --generate-hashes --no-emit-index-url --no-header

$(BUILT): .venv/.run $(CODE) $(RAW) $(TABLES)
	@$(PY) -m pipeline build
	@mkdir -p $(@D) && touch $@
	$(eval NEW_BUILD := yes)

processed:
	@mkdir -p $@

# The stamps are written last, so an environment that was interrupted is made again.
.venv/.run: requirements.lock tools/venv
	@sh tools/venv create .venv
	@sh tools/venv install .venv requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.run
	@sh tools/venv install .venv requirements-dev.lock
	@touch $@
