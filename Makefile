# The words that developers and CI type. Each installs what it needs and does nothing twice.
.PHONY: run build test check bench golden lint fuzz corpus clean setup

SWIFT ?= swift
BUILD = .build/release/tenfold

setup:
	@Scripts/setup.sh

build: setup
	$(SWIFT) build -c release --static-swift-stdlib --product tenfold

run: build
	$(BUILD) analyze Examples/check-question

test: setup
	$(SWIFT) test

check: setup lint
	$(SWIFT) build

lint:
	$(SWIFT) format lint --strict -r Sources Tests Package.swift

fuzz: setup
	Scripts/fuzz.sh

golden: setup
	TENFOLD_RECORD=1 $(SWIFT) test --filter TenfoldAppTests
	git diff --stat -- Tests

corpus: build
	python3 ../shared/tools/score-corpus $(CURDIR)/$(BUILD) --details

clean:
	rm -rf .build
