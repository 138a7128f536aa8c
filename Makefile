# Two commands are enough: `make demo` and `make test`. Each sets up .venv by itself (Python >= 3.11, nothing else).
.DEFAULT_GOAL := help
SHELL := /bin/sh
BIN := .venv/bin
# the newest Python that is new enough; name another with `make demo PYTHON=…`
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)

.PHONY: help demo test slow check bench load nation docs clean browser

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*  ## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

demo: .venv/ready  ## import two fictional schools, judge them, serve the dashboard
	@$(BIN)/ediary demo

test: .venv/ready check browser  ## style, types and every test but the slow ones (a browser is fetched when none is there)
	@$(BIN)/python -m pytest -n 2 -m "not slow" $(PYTEST)

slow: .venv/ready browser  ## the slow ones: kills, every role and query, long schools, other servers
	@$(BIN)/python -m pytest -n 2 -m slow $(PYTEST)

check: .venv/ready  ## style, types, SQL, architecture
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/sqlfluff lint --disable-progress-bar src/ediary_analytics/sql
	@$(BIN)/lint-imports

bench: .venv/ready  ## measure import, judging and measures; rewrite their part of benchmarks/RESULTS.md
	@$(BIN)/python benchmarks/run.py

load: .venv/ready  ## fifty viewers of the dashboard at once; rewrite their part of benchmarks/RESULTS.md
	@$(BIN)/python benchmarks/load.py

nation: .venv/ready  ## many schools beside polars, pandas and Dask (half an hour); rewrite their part of RESULTS.md
	@$(BIN)/python benchmarks/nation.py

docs: .venv/ready browser  ## rewrite what is generated: catalogue of messages, manual of duties, screenshots
	@mkdir -p build
	@$(BIN)/pybabel -q extract --no-default-keywords -k _ -k N_ -k ngettext:1,2 --no-location \
		-o build/messages.pot app.py pages src/ediary_analytics
	@$(BIN)/pybabel -q update -N --no-wrap --ignore-pot-creation-date -i build/messages.pot -D ediary -d src/ediary_analytics/locale -l lt
	@$(BIN)/python docs/make_docs.py
	@$(BIN)/python docs/make_metrics.py
	@$(BIN)/python docs/make_screens.py

browser: .venv/ready
	@$(BIN)/python tests/support/browser.py

clean:  ## remove the environment and everything built
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/artifacts
	find src -name '*.mo' -delete

.venv/ready: requirements.lock pyproject.toml hatch_build.py $(wildcard src/ediary_analytics/locale/*/LC_MESSAGES/*.po)
	@test -n "$(PYTHON)" || { echo "Python: no version from 3.11 on was found. Install one, or name it: make demo PYTHON=/path/to/python"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "Python: it cannot make an environment. On Debian and Ubuntu: apt install python3-venv"; exit 2; }
	@echo "Setting up .venv (once, a minute or two) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
