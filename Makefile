# Everything a developer runs. `make demo` and `make test` need Python 3.11 or later, make and pip, and nothing else.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
KILLS ?= 1000
ENDS ?= 100
SEED ?= 20260801
ORACLES ?= 300
HARMS ?= 10000
INSTALLED := $(VENV)/installed

.PHONY: help demo test check lint types imports fresh fallback golden docs bench-crawl bench-extract bench-corpus bench-ocr bench-startup
.PHONY: bench-bundle bench-changes bench-facts bench-federation bench-index bench-relevance bench-round-trip bench-second campaign clean floors

help:  ## List the targets.
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "%-14s %s\n", $$1, $$2}'

$(INSTALLED): pyproject.toml requirements-dev.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "foi-index needs Python 3.11 or later")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@tools/packages.sh
	touch $@

demo: $(INSTALLED)  ## Crawl, read, index and search a small site that comes with foi.
	$(BIN)/foi --data demo-data demo

test: $(INSTALLED)  ## Run everything CI runs.
	$(MAKE) --no-print-directory check
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest --numprocesses auto  # two thousand processes need not compile foi anew

check: lint types imports  ## Style, types, and the direction of imports.

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(INSTALLED)
	$(BIN)/mypy

imports: $(INSTALLED)
	$(BIN)/lint-imports

fresh: $(INSTALLED)  ## Install run-time dependencies only, in a new environment, and start foi there.
	tools/fresh.sh $(PYTHON)

fallback: $(INSTALLED)  ## Run the index tests on the distribution of Whoosh we would fall back to.
	tools/fallback.sh $(PYTHON)

golden: $(INSTALLED)  ## Write the expected outputs anew; read the difference as if it were somebody else's.
	GOLDEN=write $(BIN)/pytest -q tests/search_cli/test_golden.py

docs: $(INSTALLED)  ## Write docs/cli.md and the man page anew from --help, and the pages of foi help.
	$(BIN)/python tools/help_pages.py
	$(BIN)/python tools/cli_reference.py > docs/cli.md
	$(BIN)/python tools/man_page.py > docs/man/foi.1

bench-startup: $(INSTALLED)  ## Time a cold search, over PAGES pages if given, against Python alone, and say where the time goes.
	$(BIN)/python -m benchmarks.startup

bench-extract: $(INSTALLED)  ## Read the shared corpus with ours and others side by side: PDF, whole path, scans, hostile files.
	$(BIN)/python benchmarks/extract.py
	$(BIN)/python benchmarks/whole_path.py
	$(BIN)/python benchmarks/ocr.py
	$(BIN)/python benchmarks/hostile.py

bench-corpus: $(INSTALLED)  ## Time adding, reading and indexing the shared corpus, by stage.
	$(BIN)/python benchmarks/corpus.py

bench-facts: $(INSTALLED)  ## Measure facts by labels that were kept aside, and by those rules were made on; what they cost is in bench-corpus.
	for kind in money bodies exemptions letters links; do $(BIN)/python -m benchmarks.facts.$$kind; done
	$(BIN)/python -m benchmarks.facts.duplicates

bench-ocr: $(INSTALLED)  ## Compare the reading of scans with tesseract alone.
	$(BIN)/python benchmarks/ocr.py

bench-crawl: $(INSTALLED)  ## Time a crawl of a local site without any delay.
	$(BIN)/python benchmarks/crawl.py

bench-second: $(INSTALLED)  ## Count what a second crawl of unchanged sites asks for, and what it stores.
	$(BIN)/python benchmarks/second_run.py

bench-relevance: $(INSTALLED)  ## Rank three test collections beside stock Whoosh, and look for known pages.
	$(BIN)/python -m benchmarks.relevance

bench-federation: $(INSTALLED)  ## Ask twenty indexes as one beside one of all: the ranking, and the time over PAGES (20000) pages.
	$(BIN)/python -m benchmarks.federation

floors: $(INSTALLED)  ## Measure the ranking and raise the floors of the suite to it; none is lowered.
	$(BIN)/python -m benchmarks.relevance --raise

bench-index: $(INSTALLED)  ## Build, ask and add beside SQLite FTS5 and tantivy on PAGES (50000) pages of English.
	$(BIN)/pip install --quiet --disable-pip-version-check 'tantivy>=0.27'
	$(BIN)/python -m benchmarks.index

bench-bundle: $(INSTALLED)  ## Write the shared corpus and PAGES (100000) pages as bundles: size against the text alone, time, memory.
	$(BIN)/python -m benchmarks.bundle

bench-round-trip: $(INSTALLED)  ## Hand a collection of PAGES (100000) pages on and take it in elsewhere: time, memory, the same answers.
	$(BIN)/python -m benchmarks.collection round-trip-data
	$(BIN)/foi --data round-trip-data --quiet index
	$(BIN)/python -m benchmarks.round_trip round-trip-data

bench-changes: $(INSTALLED)  ## Edit sites of ten kinds some 900 times; `foi changes` must tell of each edit, and of no other.
	FOI_SIZE=40 FOI_EDITS=15 FOI_ROUNDS=6 $(BIN)/pytest -n 0 -q -s tests/scraper/test_edits.py

campaign: $(INSTALLED)  ## Kill crawls at KILLS random moments, break sources in 60 ways, ask ORACLES times 1,000 random queries; press Ctrl-C; have cron run foi; end updates at ENDS random moments; kill exports and imports; change HARMS bytes of bundles.
	FOI_KILLS=$(KILLS) FOI_SEED=$(SEED) $(BIN)/pytest -n 0 -q -s tests/scraper/test_kills.py
	$(BIN)/python benchmarks/interrupts.py 50 $(SEED)
	FOI_ENDS=$(ENDS) $(BIN)/pytest -n 0 -q tests/search_cli/test_update_ended.py -k any_moment
	FOI_HARMS=$(HARMS) FOI_SEED=$(SEED) $(BIN)/pytest -n 0 -q tests/indexer/bundle/test_damage.py tests/indexer/bundle/test_fields.py
	FOI_IMPORT_KILLS=0 $(BIN)/pytest -n 0 -q tests/indexer/bundle/test_importing.py -k any_moment
	FOI_STOCK=anew $(BIN)/pytest -n 0 -q tests/indexer/extract/test_lean_corpus.py -k same_rules
	FOI_CRON=minute $(BIN)/pytest -n 0 -q tests/search_cli/test_crond.py
	FOI_KILLS=$(KILLS) $(BIN)/pytest -n 0 -q tests/indexer/bundle/test_writing.py -k killed
	$(BIN)/python benchmarks/health.py
	$(BIN)/python benchmarks/health.py --one
	$(BIN)/python benchmarks/health.py --unseen
	FOI_FIRST=10 FOI_LAST=$$((10 + $(ORACLES))) $(BIN)/pytest -n auto -q tests/indexer/engine/test_oracle.py -k every_query
	FOI_SPLITS=40 $(BIN)/pytest -n auto -q tests/indexer/federation/test_folding.py tests/indexer/engine/segments/test_opened_together.py

clean:  ## Remove the environment and the demo's data.
	rm -rf $(VENV) demo-data round-trip-data .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
