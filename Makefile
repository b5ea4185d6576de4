# Two commands are enough: `make start` runs Veiligheidskompas, `make test` proves that it works.
# Only Python 3.11 or newer and make are needed; everything else comes into .venv.

.DEFAULT_GOAL := help
.PHONY: help start test check format lock wheel clean
MAKEFLAGS += --no-print-directory

# The first Python on this machine that is new enough and can make an environment.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)
BIN := .venv/bin

help:  ## Show what can be made.
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 14

start: .python  ## Start Veiligheidskompas with the example, and print its address.
	@"$(PYTHON)" tools/opzet.py start
	@exec $(BIN)/kompas start $(ARGS)

test: .python  ## Install what the tests need and run all of them.
	@"$(PYTHON)" tools/opzet.py test
	@exec $(BIN)/python tools/toets.py

check: .python  ## Only the static part: lint, types, import contracts, templates.
	@"$(PYTHON)" tools/opzet.py test
	@exec $(BIN)/python tools/toets.py statisch

format: .python  ## Format the Python code.
	@"$(PYTHON)" tools/opzet.py test
	@$(BIN)/ruff check --fix-only --quiet . ; $(BIN)/ruff format --quiet .

lock: .python  ## Make the locked requirements anew from pyproject.toml.
	@"$(PYTHON)" tools/opzet.py test
	@$(BIN)/python tools/sloten.py $(ARGS)

wheel: .python  ## Build the wheel into dist/.
	@"$(PYTHON)" tools/opzet.py test
	@$(BIN)/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist . && ls -l dist

clean:  ## Remove the environment and everything that was built (not your data folder).
	rm -rf .venv node_modules src/kompas/ui/static/ui/vendor dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .opzet.slot

.PHONY: .python
.python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 of nieuwer is nodig (met de module venv; op Debian en Ubuntu: python3-venv)."; exit 1; }
