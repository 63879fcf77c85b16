import TenfoldModel
import TenfoldReplica
import Testing

@testable import TenfoldLab

struct LabSystemTests {
  @Test func `demands on a node are scaled to its cores, so it is as busy as the system says`() throws {
    let lab = try SampleLab.lab()
    // 4 ms on 4 cores is as much of the node as 0.25 ms on a quarter of a core.
    #expect(lab.system["db"]?.operation("read")?.demand.cpu?.likely == 0.004 / 16)
    #expect(lab.system["db"]?.resources.cpu?.likely == 0.25)
    #expect(lab.system["db"]?.state?.connectionsPerReplica["api"]?.likely == 20)
  }

  @Test func `services burn what is stated where the machine has it, and else nothing, which is told`() throws
  {
    let much = try SampleLab.lab(cpu: 0.002)
    #expect(much.system["api"]?.operation("request")?.demand.cpu?.likely == 0)
    #expect(much.remarks.contains { $0.hasPrefix("services burn no processor time") })
    let little = try SampleLab.lab(cpu: 0.0004)
    #expect(little.system["api"]?.operation("request")?.demand.cpu?.likely == 0.0004)
    #expect(!little.remarks.contains { $0.hasPrefix("services burn no") })
    #expect(little.system["api"]?.scaling.replicas?.likely == 1)
  }

  @Test func `caches that are empty leave every read to the database`() throws {
    let cold = SampleLab.configuration("cold").applied(to: try SampleLab.lab(), store: "db")
    func reads(_ system: System) throws -> Double {
      let reading = Reading(Lowering.lower(system, conventions: LabSystem.conventions()))
      return reading.readsPerRequest(of: try #require(reading.system.componentIndex("db")))
    }
    // Nine of ten requests read.
    #expect(try reads(cold) < 0.2)
    #expect(abs(try reads(LabCalibration.withEmptyCaches(cold)) - 0.9) < 1e-9)
  }

  @Test func `a database of several services is told to be predicted too high, that of one is not`() throws {
    var system = SampleLab.system()
    func told() throws -> [String] {
      try LabSystem(system, nodeCores: 0.25, machineCores: 2, highestRate: 1000).remarks
        .filter { $0.contains("connections by") }
    }
    #expect(try told() == [])
    var second = try #require(system["api"])
    second.name = "reports"
    system.components.append(second)
    #expect(try told().map { $0.prefix(54) } == ["db is asked over 40 connections by 2 services; stateme"])
    system["db"]?.state = StoredState(isPooled: true)
    #expect(try told() == [])
  }

  @Test func `several kinds of requests enter by a door that calls what each begins with`() throws {
    var system = SampleLab.system()
    system.workload.journeys = [
      Journey(name: "a", share: .stated(0.7), calls: [Call(component: "api", operation: "request")]),
      Journey(
        name: "b", share: .stated(0.3),
        calls: [Call(component: "api", operation: "request", count: .stated(2))]),
    ]
    let lab = try LabSystem(system, nodeCores: 0.25, machineCores: 2, highestRate: 1000)
    #expect(lab.system.workload.journeys.count == 1)
    // Visits stay: 0.7 + 0.3 · 2 executions for a request.
    let reading = Reading(Lowering.lower(lab.system, conventions: LabSystem.conventions()))
    let index = try #require(
      reading.system.operations.firstIndex { $0.name == "request" && $0.component == 1 })
    #expect(abs(reading.visits[index] - 1.3) < 1e-12)
  }

