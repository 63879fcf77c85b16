# The words that developers and CI type. Each installs what it needs and does nothing twice.
.PHONY: run build test check bench cases planner scaling package install bench-simulation bench-solving bench-serve serve-sanitize validate statistics random-systems bottlenecks accuracy \
  golden lint fuzz networks corpus lab lab-validate lab-cycles clean setup test-setup

SWIFT ?= swift
BUILD = .build/release/tenfold
EXAMPLES = $(sort $(wildcard Examples/*/))

setup:
	@Scripts/setup.sh

# One binary with the Swift library and libyaml in it.
build: setup
	PKG_CONFIG_PATH="$$(Scripts/static-libraries.sh $(CURDIR)/.build)" \
	  $(SWIFT) build -c release --static-swift-stdlib --product tenfold

# A package for Debian, in .build.
package: build
	Packaging/deb.sh $(BUILD) .build

# The binary, manual pages and completions below PREFIX.
PREFIX ?= /usr/local
install: build
	Packaging/install.sh $(BUILD) $(PREFIX)

run: build
	$(BUILD) analyze Examples/check-question

# Tests build the service process of the lab too.
test-setup: setup
	@Scripts/setup.sh libmicrohttpd-dev libpq-dev libhiredis-dev libnats-dev

test: test-setup
	$(SWIFT) test

check: test-setup lint
	$(SWIFT) build --build-tests

lint:
	$(SWIFT) format lint --strict -r Sources Tests Package.swift

fuzz: setup
	Scripts/fuzz.sh

# A million random networks of each kind through every solver.
networks: test-setup
	TENFOLD_NETWORKS=$${TENFOLD_NETWORKS:-1000000} $(SWIFT) test -c release --filter RandomNetworkTests

bench: build
	@Scripts/setup.sh python3
	python3 Benchmarks/analyze $(BUILD) $(EXAMPLES)

# Beside C++ written by hand, SimPy and Ciw.
bench-simulation: setup
	@Scripts/setup.sh g++ python3-venv
	Benchmarks/Simulation/compare

# CPU time of one solution with percentiles and states after a push, and of the loads that break every limit.
bench-solving: setup
	$(SWIFT) run -c release --package-path Benchmarks/Solving solving --factor 0.8 $(EXAMPLES)

# A change that is tried on the served page of the largest reference system; a thousand connections, slow clients and a hundred
# thousand malformed requests at a served page: five minutes.
bench-serve: build
	@Scripts/setup.sh python3 libmicrohttpd12
	Benchmarks/Serve/what-if $(BUILD) Examples/reference-l4
	Benchmarks/Serve/strain $(BUILD) Examples/shop-compose $${TENFOLD_MALFORMED:-100000}

# The same strain at builds with the sanitizers of threads and of addresses: two builds and six minutes.
serve-sanitize: setup
	@Scripts/setup.sh python3 libmicrohttpd12
	Benchmarks/Serve/sanitize $${TENFOLD_MALFORMED:-100000}

# Published and measured tables beside what is simulated.
validate: setup
	$(SWIFT) run -c release --package-path Benchmarks/Simulation validate

# Every closed form beside the simulator's own 99 % interval, at ten million events and 20 seeds: half an hour.
statistics: setup
	$(SWIFT) run -c release --package-path Benchmarks/Simulation statistics $${TENFOLD_SEEDS:-20}

# A hundred thousand random systems, two of three with something absurd in them: none crashes or hangs.
random-systems: setup
	$(SWIFT) run -c release --package-path Benchmarks/Simulation randoms $${TENFOLD_SYSTEMS:-100000}

# Which limit the reference systems meet first as they grow, over the ranges of all their numbers.
bottlenecks: setup
	$(SWIFT) run -c release --package-path Benchmarks/Bottlenecks bottlenecks $${TENFOLD_SAMPLES:-1000}

# The solver beside the simulator, on examples small enough to simulate in full and on systems drawn at random.
accuracy: build
	@Scripts/setup.sh python3
	python3 Benchmarks/agreement $(BUILD) $(filter-out %l3/ %l4/,$(EXAMPLES))
	$(SWIFT) run -c release --package-path Benchmarks/Accuracy accuracy --calls 1e6 --count $${ACCURACY_SYSTEMS:-100}

golden: test-setup
	TENFOLD_RECORD=1 $(SWIFT) test --filter "TenfoldAppTests|TenfoldOutputTests"
	git diff --stat -- Tests Schemas README.md docs

corpus: build
	python3 ../shared/tools/score-corpus $(CURDIR)/$(BUILD) --details

# What is to be done first in ten real cases, graded where the answers are there.
cases: build
	@Scripts/setup.sh python3
	Benchmarks/Cases/grade $(BUILD)

# What `estimate` says beside a published capacity planner, where its answers are there.
planner: build
	@Scripts/setup.sh python3
	Benchmarks/Planner/compare $(BUILD)

# One part of a large system beside the whole.
scaling: build
	@Scripts/setup.sh python3
	Benchmarks/Scaling/compare $(BUILD) Examples/reference-l3 20 --duration 2s --runs 2

# The servers of the lab and the process that plays services, and whether they can be run here.
lab: build test-setup
	@Scripts/setup.sh postgresql redis-server nats-server haproxy pgbouncer prometheus
	$(SWIFT) build -c release --static-swift-stdlib --product tenfold-service
	$(BUILD) lab doctor

# Every configuration of the check question on real servers, beside what was predicted: eight minutes, and twice as long where
# other work makes it repeat loads; best on a quiet machine.
lab-validate: lab
	$(BUILD) lab run Examples/check-question --at $${LAB_LOADS:-0.3,0.6,0.8,1,3} --out .build/lab-validate.json

# A system stood up and taken away a hundred times; fails where a process, group or folder is left.
lab-cycles: lab
	Scripts/lab-cycles.sh $(BUILD) $${LAB_SYSTEM:-Examples/check-question} $${LAB_CYCLES:-100}

clean:
	rm -rf .build
