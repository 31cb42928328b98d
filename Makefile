# One verb a line; `make` alone lists them. Everything lives in .venv, and stamps in it say what is installed.
# On a command line: PORT=8001, WORKERS=4 (of the tests), ARGS="-k merge" (to pytest), PYTHON=python3.12.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help run dev shell test test-all test-rest test-core audit crawl screenshots messages lint format \
	lint-style lint-types lint-imports lint-declared lint-migrations lint-deploy lint-size lint-house pictures

PY := .venv/bin/python
PIP := $(PY) -m pip install --disable-pip-version-check --quiet
WORKERS ?= 2
# In the order of tests/conftest.py: otherwise files of few and long tests come last, and one worker waits for the other.
PYTEST := $(PY) -m pytest -n $(WORKERS) --no-loadscope-reorder $(ARGS)

# The drivers of PostgreSQL and Redis are installed where an address, in the environment or in .env, asks for them.
SCALE := $(shell { echo "$$DATABASE_URL $$CACHE_URL"; cat .env 2>/dev/null; } | grep -Eo '(postgres|redis)' | head -n 1)
RUNTIME := .venv/.$(if $(SCALE),requirements-scale,requirements)
DEVELOPMENT := .venv/.requirements-dev

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

run: $(RUNTIME) .env locale/.compiled staticfiles/staticfiles.json ## install, prepare and serve http://127.0.0.1:8000 (PORT= to change)
	@$(PY) deploy/gunicorn.conf.py
	@$(PY) manage.py setup
	@exec $(PY) -m gunicorn --config deploy/gunicorn.conf.py baytaq_site.wsgi

dev: $(RUNTIME) .env locale/.compiled ## the same with DEBUG and a server that reloads
	@$(PY) deploy/gunicorn.conf.py
	@DEBUG=true $(PY) manage.py setup
	@DEBUG=true exec $(PY) manage.py runserver $(or $(PORT),8000)

shell: $(RUNTIME) .env ## a Python shell with the models at hand
	@$(PY) manage.py shell

# Tables straight from the models; the site of the journeys, and `test-core` on PostgreSQL, come by the migrations.
test: $(DEVELOPMENT) locale/.compiled node_modules/.stamp ## the fast tests, on SQLite, with a smoke of the slow ones
	@env -u DATABASE_URL $(PYTEST) --no-migrations

test-all: $(DEVELOPMENT) locale/.compiled node_modules/.stamp ## all tests but audits, on SQLite; journeys where there is a Chromium
	@env -u DATABASE_URL TESTS=whole $(PYTEST) --no-migrations -m "not audit"

test-rest: $(DEVELOPMENT) locale/.compiled node_modules/.stamp ## what test-all runs beyond test
	@env -u DATABASE_URL TESTS=whole $(PYTEST) --no-migrations -m "(slow or wider) and not audit"

test-core: $(DEVELOPMENT) locale/.compiled ## tests without browser and node; DATABASE_URL=postgres://... chooses PostgreSQL
	@TESTS=whole $(PYTEST) -m "not audit and not journey and not npm"

audit: $(DEVELOPMENT) locale/.compiled node_modules/.stamp ## the slow checks: accessibility, links, load
	@$(PY) -m pytest -m audit $(ARGS)

crawl: $(DEVELOPMENT) locale/.compiled ## every public answer of the demo against the kept ones (ARGS=--keep keeps them anew)
	@WORKERS=$(WORKERS) $(PY) -m tests.crawl $(ARGS)

screenshots: $(DEVELOPMENT) ## pictures of the main pages
	@$(PY) -m tests.screenshots

lint: lint-style lint-types lint-imports lint-declared lint-migrations lint-deploy lint-size lint-house ## style, types, import order, migrations, deployment, file size

# Babel's own tools, so that no machine needs GNU gettext. Texts that are gone go from the catalogues.
BABEL := $(PY) -m babel.messages.frontend --quiet
KEYWORDS := -k gettext_lazy -k ngettext_lazy:1,2 -k pgettext_lazy:1c,2 -k npgettext_lazy:1c,2,3

messages: $(DEVELOPMENT) ## bring the catalogues of locale/ up to date with the texts of code and templates
	@$(BABEL) extract --mapping babel.cfg --add-location=file --sort-by-file $(KEYWORDS) -o locale/django.pot .
	@$(BABEL) update -i locale/django.pot -d locale -D django --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

locale/.compiled: $(wildcard locale/*/LC_MESSAGES/django.po) | $(RUNTIME)
	@$(PY) -m baytaq_site.first_use catalogues
	@touch $@

format: $(DEVELOPMENT) ## put the code into the house style
	@$(PY) -m ruff check --fix-only --quiet .
	@$(PY) -m ruff format .

lint-style: $(DEVELOPMENT)
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

lint-types: $(DEVELOPMENT)
	@$(PY) -m mypy

lint-imports: $(DEVELOPMENT)
	@.venv/bin/lint-imports

lint-declared: $(DEVELOPMENT) # every import stands in the requirements
	@.venv/bin/deptry --no-ansi .

lint-house: $(DEVELOPMENT) # what no linter knows; the pictures of the house are drawn from it
	@$(PY) -m tests.house
	@$(PY) -m docs.pictures --check

pictures: $(DEVELOPMENT) ## draw the pictures of docs/developing.md anew
	@$(PY) -m docs.pictures

# Settings as in production, whatever .env says; no check needs a stored database.
PRODUCTION = env DEBUG=false HTTPS=true DATABASE_URL=sqlite://:memory: HISTORY_KEY= \
	SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(50))')

lint-migrations: $(DEVELOPMENT)
	@$(PRODUCTION) $(PY) manage.py makemigrations --check --dry-run

lint-deploy: $(DEVELOPMENT)
	@$(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING

# Files stay small: aim under 150 lines, think again at 300; this is the wall. Generated and foreign files are not ours.
lint-size:
	@find . \( -name '.?*' -o -name node_modules -o -name staticfiles -o -name vendor -o -name migrations \) -prune \
		-o -type f \( -name '*.py' -o -name '*.html' -o -name '*.css' -o -name '*.js' \) -print0 | xargs -0 wc -l \
		| awk '$$2 != "total" && $$1 > 400 { print $$2 ": " $$1 " lines, more than 400"; bad = 1 } END { exit bad }'

.venv/bin/python:
	@sh deploy/venv.sh

.venv/.%: %.txt | .venv/bin/python
	@echo "Installing $<"
	@$(PIP) -r $<
	@touch $@

.venv/.requirements-scale: requirements.txt
.venv/.requirements-dev: requirements-scale.txt requirements.txt

.env: | $(RUNTIME)
	@$(PY) -m baytaq_site.first_use keys

staticfiles/staticfiles.json: $(RUNTIME) $(shell find static */static -type f 2>/dev/null) | .env
	@echo "Collecting static files"
	@$(PY) manage.py collectstatic --noinput --verbosity 0
	@touch $@

# Without npm, or without a network, the tests that need it are skipped and say so.
node_modules/.stamp: package.json package-lock.json
	@if command -v npm >/dev/null; then npm ci --no-audit --no-fund --silent && touch $@; fi || true