  @Test func `a pooler is a component between, and what copies answer goes past it`() throws {
    let lab = try SampleLab.lab()
    let pooled = SampleLab.configuration("pooled").applied(to: lab, store: "db")
    let pooler = try #require(pooled["db-pooler"])
    #expect(pooler.operations.map(\.name) == ["read", "write"] && pooler.resources.cpu?.likely == 0.25)
    #expect(pooler.operations.allSatisfy { $0.asks("db") })
    let calls = try #require(pooled["api"]?.operation("request")).steps.flatMap(\.calls)
    #expect(
      calls.map(\.component) == ["db-pooler", "db-pooler"] && calls.map(\.operation) == ["read", "write"])
    #expect(pooled["db"]?.state?.isPooled == true)
    #expect(pooled["db"]?.state?.connectionsPerReplica["api"]?.likely == 300)
    // Each execution of a statement passes it once.
    let reading = Reading(Lowering.lower(pooled, conventions: LabSystem.conventions()))
    let visits = reading.system.operations.indices.filter {
      reading.system.operations[$0].component == 2
    }.map { reading.visits[$0] }
    #expect(zip(visits, [0.9, 0.1]).allSatisfy { abs($0 - $1) < 1e-12 } && visits.count == 2)
    // A system that has one keeps it, whatever else is changed, and the output says so.
    var stating = SampleLab.system()
    stating["db"]?.state = StoredState(isPooled: true)
    let told = try LabSystem(stating, nodeCores: 0.25, machineCores: 2, highestRate: 1000).remarks
    #expect(told.contains { $0.hasPrefix("db: PgBouncer before the primary") })
    #expect(!lab.remarks.contains { $0.contains("PgBouncer") })
    var own = lab
    own.system["db"]?.state?.isPooled = true
    let copies = SampleLab.configuration("replicas").applied(to: own, store: "db")
    #expect(copies["db-pooler"]?.operations.map(\.name) == ["write"])
    let asked = try #require(copies["api"]?.operation("request")).steps.flatMap(\.calls)
    #expect(asked.map(\.component) == ["db", "db-pooler"])
    #expect(SampleLab.configuration("alone").applied(to: lab, store: "db")["db-pooler"] == nil)
    // The process asks it for the store, and past it for what copies answer.
    let plan = ServicePlan(try #require(copies["api"]), in: copies, work: ["db.write": 7], probes: [])
    #expect(plan.services == [] && plan.stores.map(\.store) == ["db"])
  }

  @Test func `a measured delay comes besides the one that is stated`() {
    var system = SampleLab.system()
    system["api"]?.operations[0].demand.delay = .stated(0.03)
    var demands = LabDemands()
    demands.delay = 0.002
    #expect(demands.put(into: system)["api"]?.operations[0].demand.delay?.likely == 0.03 + 0.002)
  }

  @Test func `the service that most calls reach answers later, and one must be called for that`() throws {
    let slow = SampleLab.configuration("slow-dependency")
    #expect(slow.obstacle(in: SampleLab.system()) == "no service calls another one")
    var system = SampleLab.system()
    for (name, count) in [("mail", 1.0), ("prices", 3), ("stock", 2)] {
      system.components.append(
        Component(
          name: name, kind: .service, resources: Resources(cpu: .stated(1)),
          operations: [Operation(name: "do", demand: Demand(cpu: .stated(0.0001), delay: .stated(0.02)))]))
      system["api"]?.operations[0].steps.append(
        .call(Call(component: name, operation: "do", count: .stated(count))))
    }
    // Nobody waits for what is handed over, however often it is.
    system["api"]?.operations[0].steps.append(
      .call(Call(component: "mail", operation: "do", count: .stated(9), mode: .asynchronous)))
    #expect(slow.obstacle(in: system) == nil)
    let lab = try LabSystem(system, nodeCores: 0.25, machineCores: 2, highestRate: 10)
    let changed = slow.applied(to: lab, store: "db")
    #expect(changed["prices"]?.operation("do")?.demand.delay?.likely == 0.02 + 0.1)
    #expect(changed["stock"]?.operation("do")?.demand.delay?.likely == 0.02)
    #expect(changed["mail"]?.operation("do")?.demand.delay?.likely == 0.02)
  }

