internal import TenfoldModel
internal import TenfoldPlatform

/// The keys of components: some for every kind, some for one.
enum ComponentKeys {
  /// The table of a kind. Its name in the schema is the section's: `services`, `stores`, `topics`.
  static func table(of kind: ComponentKind) -> DescriptionTable<Component> {
    DescriptionTable(name: kind.rawValue, help: help(of: kind), keys: keys(of: kind))
  }

  private static func help(of kind: ComponentKind) -> String {
    switch kind {
    case .service: "An own deployable that runs business code."
    case .gateway: "A gateway, ingress or load balancer in front of services."
    case .cdn: "A content delivery network at the edge."
    case .store: "A database that keeps state."
    case .cache: "A cache in front of a store or a service; what it holds may be lost."
    case .topic: "A topic or queue of a broker."
    case .external: "Something others run, which only answers."
    }
  }

  private static func keys(of kind: ComponentKind) -> [DescriptionKey<Component>] {
    let operations = operationsKey(of: kind)
    switch kind {
    case .service: return running(engineKey: "runtime") + [consumes, clientConnections, operations]
    case .gateway: return running(engineKey: "engine") + gateway + [clientConnections, operations]
    case .cdn: return running(engineKey: "engine") + gateway + [operations]
    case .store:
      return running(engineKey: "engine") + StateKeys.store.map { $0.at(\.knownState) } + [operations]
    case .cache:
      return running(engineKey: "engine") + StateKeys.cache.map { $0.at(\.knownState) } + [operations]
    case .topic:
      return running(engineKey: "engine") + StateKeys.topic.map { $0.at(\.knownMessaging) } + [operations]
    case .external:
      return [.text("engine", \.engine, "What it is"), availability, faultsPerYear, observed, operations]
    }
  }

  // MARK: Every kind that runs

  private static func running(engineKey: String) -> [DescriptionKey<Component>] {
    let engine =
      engineKey == "runtime"
      ? "Runtime with an optional version: `go`, `java`, `nodejs`, `python`"
      : "Engine with an optional version: `postgresql@15`, `redis`, `kafka`, `envoy`"
    return [
      .text(engineKey, \.engine, engine, source: "it decides what is assumed"),
      .text("owner", \.owner, "The team that owns it"),
      DescriptionKey(
        "replicas", .table("scaling"),
        "How many there are; a mapping when an autoscaler changes the number",
        source: engineKey == "runtime" ? "count the processes that serve" : nil,
        read: { node, component, reading in scaling.read(node, into: &component.scaling, &reading) },
        write: { scaling.tree(of: $0.scaling).nonempty }),
      .quantity(
        "cpu", \.resources.cpu, .cores, "Cores one replica may use",
        source: "its limit, or the machine's size"),
      .quantity("cpuRequest", \.resources.cpuRequest, .cores, "Cores the scheduler reserves for one replica"),
      .quantity("memory", \.resources.memory, .bytes, "Memory one replica may use"),
      .quantity("storage", \.resources.storage, .bytes, "Disk one replica may fill"),
      .quantity(
        "biggerSizes", \.resources.biggerSizes, .count,
        "Bigger machines on offer than the one it runs on; 0 on the largest"),
      .quantity(
        "workers", \.workers, .count, "Requests one replica works on at a time: threads, processes"),
      DescriptionKey(
        "placedIn", .either([.text, .list(.text)]),
        "Regions, clusters or zones it is bound to; everywhere when left out",
        read: { node, component, reading in component.placedIn = reading.placeNames(node) },
        write: { component in
          guard let first = component.placedIn.first else { return nil }
          return component.placedIn.count == 1 ? .text(first) : .list(component.placedIn.map { .text($0) })
        }),
      .text("runsOn", \.runsOn, "Node pool or machine it runs on; components on one machine share it"),
      availability, faultsPerYear, observed,
    ] + (engineKey == "runtime" ? [alike] : []) + TrafficKeys.component
  }

  private static let availability = DescriptionKey<Component>.quantity(
    "availability", \.availability, .share, "Share of time one replica works")

  private static let faultsPerYear = DescriptionKey<Component>.quantity(
    "faultsPerYear", \.faultsPerYear, .count, "Faults a year that were seen of it and needed someone")

  private static let alike = DescriptionKey<Component>.quantity(
    "alike", \.alike, .count,
    "Services of this shape it stands for, each with these replicas and a like part of the calls",
    isPositive: true)

