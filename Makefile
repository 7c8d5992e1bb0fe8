# Everything is done in .venv, which these commands make themselves: make demo, make test.

.DEFAULT_GOAL := help
.PHONY: help venv demo test coverage lint bench lock clean

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
PIP := -m pip --quiet --disable-pip-version-check

PYTHON ?= $(shell .ci/find-python)

help:
	@echo "make demo      a school, a koppeling, the server and one exchange; ARGS=--once ends after it"
	@echo "make test      style, types and every test; ARGS='-k edexml' chooses tests"
	@echo "make coverage  the same, and fail when less of the code was reached than setup.cfg demands"
	@echo "make lint      style and types only"
	@echo "make bench     the measurements of bench/README.rst, beside the peers"
	@echo "make venv      only install: $(VENV)/bin/uwlr --help"
	@echo "make lock      renew requirements.lock with the newest versions that setup.cfg allows"
	@echo "make clean     remove what was built and installed here; the data in var/ stay"

venv: $(INSTALLED)

$(INSTALLED): requirements.lock setup.cfg setup.py pyproject.toml
	@test -n "$(PYTHON)" || { echo "No Python 3.11, 3.12 or 3.13 with venv was found." \
		"Install one (Debian: apt install python3-venv), or name it: make venv PYTHON=/path/to/python3"; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@echo "Installing the locked dependencies in $(VENV) ..."
	@$(BIN)/python $(PIP) install -r requirements.lock
	@$(BIN)/python $(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(INSTALLED)
	@$(BIN)/uwlr demo $(ARGS)

lint: $(INSTALLED)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# With COVERAGE=yes the run measures what the tests reach, in the processes that they start too, and fails
# below the floor of setup.cfg.
test: lint
ifdef COVERAGE
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest $(ARGS)
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report
else
	$(BIN)/python -m pytest $(ARGS)
endif

coverage:
	@$(MAKE) --no-print-directory test COVERAGE=yes

bench: $(INSTALLED)
	$(BIN)/python -m bench $(ARGS)

# legacy-cgi is wanted by newer Pythons only; setuptools builds the project itself.
lock:
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && $(PYTHON) -m venv "$$folder" \
	&& "$$folder/bin/python" $(PIP) install --upgrade pip \
	&& "$$folder/bin/python" $(PIP) install --upgrade '.[postgres,s3,test,bench]' setuptools legacy-cgi \
	&& { echo '# Exact versions of everything: dependencies and the extras postgres, s3, test and bench.' \
	; echo '# Made by "make lock"; "make" installs from it.' \
	; "$$folder/bin/python" -m pip freeze --all --exclude pip --exclude uwlr-service \
		| sed -e 's/^legacy-cgi==.*/&; python_version >= "3.13"/' \
	; } > "$$folder/lock" && cp "$$folder/lock" requirements.lock && rm -rf build *.egg-info

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage* htmlcov
	find uwlr_service tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
