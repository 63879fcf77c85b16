import TenfoldCatalog
import TenfoldModel
import Testing

@testable import TenfoldAdvisor

/// What writes in several places, in several regions and in order come to, against arithmetic by hand.
struct ConsistencyLimitTests {
  private static let people = 10.0

  /// One service that is asked 0.1 times a second by each user, and what it writes.
  private func system(_ steps: [Step], state: StoredState = StoredState()) -> System {
    let service = Component(
      name: "orders", kind: .service, engine: "go", scaling: Scaling(replicas: .stated(1000)),
      operations: [Operation(name: "place", demand: Demand(cpu: .stated(1e-6)), steps: steps)])
    let database = Component(
      name: "db", kind: .store, engine: "postgresql", resources: Resources(cpu: .stated(64)),
      operations: [
        Operation(name: "read", demand: Demand(cpu: .stated(1e-6)), writes: false),
        Operation(name: "write", demand: Demand(cpu: .stated(1e-6)), writes: true),
      ], state: state, availability: .stated(1), faultsPerYear: .stated(0))
    let events = Component(
      name: "events", kind: .topic, engine: "kafka", resources: Resources(cpu: .stated(64)),
      operations: [Operation(name: "publish", demand: Demand(cpu: .stated(1e-6)), writes: true)],
      availability: .stated(0.999), faultsPerYear: .stated(0))
    return System(
      name: "s",
      workload: Workload(
        users: .stated(1), requestsPerUser: .stated(0.1),
        journeys: [Journey(name: "order", calls: [Call(component: "orders", operation: "place")])]),
      components: [service, database, events], delivery: Delivery(people: .stated(Self.people)))
  }

  private let write = Call(component: "db", operation: "write")
  private let publish = Call(component: "events", operation: "publish", mode: .asynchronous)

  private func find(_ kind: String, of system: System) -> (any GrowthLimit, Reading)? {
    let completed = Catalog.completed(system)
    let limits = LimitSet(completed.system, lowered: Catalog.lower(completed.system))
    return limits.limits.first { $0.identity.kind == kind }.map { ($0, limits.likely) }
  }

  private func breaks(_ kind: String, of system: System) -> Double? {
    find(kind, of: system).map { $0.0.breakingUsers(in: $0.1) }
  }

  // MARK: Writes in two places