  private static let observed = DescriptionKey<Component>(
    "observed", .either([.table("observed"), .list(.table("observed"))]),
    "What was seen of it at a load; demands follow from it",
    read: { node, component, reading in
      let items = node.isSequence ? node.items : [node]
      for item in items where !reading.isUnknown(item) {
        if let load = observedLoad.value(of: item, start: ObservedLoad(), &reading) {
          component.observed.append(load)
        }
      }
    },
    write: { component in
      guard let first = component.observed.first else { return nil }
      return component.observed.count == 1
        ? observedLoad.tree(of: first) : .list(component.observed.map { observedLoad.tree(of: $0) })
    })

  static let observedLoad = DescriptionTable<ObservedLoad>(
    name: "observed", help: "Something seen of a component while it carried a known load.",
    keys: [
      .quantity("at", \.arrivalRate, .rate, "Requests per second it carried; today's when left out"),
      .quantity("utilization", \.utilization, .share, "Utilization of its busiest resource"),
      .quantity(
        "medianUtilization", \.medianUtilization, .share,
        "Utilization of the median shard, where `utilization` is that of the busiest"),
      .quantity("p50", \.p50, .duration, "Median response time"),
      .quantity("p95", \.p95, .duration, "95th percentile of the response time"),
      .quantity("p99", \.p99, .duration, "99th percentile of the response time"),
      .quantity("p999", \.p999, .duration, "Percentile 99.9 of the response time"),
      .quantity("connections", \.connections, .count, "Connections in use"),
    ])

  static let scaling = DescriptionTable<Scaling>(
    name: "scaling", help: "How many replicas there are and what changes their number.",
    keys: [
      .quantity("min", \.replicas, .count, "Replicas now, and the least there are"),
      .quantity(
        "max", \.knownAutoscaler.maximum, .count, "Most replicas the autoscaler may start", isPositive: true),
      DescriptionKey(
        "scaleOn", .either([.text, .map(.either([.quantity(.share), .quantity(.count)]))]),
        "What it follows, with its target: `{cpu: 60%}`, `{queue: 100}`, or `schedule`",
        read: { node, scaling, reading in
          guard node.isMapping else {
            if let metric = reading.text(node) { scaling.knownAutoscaler.metric = metric }
            return
          }
          for entry in reading.entries(node).prefix(1) {
            scaling.knownAutoscaler.metric = entry.key
            scaling.knownAutoscaler.target = reading.within(entry.key) {
              $0.quantity(entry.value, targetUnit(of: entry.key))
            }
          }
        },
        write: { scaling in
          guard let autoscaler = scaling.autoscaler else { return nil }
          let metric = autoscaler.metric
          guard let target = autoscaler.target else { return .text(metric) }
          return .map([.init(metric, .quantity(target, targetUnit(of: metric)))])
        }),
      .quantity(
        "startTime", \.knownAutoscaler.startTime, .duration, "Time from decision to a replica that serves"),
      .quantity("interval", \.knownAutoscaler.interval, .duration, "Time between two decisions"),
      .quantity(
        "stabilization", \.knownAutoscaler.stabilization, .duration,
        "Time it waits before it takes replicas away again"),
    ],
    shorthand: .init(
      form: .quantity(.count),
      read: { node, scaling, reading in scaling.replicas = reading.positive(node, .count) },
      write: { scaling in
        guard scaling.autoscaler == nil else { return nil }
        return scaling.replicas.map { .quantity($0, .count) } ?? .map([])
      }))

  private static func targetUnit(of metric: String) -> QuantityUnit {
    metric == "cpu" || metric == "memory" ? .share : .count
  }

  // MARK: One kind

  private static let gateway: [DescriptionKey<Component>] = [
    .quantity("rateLimit", \.knownPolicy.rateLimit, .rate, "Requests per second let through"),
    .quantity(
      "burst", \.knownPolicy.burst, .count,
      "Requests that may come at once after a quiet time; a second's worth of the limit unless said"),
    .quantity(
      "cacheHitRatio", \.knownPolicy.cacheHitRatio, .share, "Share of cacheable answers it gives by itself"),
    .flag("authenticates", \.knownPolicy.authenticates, "Whether it authenticates callers"),
    .quantity(
      "newConnections", \.knownPolicy.newConnectionShare, .share,
      "Share of requests that open a TLS connection, whose handshake it does"),
  ]

