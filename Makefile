# Two commands matter: `make run` and `make test`. Both install what is missing, print progress, and are quick the
# second time. What each step does is in .make/.

SHELL := /bin/bash
export PATH := $(CURDIR)/.make/bin:$(CURDIR)/end2end/node_modules/.bin:$(HOME)/.cargo/bin:$(PATH)
export CARGO_TERM_COLOR ?= auto
export LEPTOS_OUTPUT_NAME := passerelle

ADDR ?= 127.0.0.1:3000

.PHONY: help run test build tools test-tools bench format lint unit browser clean

help:
	@echo "make run    build the release, load the demo world if the database is empty, serve on http://$(ADDR)"
	@echo "make test   format, lint, unit and store tests on SQLite and PostgreSQL, browser tests, page budgets"
	@echo "make bench  search, pages, live room, saves and matching beside others in the same run, weight of the browser files"

run: build
	@PASSERELLE_ADDR=$(ADDR) target/release/passerelle serve --demo-if-empty

build: tools
	@.make/built || { .make/say "building the release (server and browser)" && \
	  cargo leptos build --release --split --precompress && touch target/site/.built; }

tools:
	@.make/tools

test-tools: tools
	@.make/test-tools

test: test-tools
	@.make/say "format" && cargo fmt --check
	@$(MAKE) --no-print-directory lint build unit browser
	@.make/say "everything passed"

lint:
	@.make/say "lint (server)" && cargo clippy --features ssr --all-targets -- -D warnings
	@.make/say "lint (browser)" && cargo clippy --features hydrate --lib --target wasm32-unknown-unknown -- -D warnings
	@.make/say "lint (style)" && node end2end/style.mjs

unit:
	@.make/say "unit, store and router tests on SQLite and PostgreSQL" && .make/with-postgres cargo test --release --features ssr --lib

browser:
	@.make/say "browser tests and page budgets" && cd end2end && npx playwright test

bench: build test-tools
	@.make/bench

clean:
	@rm -rf target end2end/node_modules end2end/test-results
