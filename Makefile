# make demo   install everything and serve a synthetic district at http://127.0.0.1:$(PORT)
# make test   check, then all tests on SQLite and PostgreSQL and in Chromium
# make equivalence   the law in Python, DuckDB, SQLite and PostgreSQL over all forged histories (long)
# make bench  measure against the goals of benchmarks/README.md; make bench-peers beside other tools
# make check  lint, strict types, import contracts, corpus
PORT ?= 8000
PY ?= python3
export PORT
V := .venv/bin

.PHONY: demo test check equivalence bench bench-peers format lock clean screenshots help
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# //p' Makefile

.venv/boot: requirements/uv.txt
	@sh tools/python-venv "$(PY)"
	@$(V)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

.venv/run: .venv/boot requirements/run.txt pyproject.toml
	@[ -e .venv/dev ] || $(V)/uv pip install --quiet --python $(V)/python --require-hashes -r requirements/run.txt
	@$(V)/uv pip install --quiet --python $(V)/python --no-deps --no-build-isolation --offline -e .
	@touch $@

.venv/dev: .venv/boot requirements/dev.txt
	@$(V)/uv pip install --quiet --python $(V)/python --require-hashes -r requirements/dev.txt
	@touch $@

demo: .venv/run
	@$(V)/xiezhi demo --port $(PORT)

check: .venv/dev .venv/run
	@$(V)/ruff check .
	@$(V)/ruff format --check .
	@$(V)/mypy
	@$(V)/lint-imports
	@$(V)/xiezhi corpus check

test: check
	@sh tools/browser-packages
	@PYTHONHASHSEED=0 $(V)/pytest -n 2 --dist loadgroup

## `make test` does a seeded part of this.
equivalence: .venv/dev .venv/run
	@XIEZHI_FORGE_WHOLE=1 $(V)/pytest tests/law/test_equivalence_of_facts.py tests/law/test_equivalence_of_histories.py tests/insight/test_forged_histories.py

bench: .venv/dev .venv/run
	@$(V)/python benchmarks/run.py

## Peers may be under licences that a product could not bear: they live in an environment of their own.
.cache/peers/ready: .venv/boot requirements/peers.txt
	@$(V)/uv venv --quiet --clear --python $(V)/python .cache/peers
	@$(V)/uv pip install --quiet --python .cache/peers/bin/python --require-hashes -r requirements/peers.txt
	@$(V)/uv pip install --quiet --python .cache/peers/bin/python --no-deps --no-build-isolation --offline -e .
	@touch $@

bench-peers: .cache/peers/ready
	@.cache/peers/bin/python benchmarks/run.py bench_peers

format: .venv/dev
	@$(V)/ruff check --fix .
	@$(V)/ruff format .

lock: .venv/boot
	@requirements/compile

clean:
	@rm -rf .venv .cache var dist

## Pictures of the read-me, from a demo running at PORT.
screenshots: .venv/dev
	@$(V)/python tools/screenshots.py http://127.0.0.1:$(PORT)