  /// What a client keeps open to stores; kept with the store.
  private static let clientConnections = DescriptionKey<Component>(
    "connections", .map(.quantity(.count)), "Connections one replica keeps open, by store",
    read: { node, component, reading in
      for entry in reading.entries(node) {
        reading.within(entry.key) { reading in
          guard reading.checkComponent(entry.key, line: entry.line),
            let count = reading.quantity(entry.value, .count)
          else { return }
          reading.pending.append(.connections(client: component.name, store: entry.key, count))
        }
      }
    },
    write: { _ in nil })

  /// Messages a service handles; kept with the topic. Without `operation` the handler is described in place.
  private static let consumes = DescriptionKey<Component>(
    "consumes", .map(.table("consumes")),
    "Topics it takes messages from, with the operation that handles one or that operation itself",
    read: { node, component, reading in
      for entry in reading.entries(node) {
        reading.within(entry.key) { reading in
          guard reading.checkComponent(entry.key, line: entry.line) else { return }
          var start = Consumption()
          start.handler.name = entry.key
          guard let said = consumption.value(of: entry.value, start: start, &reading) else { return }
          if said.operation == nil { component.operations.append(said.handler) }
          let consumer = Messaging.Consumer(
            component: component.name, operation: said.operation ?? entry.key, concurrency: said.concurrency)
          reading.pending.append(.consumer(topic: entry.key, consumer))
        }
      }
    },
    write: { _ in nil })

  /// What a service says of one topic it consumes.
  struct Consumption: Sendable {
    var operation: String?
    var concurrency: Quantity?
    var handler = Operation(name: "")
  }

  static let consumption = DescriptionTable<Consumption>(
    name: "consumes", help: "How a service handles the messages of a topic.",
    keys: [
      .text("operation", \.operation, "The operation that handles a message; left out, it is described here"),
      .quantity("concurrency", \.concurrency, .count, "Messages one replica handles at a time"),
    ] + OperationKeys.operation(of: .service).keys.map { $0.at(\.handler) })

  private static func operationsKey(of kind: ComponentKind) -> DescriptionKey<Component> {
    let table = OperationKeys.operation(of: kind)
    return DescriptionKey(
      "operations", .map(.table("operation")),
      "What it can be asked to do; left out, it has the operations that are called",
      read: { node, component, reading in
        for entry in reading.entries(node) {
          reading.operationLines["\(component.name).\(entry.key)"] = entry.line
          let start = OperationKeys.start(entry.key, of: kind)
          let operation = reading.within(entry.key) { table.value(of: entry.value, start: start, &$0) }
          component.operations.append(operation ?? start)
        }
      },
      write: { component in
        guard !component.operations.isEmpty else { return nil }
        return .map(component.operations.map { .init($0.name, table.tree(of: $0)) })
      })
  }
}

// Paths into parts that are there as soon as something is known of them.
extension Component {
  fileprivate var knownState: StoredState {
    get { state ?? StoredState() }
    set { state = newValue }
  }
  fileprivate var knownMessaging: Messaging {
    get { messaging ?? Messaging() }
    set { messaging = newValue }
  }
  fileprivate var knownPolicy: GatewayPolicy {
    get { policy ?? GatewayPolicy() }
    set { policy = newValue }
  }
}

extension Scaling {
  fileprivate var knownAutoscaler: Autoscaler {
    get { autoscaler ?? Autoscaler() }
    set { autoscaler = newValue }
  }
}

extension DescriptionReading {
  /// Names of regions, clusters or zones; reports those that the placement does not have.
  fileprivate mutating func placeNames(_ node: YAMLNode) -> [String] {
    let names = texts(node)
    for name in names { checkPlace(name, line: node.line) }
    return names
  }

  /// Reports a place that the placement, if it names any, does not have.
  mutating func checkPlace(_ name: String, line: Int) {
    guard !directory.places.isEmpty, !directory.places.contains(name) else { return }
    let nearest = NearestName.of(name, among: directory.places.sorted())
    let advice =
      nearest.map { "did you mean '\($0)'?" }
      ?? "placement has \(directory.places.sorted().joined(separator: ", "))"
    report(
      .unknownName, .warning, "\(subject): no region or cluster is named '\(name)'; \(advice)", line: line)
  }
}
