# The verbs of this project. `make` alone prints them.
BIN := .venv/bin
INSTALLED := .venv/.installed
PANGO := .venv/.pango
PROOFS := .venv/.proofs
CONTENT := questionnaires/service-excellence
# seconds that `make faults` may take
LIMIT ?= 170

.PHONY: help demo test faults proofs check fix golden bench mutants docs constraints clean

help: ## print these verbs
	@grep -E '^[a-z]+:.*## ' Makefile | sort | sed -E 's/^([a-z]+):.*## /\1|/' | awk -F'|' '{ printf "make %-12s %s\n", $$1, $$2 }'

demo: $(INSTALLED) $(PANGO) ## create the worked example and its report, in Dutch and in English
	$(BIN)/servicescan demo demo-nl --lang nl
	$(BIN)/servicescan demo demo-en --lang en

test: $(INSTALLED) $(PANGO) ## run the tests, with coverage
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest --numprocesses auto --dist loadfile
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report
	$(BIN)/coverage report --fail-under=100 --include='*/servicescan/model/*,*/servicescan/scoring/*'

faults: $(INSTALLED) ## break the program while it saves, at every system call; LIMIT=600 takes longer
	@.ci/strace
	PYTHONPATH=tests $(BIN)/python bench/faults.py --seconds $(LIMIT)

proofs: $(INSTALLED) $(PANGO) $(PROOFS) ## run what only other programs can prove: pages in browsers, XLSForms in ODK Validate, PDFs in veraPDF, office files in LibreOffice
	$(BIN)/pytest -m proof -rs --numprocesses auto --dist worksteal tests/proofs tests/report

check: $(INSTALLED) ## style, types, walls, declared libraries, questionnaire, generated files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry src
	$(BIN)/servicescan questionnaire check --strict $(CONTENT)
	$(BIN)/python docs/generate.py --check

fix: $(INSTALLED) ## mend what the tools can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

golden: $(INSTALLED) $(PANGO) ## renew the expected outputs; look at the difference before committing it
	$(BIN)/pytest --inline-snapshot=create,fix

bench: $(INSTALLED) $(PANGO) ## print what things cost, side by side
	PYTHONPATH=tests $(BIN)/python bench/run.py

mutants: $(INSTALLED) ## break scoring one thing at a time; SAMPLE=300 draws so many
	$(BIN)/python bench/mutants.py $(if $(SAMPLE),--sample $(SAMPLE))

docs: $(INSTALLED) ## renew what is made from the code: docs/cli.md, format tables, schemas
	$(BIN)/python docs/generate.py

constraints: ## renew constraints.txt; UPGRADE=1 takes the newest versions
	.ci/constraints

clean: ## remove what the other verbs made
	rm -rf .venv demo-nl demo-en build dist .coverage .coverage.* htmlcov
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(INSTALLED): constraints.txt pyproject.toml .ci/install .ci/find-python
	@.ci/install

$(PANGO): $(INSTALLED) .ci/pango
	@.ci/pango

$(PROOFS): $(INSTALLED) .ci/proofs constraints-proofs.txt
	@.ci/proofs
