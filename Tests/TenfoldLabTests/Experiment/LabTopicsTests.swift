import TenfoldModel
import TenfoldReplica
import Testing

@testable import TenfoldLab

/// Topics, gateways and steps beside each other, as the lab stands them up.
struct LabTopicsTests {
  /// An edge before orders, which publish to a topic that mail and stock take; orders call two services at once.
  private static func system(engine: String = "kafka") -> System {
    func service(_ name: String, _ operations: [Operation], replicas: Double = 1) -> Component {
      Component(
        name: name, kind: .service, resources: Resources(cpu: .stated(1)),
        scaling: Scaling(replicas: .stated(replicas)), operations: operations)
    }
    func operation(_ name: String, _ steps: [Step] = []) -> Operation {
      Operation(name: name, demand: Demand(cpu: .stated(0.0001)), steps: steps)
    }
    let placed = Call(component: "order.placed", operation: "publish", mode: .asynchronous)
    let handled = ["mail", "stock"].map {
      Step.call(Call(component: $0, operation: "handle", mode: .asynchronous))
    }
    return System(
      name: "orders",
      workload: Workload(
        arrivalRate: .stated(100),
        journeys: [
          Journey(name: "order", share: .stated(1), calls: [Call(component: "edge", operation: "order")])
        ]),
      components: [
        Component(
          name: "edge", kind: .gateway, engine: "envoy", resources: Resources(cpu: .stated(1)),
          scaling: Scaling(replicas: .stated(2)),
          operations: [
            operation(
              "order",
              [
                .call(
                  Call(
                    component: "orders", operation: "place",
                    resilience: Resilience(timeout: .stated(2), retryLimit: .stated(3))))
              ])
          ]),
        service(
          "orders",
          [
            operation(
              "place",
              [
                .parallel([
                  .call(Call(component: "audit", operation: "note")),
                  .call(Call(component: "audit", operation: "note", count: .stated(2))),
                ]),
                .call(Call(component: "audit", operation: "note", mode: .asynchronous)), .call(placed),
              ])
          ]),
        service("audit", [operation("note")]), service("mail", [operation("handle")]),
        service("stock", [operation("handle")], replicas: 3),
        Component(
          name: "order.placed", kind: .topic, engine: engine,
          operations: [Operation(name: "publish", steps: handled, writes: true)],
          messaging: Messaging(
            partitions: .stated(4),
            consumers: [
              .init(component: "mail", operation: "handle"),
              .init(component: "stock", operation: "handle", concurrency: .stated(1)),
            ])),
      ])
  }

  static func lab() throws -> LabSystem {
    try LabSystem(system(), nodeCores: 0.25, machineCores: 2, highestRate: 100)
  }

