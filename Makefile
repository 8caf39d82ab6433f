# For GNU make this is a rule that nothing asks for, for the make of the BSDs an error; no other line is for both.
.error : GNU make 3.81 or newer is needed, and this is another make - where that is so, GNU make is called gmake

SHELL = /bin/sh
.DELETE_ON_ERROR:
.SUFFIXES:
.DEFAULT_GOAL := all

PY := .venv/bin/python
BUILT := .cache/built
# What has changed since the last build. `find` says so, since make takes a name with a blank for two and stops at one
# with a colon. The folders are among it, so that a file taken away counts as a change too.
CHANGED := $(shell test -d processed || echo processed; \
  find pipeline -type f ! -name '*.pyc' ! -name '.*' -newer $(BUILT) 2>/dev/null; \
  find -H raw raw/* processed processed/* -prune ! -path raw/rejected -newer $(BUILT) 2>/dev/null)
LOCK := uv pip compile --quiet --upgrade --universal --python-version 3.11 \
  --generate-hashes --no-emit-index-url --no-header

# An environment whose Python no longer runs (half made, or Python was upgraded) is made anew.
ifeq ($(shell $(PY) -c 'print("runs")' 2>/dev/null),)
$(shell rm -f .venv/.run .venv/.dev)
endif

.PHONY: all newest fetch snapshots build inspect review report xlsx sqlite browse public docs test check golden accuracy bench bench-growth bench-archives lighthouse picture fuzz lock clean help changed

# A make of its own for building: raw/ has changed since this one looked.
all: newest ## everything: fetch the newest page, build the tables and the report (the default)
	@$(MAKE) --no-print-directory build

# 3: no origin gave the page. The command has said so; the saved page will do.
newest: .venv/.run
	@$(if $(filter-out 0,$(OFFLINE)),echo "Offline: building from the saved page.",$(PY) -m pipeline fetch $${ACCEPT:+--accept "$$ACCEPT"} || [ $$? -eq 3 ])

fetch: .venv/.run ## bring the newest published page into raw/
	@$(PY) -m pipeline fetch $${ACCEPT:+--accept "$$ACCEPT"}

snapshots: .venv/.run ## list the saved pages, what each holds and how it differs from the one before
	@$(PY) -m pipeline snapshots

build: $(BUILT) ## the tables, the report and the file for spreadsheets from the newest saved page; ACCEPT="reason" where they lose something
	@$(if $(NEW_BUILD),:,echo "Nothing to do: the tables in processed/ are up to date.")

inspect: $(BUILT) ## show the tables here; MUNICIPALITY=Zwolle shows all that is known of one
	@$(PY) -m pipeline inspect $${MUNICIPALITY:+"$$MUNICIPALITY"}

review: .venv/.run ## what waits for a person, as entries for pipeline/definition/corrections.toml; PAGE=FILE of one page
	@$(PY) -m pipeline review $${PAGE:+--page "$$PAGE"}

report: $(BUILT) ## the report alone: processed/report.html
	@$(PY) -m pipeline report && touch $(BUILT)

xlsx: $(BUILT) ## the file for spreadsheets alone
	@$(PY) -m pipeline xlsx && touch $(BUILT)

sqlite: $(BUILT) ## the tables as one SQLite file with full-text search
	@$(PY) -m pipeline sqlite && touch $(BUILT)

browse: .venv/.dev $(BUILT) ## serve the SQLite file on this machine, and open the projects in a browser
	@$(PY) -m pipeline sqlite --metadata .cache/browse.json && touch $(BUILT)
	@$(PY) tools/browse.py processed/*.sqlite .cache/browse.json

public: $(BUILT) ## the tables without personal data: processed/public/
	@$(PY) -m pipeline public && touch $(BUILT)

docs: .venv/.run ## write docs/tables.md and docs/tabellen.md from the definition of the tables
	@$(PY) -m pipeline docs

# A core that has nothing left takes tests from another: the slowest are in files with few tests.
test: .venv/.dev .cache/pywb/.ready ## run the tests, on all cores
	$(PY) -m pytest --numprocesses auto --dist worksteal

check: .venv/.dev ## lint, formatting and types
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

golden: .venv/.dev ## write the expected tables anew and show what changed
	$(PY) -m tests.golden

accuracy: .venv/.dev ## measure how right the tables are on made pages, and write docs/accuracy.md
	$(PY) -m tests.accuracy

bench: .venv/.dev ## measure speed against other tools
	$(PY) -m tests.bench

bench-growth: .venv/.dev ## measure how time and memory grow with the size of a page, for every shape
	$(PY) -m tests.growth

bench-archives: .venv/.dev ## measure reading whole archives of the web; or PAGES=50000 WORK=60, ENTRIES=1000000, KILLS=20
	$(PY) -m tests.bench_archives $${PAGES:+--pages "$$PAGES"} $${WORK:+--work "$$WORK"} $${ENTRIES:+--entries "$$ENTRIES"} $${KILLS:+--kills "$$KILLS"}

lighthouse: .venv/.dev $(BUILT) ## how well the report does on a telephone by Lighthouse, which 'sh tools/node' installs
	$(PY) -m tests.lighthouse

picture: .venv/.dev $(BUILT) ## take the picture of the report in the README anew
	$(PY) -m tests.picture

fuzz: .venv/.dev ## read pages that nobody would publish, made at random; MINUTES=2, SEED=WORD to make the same again
	@$(PY) -m tests.fuzz --minutes $${MINUTES:-2} $${SEED:+--seed "$$SEED"}

lock: ## remake the lock files from pyproject.toml (needs uv)
	$(LOCK) pyproject.toml --output-file requirements.lock
	$(LOCK) pyproject.toml --all-extras --group test --group bench --group names --group lint \
	  --constraints requirements.lock --output-file requirements-dev.lock
	$(LOCK) tests/archive/requirements.in --output-file tests/archive/requirements.lock

clean: ## remove what make set up (.venv, caches); the tables stay
	rm -rf .venv .cache .hypothesis
	find pipeline tests -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s  %s\n", $$1, $$2 }' Makefile

$(BUILT): .venv/.run $(if $(CHANGED),changed)
	@$(PY) -m pipeline build --changes-later $${ACCEPT:+--accept "$$ACCEPT"}
	@$(PY) -m pipeline report
	@$(PY) -m pipeline xlsx
	@$(PY) -m pipeline changes --quiet
	@mkdir -p $(@D) && touch $@
	$(eval NEW_BUILD := yes)

.venv/.run: requirements.lock tools/venv
	@sh tools/venv fresh $@ requirements.lock

# The web archive that the tests of fetching run has packages of its own.
.cache/pywb/.ready: tests/archive/requirements.lock tools/venv
	@sh tools/venv fresh $@ tests/archive/requirements.lock

.venv/.dev: requirements-dev.lock .venv/.run
	@sh tools/venv add $@ requirements-dev.lock