  @Test func `half done are the writes whose second place fails, against the hours of people`() throws {
    let (limit, reading) = try #require(
      find("dual-writes", of: system([.call(write), .call(publish)])))
    // 1000 users: 100 requests/s x 0.001 x 86,400 s.
    #expect(abs(limit.value(at: 1000, in: reading) - 8640) < 1)
    let hours = Self.people * Catalog.required("delivery hoursPerWeek").likely * 0.05
    let repairs = hours * 3600 / Catalog.required("consistency repairTime").likely / 7
    #expect(abs(limit.limit(at: 1, in: reading) - repairs) < 1e-9)
    #expect(abs(limit.breakingUsers(in: reading) / (repairs / 8.64) - 1) < 0.01)
  }

  @Test func `a share of the writes leaves as much less behind`() throws {
    let some = Step.choice([.init(share: .stated(0.25), steps: [.call(write)])])
    let (limit, reading) = try #require(find("dual-writes", of: system([some, .call(publish)])))
    #expect(abs(limit.value(at: 1000, in: reading) - 2160) < 1)
  }

  @Test func `one place, an outbox, an undo, what may fail and alternatives leave nothing behind`() {
    var (boxed, undone, optional) = (publish, write, publish)
    boxed.outboxInterval = .stated(0.2)
    undone.undo = "db.write"
    optional.isOptional = true
    let read = Call(component: "db", operation: "read")
    let either = Step.choice([
      .init(share: .stated(0.5), steps: [.call(write)]), .init(share: .stated(0.5), steps: [.call(publish)]),
    ])
    let harmless: [[Step]] = [
      [.call(write), .call(write)], [.call(write), .call(boxed)], [.call(undone), .call(publish)],
      [.call(write), .call(optional)], [.call(read), .call(publish)], [either], [.call(publish)],
    ]
    for steps in harmless { #expect(find("dual-writes", of: system(steps)) == nil, "\(steps)") }
  }

  @Test(arguments: ["transactional-outbox", "saga-compensation"])
  func `an outbox and an undo take the cause away`(_ id: String) throws {
    let before = Catalog.completed(system([.call(write), .call(publish)])).system
    let lowered = Catalog.lower(before)
    let limits = LimitSet(before, lowered: lowered)
    let target = try #require(limits.limits.first { $0.identity.kind == "dual-writes" })
    let situation = Situation(
      system: before, limits: limits, target: target, breakingUsers: 7, goalUsers: 1000)
    let remedy = try #require(AllRemedies.list.first { $0.id == id })
    guard case .change(_, _, _, let after)? = remedy.proposals(in: situation).first else {
      Issue.record("\(id) proposes nothing")
      return
    }
    #expect(find("dual-writes", of: after) == nil)
  }

  @Test func `an outbox costs the store one more write for each message`() throws {
    let before = Catalog.completed(system([.call(write), .call(publish)])).system
    let limits = LimitSet(before, lowered: Catalog.lower(before))
    let target = try #require(limits.limits.first { $0.identity.kind == "dual-writes" })
    let situation = Situation(
      system: before, limits: limits, target: target, breakingUsers: 7, goalUsers: 1000)
    guard case .change(_, _, _, let after)? = TransactionalOutbox().proposals(in: situation).first else {
      Issue.record("an outbox is not proposed")
      return
    }
    let reading = Reading(Catalog.lower(after))
    let store = try #require(reading.system.componentIndex("db"))
    #expect(reading.writesPerRequest(of: store) == 2)
  }

  // MARK: Regions

  private func spread(_ system: System, primary: String?, bandwidth: Double? = nil) -> System {
    var system = system
    system.objectives.overall.availability = .stated(0.999)
    system.placement.regions = [
      Region(name: "eu", share: .stated(0.6)), Region(name: "us", share: .stated(0.4)),
    ]
    system.placement.links = [
      Link(
        from: "eu", to: "us", roundTripTime: .stated(0.1), bandwidth: bandwidth.map { .stated($0) })
    ]
    system["db"]?.state = StoredState(
      bytesPerWrite: .stated(1000),
      replication: Replication(replicas: .stated(1), lag: .stated(0.1), primaryRegion: primary),
      keys: KeyPopularity(count: .stated(1e6), zipfExponent: .stated(0)))
    return system
  }

  @Test func `two regions overwrite each other's writes of a key within the lag`() throws {
    let users = try #require(breaks("lost-updates", of: spread(system([.call(write)]), primary: nil)))
    // A tenth of what 99.9 % leaves: 1e-4 = 1e-6 x 0.4 x writes/s x (0.1 s + half the round trip).
    let writes = 1e-4 / (1e-6 * 0.4 * 0.15)
    #expect(abs(users / (writes / 0.1) - 1) < 0.01)
    #expect(find("lost-updates", of: spread(system([.call(write)]), primary: "eu")) == nil)
  }

  @Test func `a link carries every write of a region that takes all, and a region's own elsewhere`() throws {
    let whole = try #require(
      breaks("link", of: spread(system([.call(write)]), primary: "eu", bandwidth: 1e6)))
    #expect(abs(whole - 10_000) < 1)
    let own = try #require(breaks("link", of: spread(system([.call(write)]), primary: nil, bandwidth: 1e6)))
    #expect(abs(own - 10_000 / 0.6) < 1)
    #expect(find("link", of: spread(system([.call(write)]), primary: "eu")) == nil)
  }

  @Test func `writes of users outside the region that takes them travel there`() throws {
    let reading = Reading(
      Catalog.lower(Catalog.completed(spread(system([.call(write)]), primary: "us")).system))
    let store = try #require(reading.system.componentIndex("db"))
    #expect(abs(reading.commitTime(ofWriteTo: store) - 0.06) < 1e-12)
  }

  // MARK: Effects

  /// M/M/1 of 10 ms: answers beyond the timeout are e^(-(100 - rate) x timeout), a thousandth of one tenth allowed.
  @Test func `what is late and repeated is done twice as often as answers come after the timeout`() throws {
    let charge = Call(
      component: "bank", operation: "charge",
      resilience: Resilience(timeout: .stated(0.2), retryLimit: .stated(1)))
    func paying(_ isIdempotent: Bool?, _ call: Call) -> System {
      var paying = system([.call(call)])
      paying.objectives.overall.availability = .stated(0.999)
      paying.components.append(
        Component(
          name: "bank", kind: .service, engine: "go", resources: Resources(cpu: .stated(1)),
          scaling: Scaling(replicas: .stated(1)),
          operations: [
            Operation(
              name: "charge", demand: Demand(cpu: .stated(0.01), variability: .stated(1)),
              isIdempotent: isIdempotent)
          ]))
      return paying
    }
    let (limit, reading) = try #require(find("duplicate-effects", of: paying(false, charge)))
    let time = 0.01 + reading.proxyTime(of: reading.system.operations.firstIndex { $0.name == "charge" }!)
    let rate = 1 / time + logarithm(1e-4) / 0.2
    #expect(abs(limit.breakingUsers(in: reading) * 0.1 / rate - 1) < 0.01)
    #expect(limit.value(at: 1e5, in: reading) == 1)
    var (patient, once) = (charge, charge)
    patient.resilience.timeout = nil
    once.resilience.retryLimit = .stated(0)
    for harmless in [paying(true, charge), paying(nil, charge), paying(false, patient), paying(false, once)] {
      #expect(find("duplicate-effects", of: harmless) == nil)
    }
    let before = Catalog.completed(paying(false, charge)).system
    let limits = LimitSet(before, lowered: Catalog.lower(before))
    let situation = Situation(
      system: before, limits: limits, target: limit, breakingUsers: 7, goalUsers: 1000)
    guard case .change(_, _, _, let after)? = Idempotency().proposals(in: situation).first else {
      Issue.record("no key is proposed")
      return
    }
    #expect(find("duplicate-effects", of: after) == nil)
  }

  // MARK: Order

  private func ordered(partitions: Double) -> System {
    var ordered = system([.call(publish)])
    ordered["events"]?.messaging = Messaging(
      partitions: .stated(partitions),
      keys: KeyPopularity(count: .stated(4), zipfExponent: .stated(0)))
    ordered["events"]?.operations[0].steps = [
      .call(Call(component: "mailer", operation: "send", mode: .asynchronous))
    ]
    ordered.components.append(
      Component(
        name: "mailer", kind: .service, engine: "go", scaling: Scaling(replicas: .stated(100)),
        operations: [Operation(name: "send", demand: Demand(cpu: .stated(0), delay: .stated(0.01)))]))
    return ordered
  }

  @Test(arguments: [1.0, 8, 1000]) func `the fullest partition is handled one after the other`(
    _ partitions: Double
  ) throws {
    let (limit, reading) = try #require(find("ordering", of: ordered(partitions: partitions)))
    let delivery = try #require(
      reading.system.calls.indices.first {
        !reading.system.calls[$0].isSynchronous
          && reading.system.components[reading.system.operations[reading.system.calls[$0].to].component].name
            == "mailer"
      })
    let each =
      0.01 + reading.networkTime(ofCall: delivery) + reading.proxyTime(of: reading.system.calls[delivery].to)
    let fullest = 0.25 + 0.75 / partitions
    #expect(abs(limit.breakingUsers(in: reading) * 0.1 * fullest * each - 1) < 1e-6)
  }
}