  @Test func `topics are streams of one server, whatever the system says, and that is told`() throws {
    let lab = try Self.lab()
    #expect(lab.system["order.placed"] == nil)
    let server = try #require(lab.system["nats"])
    #expect(server.operations.map(\.name) == ["order-placed"] && server.resources.cpu?.likely == 0.25)
    // One partition is one message at a time; three replicas with one each are three.
    #expect(server.messaging?.consumers.map { $0.concurrency?.likely } == [4, 3])
    #expect(lab.remarks.contains { $0.hasPrefix("order.placed (kafka): streams of one NATS server") })
    #expect(lab.remarks.contains { $0.hasPrefix("edge (envoy): HAProxy") })
    let publish = try #require(lab.system["orders"]?.operations[0].steps.last?.calls.first)
    #expect(
      publish.component == "nats" && publish.operation == "order-placed" && publish.mode == .synchronous)
    // Every request is a message, and every message is handled by both.
    let reading = Reading(Lowering.lower(lab.system, conventions: LabSystem.conventions()))
    for name in ["mail", "stock"] {
      let component = try #require(reading.system.components.firstIndex { $0.name == name })
      let index = try #require(reading.system.operations.firstIndex { $0.component == component })
      #expect(abs(reading.visits[index] - 1) < 1e-12)
    }
  }

  @Test func `a service's process does steps at once and later, publishes, and consumes`() throws {
    let system = try Self.lab().system
    let orders = ServicePlan(try #require(system["orders"]), in: system, work: [:], probes: [])
    #expect(orders.services == ["audit"])
    let made = try orders.configuration(
      ports: ["audit": 81], stores: [], broker: 4222, workers: 4, longTime: 60)
    #expect(
      made.operations[0].steps == [
        .together([[.call(0)], [.call(1), .call(1)]]), .later([.call(2)]), .publish(0),
      ])
    #expect(made.broker == .init(port: 4222, timeout: 60, topics: ["order-placed"]))
    #expect(try ServiceConfiguration(json: made.json, path: "orders.json") == made)
    let stock = ServicePlan(try #require(system["stock"]), in: system, work: [:], probes: [])
    let consuming = try stock.configuration(ports: [:], stores: [], broker: 4222, workers: 4, longTime: 60)
    #expect(consuming.broker?.consumers == [.init(topic: 0, operation: "handle", concurrency: 3)])
    let audit = ServicePlan(try #require(system["audit"]), in: system, work: [:], probes: [])
    #expect(
      try audit.configuration(ports: [:], stores: [], broker: 4222, workers: 4, longTime: 60).broker == nil)
  }

  @Test func `who handles two topics works on as many messages of each as is said of it`() throws {
    var system = Self.system()
    var second = try #require(system["order.placed"])
    second.name = "order.returned"
    second.messaging?.partitions = .stated(2)
    system.components.append(second)
    let lab = try LabSystem(system, nodeCores: 0.25, machineCores: 2, highestRate: 100).system
    let mail = ServicePlan(try #require(lab["mail"]), in: lab, work: [:], probes: [])
    let made = try mail.configuration(ports: [:], stores: [], broker: 4222, workers: 4, longTime: 60)
    #expect(
      made.broker?.consumers == [
        .init(topic: 0, operation: "handle", concurrency: 4),
        .init(topic: 1, operation: "handle", concurrency: 2),
      ])
  }

  @Test func `a gateway passes requests on, and one that does more is refused`() throws {
    let lab = try Self.lab()
    let edge = try #require(lab.system["edge"])
    #expect(edge.operations[0].steps[0].calls[0].resilience == Resilience(timeout: .stated(2)))
    let route = try #require(LabGateway(edge, in: lab.system)?.routes.first)
    #expect(route.operation == "order" && route.service == "orders" && route.target == "place")
    #expect(route.timeout == 2)
    var system = Self.system()
    system["edge"]?.operations[0].steps.append(.call(Call(component: "audit", operation: "note")))
    let error = #expect(throws: LabError.self) {
      try LabSystem(system, nodeCores: 0.25, machineCores: 2, highestRate: 100)
    }
    #expect(error?.description.contains("edge (envoy): HAProxy passes each request on") == true)
  }

  @Test func `what a server sends is taken apart into events, however it is cut`() {
    let sent = Array("INFO {}\r\nPING\r\nMSG _INBOX.tenfold 1 5\r\na\r\nbc\r\nPONG\r\n".utf8)
    for cut in 0...sent.count {
      var received: [UInt8] = []
      var events: [JetStream.Event] = []
      for part in [sent[..<cut], sent[cut...]] {
        received += part
        while let event = JetStream.event(in: &received) { events.append(event) }
      }
      #expect(events == [.ping, .message(Array("a\r\nbc".utf8))])
      #expect(received.isEmpty)
    }
  }

  @Test func `topics whose names a stream cannot tell apart are two streams`() throws {
    var system = System(name: "s")
    system.components = ["order.placed", "order-placed"].map {
      Component(name: $0, kind: .topic, operations: [Operation(name: "publish", writes: true)])
    }
    let topics = LabTopics(of: system, cores: 0.25)
    let names = try #require(topics.component).operations.map(\.name)
    #expect(Set(names).count == 2)
    for (component, name) in zip(system.components, names) {
      let published = topics.published(Call(component: component.name, operation: "publish"))
      #expect(published.operation == name)
    }
  }
}
