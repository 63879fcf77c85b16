import TenfoldDiscovery
import TenfoldModel
import Testing

struct DescriptionReaderTests {
  private func read(_ text: String) throws -> System {
    let (system, diagnostics) = try DescriptionReader.read(text: text, file: "shop/tenfold.yaml")
    #expect(diagnostics.isEmpty, "\(diagnostics.map(\.message))")
    return system
  }

  @Test(arguments: [
    "workload: {users: 0}", "workload: {arrivalRate: 0/s}", "workload: {requestsPerUser: 0/s}",
    "services: {api: {replicas: 0}}", "services: {api: {replicas: {min: 1, max: 0}}}",
  ])
  func `nothing at all is refused where it means nothing`(_ text: String) throws {
    let (_, diagnostics) = try DescriptionReader.read(text: "tenfold: 1\n\(text)", file: "tenfold.yaml")
    let problem = try #require(diagnostics.first { $0.severity == .error })
    #expect(problem.id == "TF-DESC-003" && problem.location?.line == 2)
    #expect(problem.message.contains("is 0; expected more than 0"))
  }

  @Test func `the smallest useful file becomes a service, a store and their calls`() throws {
    let system = try read(
      """
      tenfold: 1
      workload: {arrivalRate: 1000/s}
      services:
        api:
          replicas: 4
          operations:
            request:
              steps:
                - {call: db.read, share: 90%}
                - {call: db.write, share: 10%}
      stores:
        db: {engine: postgresql@15, observed: {at: 1000/s, utilization: 95%}}
      """)
    #expect(system.name == "shop")
    #expect(system.workload.arrivalRate?.likely == 1000)
    let api = try #require(system["api"])
    #expect(api.scaling.replicas?.likely == 4)
    guard case .choice(let branches) = try #require(api.operations.first?.steps.first) else {
      Issue.record("the two shares are no choice")
      return
    }
    #expect(branches.map(\.share.likely) == [0.9, 0.1])
    let db = try #require(system["db"])
    #expect(db.operations.map(\.name) == ["read", "write"])
    #expect(db.operations.map(\.writes) == [false, true])
    #expect(db.observed.first?.utilization?.likely == 0.95)
    #expect(db.observed.first?.utilization?.provenance.location?.line == 12)
  }

  @Test func `steps say calls, caches, alternatives, parallel calls and messages`() throws {
    let system = try read(
      """
      tenfold: 1
      services:
        web:
          operations:
            page:
              cpu: 1ms..2ms..8ms
              steps:
                - cached: {in: hot, call: db.read}
                - parallel:
                    - {call: prices, timeout: 50ms, retries: {limit: 1, budget: 10%}}
                    - {call: prices.quote, optional: true, hedgeAfter: 20ms, fanOut: 3}
                - oneOf:
                    - {share: 30%, steps: [db.read, db.write]}
                    - {share: 70%}
                - {publish: viewed, requestSize: 2KiB}
        prices: {operations: {quote: 3ms}}
        mailer:
          consumes:
            viewed: {cpu: 5ms, concurrency: 8, steps: [db.write]}
      stores: {db: {connections: {limit: 200, perReplica: {web: 10}}}}
      caches: {hot: {engine: redis}}
      topics: {viewed: {engine: kafka, partitions: 24}}
      """)
    let page = try #require(system["web"]?.operation("page"))
    #expect(page.demand.cpu.map { [$0.low, $0.likely, $0.high] } == [0.001, 0.002, 0.008])
    #expect(page.steps.count == 4)
    guard case .call(let cached) = page.steps[0], case .parallel(let both) = page.steps[1],
      case .choice(let branches) = page.steps[2], case .call(let message) = page.steps[3]
    else {
      Issue.record("the steps are \(page.steps)")
      return
    }
    #expect(cached.cachedIn == "hot" && cached.component == "db" && cached.operation == "read")
    guard case .call(let first) = both[0], case .call(let second) = both[1] else {
      Issue.record("the parallel steps are \(both)")
      return
    }
    #expect(first.operation == nil && first.resilience.timeout?.likely == 0.05)
    #expect(first.resilience.retryBudget?.likely == 0.1 && first.resilience.retryLimit?.likely == 1)
    #expect(second.isOptional && second.fanOut?.likely == 3 && second.resilience.hedgeAfter?.likely == 0.02)
    #expect(branches.map(\.steps.count) == [2, 0])
    #expect(message.mode == .asynchronous && message.requestSize?.likely == 2048)
    let consumer = try #require(system["viewed"]?.messaging?.consumers.first)
    #expect(consumer.component == "mailer" && consumer.operation == "viewed")
    #expect(consumer.concurrency?.likely == 8)
    #expect(system["mailer"]?.operation("viewed")?.demand.cpu?.likely == 0.005)
    #expect(system["db"]?.state?.connectionsPerReplica["web"]?.likely == 10)
  }

  @Test func `a number is a text, a range or a mapping that says where it came from`() throws {
    let system = try read(
      """
      tenfold: 1
      services:
        a: {cpu: 0.5..2, memory: {likely: 1GiB, low: 512MiB, high: 2GiB, measured: prometheus}}
        b: {cpu: {assumed: go.cpu, grade: C, likely: 2}, memory: unknown, replicas: {min: 2, max: 9, scaleOn: {cpu: 60%}}}
      """)
    let a = try #require(system["a"])
    #expect(a.resources.cpu.map { [$0.low, $0.likely, $0.high] } == [0.5, 1, 2])
    #expect(a.resources.memory?.provenance.basis == .measured)
    #expect(a.resources.memory?.low == 536_870_912)
    let b = try #require(system["b"])
    #expect(b.resources.cpu?.provenance == .assumed(entry: "go.cpu", grade: .c))
    #expect(b.resources.memory == nil)
    #expect(b.scaling.autoscaler?.maximum?.likely == 9 && b.scaling.autoscaler?.target?.likely == 0.6)
  }

  struct Doubt: Sendable, CustomTestStringConvertible {
    let id: String
    let line: Int
    let says: String
    let text: String

    var testDescription: String { "\(id) \(says)" }
  }

  static let doubts: [Doubt] = [
    Doubt(id: "TF-DESC-001", line: 2, says: "expected a mapping", text: "tenfold: 1\nservices: [api]"),
    Doubt(
      id: "TF-DESC-001", line: 3, says: "expected a list",
      text: "services: {a: {operations: {b: {\n\nsteps: db}}}}"),
    Doubt(
      id: "TF-DESC-002", line: 2, says: "did you mean 'replicas'?", text: "services: {a: {\nreplica: 3}}"),
    Doubt(
      id: "TF-DESC-003", line: 1, says: "services.a.cpu: \"500 m\" has a space; write 500m or 0.5",
      text: "services: {a: {cpu: 500 m}}"),
    Doubt(
      id: "TF-DESC-003", line: 1, says: "\"4GiB\" is a size; expected cores",
      text: "services: {a: {cpu: 4GiB}}"),
    Doubt(id: "TF-DESC-003", line: 1, says: "write 200ms or 200s", text: "objectives: {p99: 200}"),
    Doubt(id: "TF-DESC-003", line: 1, says: "write 95%", text: "objectives: {availability: 95}"),
    Doubt(id: "TF-DESC-003", line: 1, says: "is negative", text: "services: {a: {replicas: -3}}"),
    Doubt(id: "TF-DESC-003", line: 1, says: "did you mean 'canary'?", text: "delivery: {method: canery}"),
    Doubt(id: "TF-DESC-003", line: 1, says: "expected true or false", text: "observation: {alerts: maybe}"),
    Doubt(
      id: "TF-DESC-004", line: 1, says: "needs 'count'", text: "stores: {d: {shards: {key: customer}}}"),
    Doubt(
      id: "TF-DESC-005", line: 1, says: "add up to 130 %",
      text: "services: {a: {operations: {o: {steps: [{call: b, share: 70%}, {call: b, share: 60%}]}}}, b: {}}"
    ),
    Doubt(
      id: "TF-DESC-005", line: 1, says: "say it with {share: 10%}",
      text: "services: {a: {operations: {o: {steps: [{call: b, share: 70%}, {call: b, share: 20%}]}}}, b: {}}"
    ),
    Doubt(
      id: "TF-DESC-005", line: 1, says: "add up to 80 %",
      text: "{services: {a: {}}, workload: {journeys: {j: {share: 80%, calls: [a]}}}}"),
    Doubt(
      id: "TF-DESC-006", line: 1, says: "did you mean 'orders-db'?",
      text: "{services: {a: {operations: {o: {steps: [order-db.read]}}}}, stores: {orders-db: {}}}"),
    Doubt(
      id: "TF-DESC-006", line: 1, says: "'b' lists no operation 'gett'; did you mean 'get'?",
      text: "services: {a: {operations: {o: {steps: [b.gett]}}}, b: {operations: {get: 1ms}}}"),
    Doubt(
      id: "TF-DESC-007", line: 2, says: "a.o -> b.p -> a.o",
      text: "services:\n  a: {operations: {o: {steps: [b.p]}}}\n  b: {operations: {p: {steps: [a.o]}}}"),
    Doubt(id: "TF-DESC-008", line: 1, says: "out of order", text: "services: {a: {cpu: 3..2..4}}"),
    Doubt(
      id: "TF-DESC-009", line: 1, says: "make 1,000 requests/s, but arrivalRate is 5,000 requests/s",
      text: "workload: {users: 10K, requestsPerUser: 0.1/s, arrivalRate: 5000/s}"),
    Doubt(
      id: "TF-DESC-010", line: 3, says: "'a' is given again", text: "services:\n  a: {}\n  a: {replicas: 2}"),
    Doubt(
      id: "TF-DESC-010", line: 1, says: "two sections", text: "{services: {a: {}}, stores: {a: {}}}"),
    Doubt(
      id: "TF-DESC-011", line: 1, says: "m is minutes", text: "services: {a: {operations: {o: {cpu: 5m}}}}"),
    Doubt(id: "TF-DESC-012", line: 1, says: "write tenfold: 1", text: "services: {a: {}}"),
  ]

  @Test(arguments: doubts)
  func `what is doubtful is said with its line, what was expected and what to do`(_ doubt: Doubt) throws {
    let (_, diagnostics) = try DescriptionReader.read(text: doubt.text, file: "tenfold.yaml")
    let said = diagnostics.filter { $0.id == doubt.id && $0.location?.line == doubt.line }
    #expect(
      said.contains { $0.message.contains(doubt.says) },
      "\(diagnostics.map { "\($0.id) \($0.location!) \($0.message)" })")
    // Nothing else is doubtful, save the version where the fixture leaves it out.
    #expect(diagnostics.allSatisfy { $0.id == doubt.id || $0.id == "TF-DESC-012" })
  }

  @Test(arguments: [
    ("", "empty"), ("- a\n- b", "not a description"), ("a: b", "none of the keys"),
    ("tenfold: 7\nservices: {}", "version \"7\""), ("services: [", "did not find"),
    ("tenfold: 1\nservices: {}\n---\ntenfold: 1", "second document"),
  ])
  func `what cannot be understood at all is an error with its file`(_ text: String, _ says: String) {
    let error = #expect(throws: DescriptionError.self) {
      _ = try DescriptionReader.read(text: text, file: "shop/tenfold.yaml")
    }
    #expect(error?.description.hasPrefix("shop/tenfold.yaml") == true)
    #expect(error?.description.contains(says) == true, "\(error?.description ?? "")")
  }

  @Test func `names found elsewhere can be called`() throws {
    let found = System(name: "found", components: [Component(name: "cart", kind: .service)])
    let (_, diagnostics) = try DescriptionReader.read(
      text: "tenfold: 1\nservices: {web: {operations: {page: {steps: [cart]}}}}", file: "tenfold.yaml",
      beside: found)
    #expect(diagnostics.isEmpty)
  }
}
