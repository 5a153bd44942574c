# MedPort Desktop. `make help` lists what there is; each target first makes what it needs.

PYTHON ?= python3
OUT    ?= out/tour
CHAOS  ?= out/chaos
MINUTES ?= 5
TIMES  ?= 20
# Tests mostly wait for servers: each worker has three of its own. WORKERS=0 runs them in one process.
WORKERS ?= 3
PYTEST = QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(PYTEST_FLAGS)
# What takes long, and what few changes break: upgrades, servers that are away, layouts at every size, strange values.
LONG   := tests/fuzz tests/gui_contrast tests/gui_layout tests/gui_waiting tests/server tests/standby tests/test_tour.py \
          tests/upgrade
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
PACKER := $(VENV)/.installer

.DEFAULT_GOAL := help
.PHONY: help venv system run test test-long chaos fuzz check format tour bench installer installer-check lock clean

help:  ## List the targets
	@awk 'BEGIN {FS = ":.*## "; print "make TARGET, where TARGET is:"} \
		/^[a-z-]+:.*## / {printf "  %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

system:  ## Say what this machine lacks, and the command that installs it
	@$(PYTHON) tools/system_check.py

venv: $(STAMP)  ## Make the virtual environment (.venv) with the pinned packages

$(STAMP): pyproject.toml requirements.lock | system
	@echo "Installing the pinned packages into $(VENV) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[dev]'
	@touch $@

run: $(STAMP) | system  ## Start the demo's three databases if need be, and open the console
	@$(BIN)/python -m medport_desktop

test: $(STAMP)  ## Run the tests, against real PostgreSQL servers and real windows; those that take long apart
	@$(PYTEST) $(addprefix --ignore=,$(LONG))

test-long: $(STAMP)  ## Run the others: upgrades, servers, layouts at every size, strange values
	@$(PYTEST) $(LONG)

chaos: $(STAMP)  ## People at work while servers, networks and consoles fail: MINUTES=5, and SEED=n for the same again
	@$(BIN)/python -m tests.chaos --minutes $(MINUTES) $(if $(SEED),--seed $(SEED)) --out $(CHAOS)

fuzz: $(STAMP)  ## Throw TIMES=20 times as many strange values at every command and form, others each time
	@MEDPORT_FUZZ=$(TIMES) QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest tests/fuzz $(PYTEST_FLAGS)

check: $(STAMP)  ## Lint, formatting, types, layers, generated files, security: code, secrets, known holes in packages
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python tools/compile_forms.py --check
	@$(BIN)/python -m tools.access --check
	@$(BIN)/bandit -q -c pyproject.toml -r medport_desktop tools installer benchmarks
	@$(BIN)/python tools/check_secrets.py
	@$(BIN)/python tools/audit_packages.py

format: $(STAMP)  ## Format the code and mend what the linter can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

tour: $(STAMP)  ## Do the main job through the real windows; pictures go to OUT (out/tour)
	@$(BIN)/python -m medport_desktop tour --out $(OUT) --offscreen

bench: $(STAMP)  ## Measure: commit to row on another window, sign-in, a board of 5,000 rows
	@$(BIN)/python -m benchmarks.latency
	@$(BIN)/python -m benchmarks.sign_in
	@$(BIN)/python -m benchmarks.boards

installer: $(PACKER)  ## Build the program with all that it needs into dist/, one archive a flavour
	@$(BIN)/python -m installer.build $(FLAVOUR)

$(PACKER): $(STAMP)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[dev,installer]'
	@touch $@

installer-check: $(PACKER)  ## Unpack what is in dist/ elsewhere and use it, with an empty environment
	@$(BIN)/python -m installer.check $(FLAVOUR)

lock: $(STAMP)  ## Write the versions now in .venv to requirements.lock
	@$(BIN)/python -m pip freeze --exclude-editable > requirements.lock

clean:  ## Remove what make made; the demo's data stays (medport demo reset)
	@rm -rf $(VENV) build dist out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