  @Test func `a part that the lab does not know is refused by its name`() {
    let error = #expect(throws: LabError.self) {
      try LabSystem(SampleLab.system(engine: "mongodb"), nodeCores: 0.25, machineCores: 2, highestRate: 1)
    }
    #expect(error?.description.contains("db") == true && error?.description.contains("mongodb") == true)
  }

  @Test func `copies and caches change the system as the remedies do`() throws {
    let lab = try SampleLab.lab()
    let copies = SampleLab.configuration("replicas").applied(to: lab, store: "db")
    #expect(copies["db"]?.state?.replication?.replicas.likely == 2)
    #expect(copies["db"]?.state?.replication?.readsFrom == .replicas)
    #expect(copies["db"]?.state?.connectionsPerReplica["api"]?.likely == 60)
    let cached = SampleLab.configuration("cache-update").applied(to: lab, store: "db")
    let calls = try #require(cached["api"]?.operation("request")).steps.flatMap(\.calls)
    #expect(calls.map(\.cachedIn) == ["db-cache", nil])
    #expect(cached["db-cache"]?.state?.onWrite == .update)
    // Removal costs the hits of every read that follows a write: one of ten here.
    for (id, expected) in [("cache-remove", 0.9), ("cache-update", 0.9999)] {
      let system = SampleLab.configuration(id).applied(to: lab, store: "db")
      let reading = Reading(Lowering.lower(system, conventions: LabSystem.conventions()))
      #expect(abs((reading.hitRatios.max() ?? 0) - expected) < 1e-9)
    }
    #expect(SampleLab.configuration("alone").applied(to: lab, store: "db") == lab.system)
  }

  @Test func `measured demands stand in place of what was stated`() throws {
    var demands = LabDemands()
    demands.operations = ["db.read": 0.0003, "api.request": 0.0001]
    demands.delay = 0.0002
    let system = demands.put(into: try SampleLab.lab().system)
    #expect(system["db"]?.operation("read")?.demand.cpu?.likely == 0.0003)
    #expect(system["db"]?.operation("read")?.demand.cpu?.provenance.basis == .measured)
    #expect(system["db"]?.operation("write")?.demand.cpu?.likely == 0.002 / 16)
    #expect(system["api"]?.operation("request")?.demand.delay?.likely == 0.0002)
  }

  @Test func `a service's process does the steps of its operation, and each statement alone`() throws {
    var system = try SampleLab.lab().system
    system["api"]?.operations[0].steps.append(
      .call(Call(component: "db", operation: "write", count: .stated(2.5))))
    let plan = ServicePlan(
      try #require(system["api"]), in: system, work: ["db.read": 450], probes: [0, 2000])
    #expect(plan.stores.map(\.store) == ["db"] && plan.services == [])
    let store = ServiceConfiguration.Store(
      name: "db", database: "d", user: "u", primary: 1, replicas: [2], poolSize: 20, timeout: 1)
    let made = try plan.configuration(ports: [:], stores: [store], workers: 4, longTime: 60)
    let write = ServiceConfiguration.Step.access(.init(store: 0, writes: true))
    #expect(
      made.operations[0].steps == [
        .oneOf([.init(share: 0.9, steps: [.access(.init(store: 0, writes: false, work: 450))])]),
        .oneOf([.init(share: 0.1, steps: [write])]), write, write,
        .oneOf([.init(share: 0.5, steps: [write])]),
      ])
    // The statement alone goes to the primary and past the cache.
    #expect(made.stores.count == 2 && made.stores[1].replicas == [] && made.stores[1].cache == nil)
    let probe = try #require(made.operations.first { $0.name == ServicePlan.probeName("db", "read", nil) })
    #expect(probe.steps == [.access(.init(store: 1, writes: false, work: 450))])
    #expect(try ServiceConfiguration(json: made.json, path: "api.json") == made)
  }

  @Test func `what cannot be stood up is refused by name and reason, all of it at once, and can be left out`()
    throws
  {
    var system = SampleLab.system()
    system.components.append(Component(name: "changes", kind: .topic, engine: "rabbitmq"))
    system.components.append(Component(name: "door", kind: .gateway, engine: "envoy"))
    system.components.append(Component(name: "far", kind: .cdn, engine: "cloudfront"))
    system["api"]?.operations[0].steps += [
      .call(Call(component: "changes", mode: .asynchronous)),
      .parallel([.call(Call(component: "changes")), .call(Call(component: "db", operation: "read"))]),
      .parallel([.call(Call(component: "changes"))]),
    ]
    let error = #expect(throws: LabError.self) {
      try LabSystem(system, nodeCores: 0.25, machineCores: 2, highestRate: 1000)
    }
    let text = error?.description ?? ""
    #expect(
      text.contains("far (cloudfront): nothing is far away") && text.contains("door (envoy): HAProxy passes"))
    #expect(!text.contains("changes"))
    let rest = try LabOmission.leavingOut(["changes", "door", "far"], of: system)
    #expect(rest.components.map(\.name) == ["api", "db"])
    // Two choices as before, and of the three new steps one call in one of them.
    #expect(rest["api"]?.operations[0].steps.count == 3)
    #expect(
      rest["api"]?.operations[0].steps.last == .parallel([.call(Call(component: "db", operation: "read"))]))
    #expect(throws: LabError.self) { try LabOmission.leavingOut(["nothing"], of: system) }
    #expect(throws: LabError.self) { try LabOmission.leavingOut(["api"], of: system) }
  }
}
