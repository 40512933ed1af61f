# make run    an environment, the app on localhost; where there is no store yet the labelled demo fills it behind
# make test   an environment, Debian's Chromium, every check and test: make check, quick, slow and browser
# make quick  the tests of everyday work, a minute
# make drill  kills, torn writes, full and failing disks, power cuts, damage, the heaviest files: the long form, an hour or two
# make bench  speed as ratios, written to benchmarks/README.md
# make fuzz   the coverage-guided fuzzer on the reader, SECONDS=300
# make nginx  the deployment of docs/deploy.md, run: nginx with TLS, the app, a sign-in at a real provider
# make attack  whoever wants to stop it, against that deployment: what each attack costs; make soak: twenty people, half an hour
# make pictures  the pictures of the user guide and the README, from the demo (DEMO_STORE= names one that is there)
# make audit  known holes in packages (where an advisory service answers), secrets in the repository, licences
# make lock   after a change of requirements*.txt: the packages with their hashes, and the bill of materials
.PHONY: pictures nginx attack soak audit lock fuzz run test check quick slow browser drill compiler bench fix

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOME_OF_STORE := $(or $(INDICATORS_HOME),var)
PORT ?= 8501
# What is compiled once need not be compiled by every worker and every process that a test starts.
unexport PYTHONDONTWRITEBYTECODE
APT := $(if $(filter 0,$(shell id -u)),,sudo) apt-get -qq

run: $(VENV)/run
	@test -e "$(HOME_OF_STORE)/truth.lock" -o -e "$(HOME_OF_STORE)/ledger.jsonl" || { mkdir -p "$(HOME_OF_STORE)" && touch "$(HOME_OF_STORE)/demo-unfinished"; }
	INDICATORS_DEMO=1 $(BIN)/streamlit run app.py --server.port $(PORT)

# A hole that became known since is told here and fails only `make audit`: what was green stays so.
test: export HOLES := told
test: check quick slow browser audit

check: $(VENV)/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# In memory where there is some: what a disk may do to us is for the slow ones. Neighbours in a file share what one of them made.
# Plugins that only slow and browser tests use are not loaded.
quick: $(VENV)/dev
	TMPDIR=$$(test -w /dev/shm -a $$(df --output=avail /dev/shm 2>/dev/null | awk 'END {print $$1 + 0}') -gt 4000000 && echo /dev/shm || echo /tmp) $(BIN)/pytest -p no:schemathesis -p no:playwright -p no:anyio -n 2 --dist worksteal --ignore tests/browser -m "not slow"

slow: $(VENV)/dev compiler
	$(BIN)/pytest -n 2 --ignore tests/browser -m slow

browser: $(VENV)/dev
	@command -v chromium >/dev/null || { $(APT) update && $(APT) install -y --no-install-recommends chromium; }
	$(BIN)/pytest tests/browser

drill: $(VENV)/dev compiler
	$(BIN)/python -m tests.drills
	DRILL=1 $(BIN)/pytest tests/data/reading/test_hostile.py

# For tests/drills/shim.c, which stands between a process and its files.
compiler:
	@command -v cc >/dev/null || { $(APT) update && $(APT) install -y --no-install-recommends gcc libc6-dev; }

# On what the reader promises; a find becomes a case of tests/hostile.
fuzz: $(VENV)/dev
	$(BIN)/pip install --quiet --disable-pip-version-check atheris==3.0.0
	$(BIN)/python -m tests.fuzz $(or $(SECONDS),300)

nginx: $(VENV)/dev
	@test -x /usr/sbin/nginx || command -v nginx >/dev/null || { $(APT) update && $(APT) install -y --no-install-recommends nginx-light; }
	$(BIN)/pytest tests/browser/behind_nginx.py tests/browser/behind_nginx_attacked.py

attack: $(VENV)/dev
	@test -x /usr/sbin/nginx || command -v nginx >/dev/null || { $(APT) update && $(APT) install -y --no-install-recommends nginx-light; }
	$(BIN)/python -m tests.attacks $(ATTACK)

soak: $(VENV)/dev
	@test -x /usr/sbin/nginx || command -v nginx >/dev/null || { $(APT) update && $(APT) install -y --no-install-recommends nginx-light; }
	$(BIN)/python -m tests.attacks soak $(SECONDS)

pictures: $(VENV)/dev
	@command -v chromium >/dev/null || { $(APT) update && $(APT) install -y --no-install-recommends chromium; }
	$(BIN)/python -m tests.pictures

audit: $(VENV)/dev
	$(BIN)/pip install --quiet --disable-pip-version-check pip-audit detect-secrets
	$(BIN)/python tests/audit.py

lock: $(VENV)/dev
	$(BIN)/pip install --quiet --disable-pip-version-check uv cyclonedx-bom
	$(BIN)/python -m tests.lock $(if $(UPGRADE),--upgrade)

bench: $(VENV)/dev
	$(BIN)/pip install --quiet --disable-pip-version-check dash gunicorn
	$(BIN)/python -m benchmarks

fix: $(VENV)/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/python -m tests.support.architecture

# Debian keeps ensurepip in a package of its own.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { $(APT) update && $(APT) install -y python3-venv; }
	$(PYTHON) -m venv $(VENV)

# Only files whose hashes we know are installed.
$(VENV)/run: $(VENV)/bin/python requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/dev: $(VENV)/run requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
