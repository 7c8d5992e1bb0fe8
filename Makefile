# Everything is done in .venv, which these commands make themselves: make demo, make test.

.DEFAULT_GOAL := help
.PHONY: help venv demo test suites coverage lint docs bench landelijk chaos keur lock sbom clean

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
PIP := -m pip --quiet --disable-pip-version-check

PYTHON ?= $(shell .ci/find-python)
PYTHONS ?= $(shell .ci/find-python --all)

help:
	@echo "make demo      a school, a koppeling, the server and one exchange; ARGS=--once ends after it"
	@echo "make test      style, types and every test; ARGS='-k edexml' chooses tests"
	@echo "make suites    the same on each Python that is here, in an environment of its own"
	@echo "make coverage  the same, and fail when less of the code was reached than setup.cfg demands"
	@echo "make lint      style and types only"
	@echo "make docs      the documentation as pages, in build/documentatie; the server shows them at /documentatie"
	@echo "make bench     the measurements of bench/README.rst, beside the peers"
	@echo "make landelijk ten minutes of the peak of a country's morning; ARGS='--schools 200 --minutes 2'"
	@echo "make chaos     kills, restores, full disks and the like, and the report in docs/reliability.rst"
	@echo "make keur      the cases of the test facility against every defect, and 20 runs on each database"
	@echo "make venv      only install: $(VENV)/bin/uwlr --help"
	@echo "make lock      renew the locks with the newest versions that setup.cfg allows"
	@echo "make sbom      the bill of materials of a server, uwlr-service.cdx.json, from its lock"
	@echo "make clean     remove what was built and installed here; the data in var/ stay"

venv: $(INSTALLED)

$(INSTALLED): requirements.lock requirements-build.lock setup.cfg setup.py pyproject.toml
	@test -n "$(PYTHON)" || { echo "No Python 3.11, 3.12 or 3.13 with venv was found." \
		"Install one (Debian: apt install python3-venv), or name it: make venv PYTHON=/path/to/python3"; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@echo "Installing the locked dependencies in $(VENV) ..."
	@$(BIN)/python $(PIP) install --require-hashes -r requirements-build.lock
	@$(BIN)/python $(PIP) install --require-hashes --no-build-isolation -r requirements.lock
	@$(BIN)/python $(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(INSTALLED)
	@$(BIN)/uwlr demo $(ARGS)

lint: $(INSTALLED)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# With COVERAGE=yes the run measures what the tests reach, in the processes that they start too, and fails
# below the floor of setup.cfg. Two patterns name the package, here and where a test installs it: with a source
# each process would list all of its files when it ends. One process does that for all, so that modules which
# nothing reached count as well.
REACHED := --include='$(CURDIR)/uwlr_service/**,**/installed*/uwlr_service/**'
test: lint
ifdef COVERAGE
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run $(REACHED) -m pytest $(ARGS)
	$(BIN)/python -m coverage run --source=uwlr_service -m uwlr_service.versie
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report
else
	$(BIN)/python -m pytest $(ARGS)
endif

# Before a release: it takes as long as "make test" for each Python. One that fails does not keep the others from
# their turn. PYTHONS names other ones, such as those of uv.
suites:
	@failed=; \
	for python in $(PYTHONS); do \
		version=$$($$python -c 'import sys; print("%d.%d" % sys.version_info[:2])') || exit 2; \
		echo "-- Python $$version"; \
		$(MAKE) --no-print-directory test PYTHON="$$python" VENV="build/venv-$$version" || failed="$$failed $$version"; \
	done; \
	test -z "$$failed" || { echo "Not right on Python$$failed."; exit 1; }

coverage:
	@$(MAKE) --no-print-directory test COVERAGE=yes

# The wheel gets the same pages, see setup.py.
docs: $(INSTALLED)
	$(BIN)/python setup.py build_docs

bench: $(INSTALLED)
	$(BIN)/python -m bench $(ARGS)

landelijk: $(INSTALLED)
	$(BIN)/python -m bench.landelijk.morning $(ARGS)

chaos: $(INSTALLED)
	$(BIN)/python -m tests.chaos $(ARGS)

keur: $(INSTALLED)
	$(BIN)/python -m tests.keur $(ARGS)

# uv knows the markers of every Python that we run on, and the hashes of every file of a release. The three
# locks hold the same versions. Spyne has no wheel: pip and setuptools, which build it and the project itself,
# come first and by their hashes too, with Sphinx, which makes the documentation inside the package.
COMPILE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
EVERYTHING := --extra postgres --extra s3 --extra otel --extra test --extra docs --extra bench
SERVER := --extra postgres --extra s3 --extra otel

lock:
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && $(PYTHON) -m venv "$$folder" \
	&& "$$folder/bin/python" $(PIP) install --upgrade uv \
	&& printf 'pip\nsetuptools\nsphinx\n' > "$$folder/build.in" \
	&& "$$folder/bin/"$(COMPILE) setup.cfg $(EVERYTHING) > "$$folder/all" \
	&& "$$folder/bin/"$(COMPILE) setup.cfg $(SERVER) --constraint "$$folder/all" > "$$folder/server" \
	&& "$$folder/bin/"$(COMPILE) "$$folder/build.in" --constraint "$$folder/all" > "$$folder/build" \
	&& { echo '# Exact versions, with the hash of each file: what we need, and the extras.' \
	; echo '# Made by "make lock"; "make" installs from it.'; cat "$$folder/all"; } > requirements.lock \
	&& { echo '# What a server needs of requirements.lock: without the extras test, docs and bench. Made by "make lock".' \
	; cat "$$folder/server"; } > requirements-server.lock \
	&& { echo '# What builds: pip, setuptools, and Sphinx for the documentation. Made by "make lock".' \
	; cat "$$folder/build"; } > requirements-build.lock \
	&& echo "The locks are new. Next: make sbom, which installs them and says what a server consists of."

# What is installed here tells the licences, so this comes after the locks; see docs/dependencies.rst.
sbom: $(INSTALLED)
	@$(BIN)/python -m tests.support.sbom

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage* htmlcov
	find uwlr_service tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
