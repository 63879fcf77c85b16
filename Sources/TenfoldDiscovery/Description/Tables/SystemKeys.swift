internal import TenfoldModel
internal import TenfoldPlatform

/// The keys of a whole system.
enum SystemKeys {
  static let table = DescriptionTable<System>(
    name: "system", help: "A system of services, as a person describes it.",
    keys: [
      DescriptionKey(
        "tenfold", .choice(["1"]), "Version of this format", isRequired: false,
        read: { _, _, _ in }, write: { _ in .plain("1") }),
      .requiredName,
      .table("workload", \.workload, workload, "How much is asked of it, by whom and in which shares"),
      .table("objectives", \.objectives, objectives, "What is promised to users and to the business"),
    ] + ComponentDirectory.sections.map { section($0.key, $0.kind) } + [
      .table("placement", \.placement, PlacementKeys.placement, "Where it runs"),
      .optionalTable(
        "mesh", \.mesh, PlacementKeys.mesh, start: { Mesh(engine: "") },
        "A service mesh that carries the calls"),
      .table("delivery", \.delivery, ProcessKeys.delivery, "How changes reach production"),
      .table(
        "observation", \.observation, ProcessKeys.observation, "What is logged, measured, traced and healed"),
      .named(
        "incidents", \.incidents, ProcessKeys.incident, called: \.name,
        start: { Incident(name: $0, cause: .fault) }, "What went wrong and may again, by name"),
    ])

  private static func section(_ name: String, _ kind: ComponentKind) -> DescriptionKey<System> {
    let table = ComponentKeys.table(of: kind)
    return DescriptionKey(
      name, .map(.table(table.name)),
      "By name: " + table.help.prefix(1).lowercased() + table.help.dropFirst().dropLast(),
      read: { node, system, reading in
        for entry in reading.entries(node) {
          var component = Component(
            name: entry.key, kind: kind, evidence: [reading.location(entry.line)])
          if kind == .store || kind == .cache { component.state = StoredState() }
          if kind == .topic { component.messaging = Messaging() }
          if kind == .gateway || kind == .cdn { component.policy = GatewayPolicy() }
          reading.within(entry.key) { _ = table.read(entry.value, into: &component, &$0) }
          if system[entry.key] != nil {
            reading.report(
              .duplicate, .error,
              "'\(entry.key)' is declared in two sections; names are unique in a system, this one is left out",
              line: entry.line)
          } else {
            system.components.append(component)
          }
        }
      },
      write: { system in
        let components = system.components.filter { $0.kind == kind }
        guard !components.isEmpty else { return nil }
        return .map(
          components.map { component in
            let evidence = component.evidence.prefix(3).map(\.description).joined(separator: ", ")
            return .init(
              component.name,
              table.tree(of: component).adding(evidence: evidence.isEmpty ? [] : ["found in " + evidence]))
          })
      })
  }

  static let workload = DescriptionTable<Workload>(
    name: "workload", help: "How much is asked of the system, by whom and in which shares.",
    keys: [
      .quantity("users", \.users, .count, "Users", isPositive: true),
      .quantity(
        "requestsPerUser", \.requestsPerUser, .rate,
        "Requests of one user at the peak; by convention 0.1/s unless said", isPositive: true),
      .quantity(
        "arrivalRate", \.arrivalRate, .rate, "Requests at the peak, when known directly",
        source: "the peak of requests per second in the access log", isPositive: true),
      .quantity("peakFactor", \.peakFactor, .count, "Peak over mean of the day's load; 1 or more"),
      .quantity("growthPerYear", \.growthPerYear, .count, "Factor by which the load grows in a year"),
      .quantity(
        "growth", \.growth, .count, "Times today's load that is to be carried; 10 unless said",
        isPositive: true),
      .quantity("within", \.within, .duration, "Time until that load is there"),
      .optionalTable(
        "tenants", \.tenants, tenants, start: { Tenants(count: .stated(1)) },
        "Customers who share the system, each with data of its own: a number, or a mapping"),
      .named(
        "journeys", \.journeys, journey, called: \.name, start: { Journey(name: $0, calls: []) },
        "What users do, by name"),
    ])

  static let tenants = DescriptionTable<Tenants>(
    name: "tenants", help: "Customers who share one system: shops, workspaces, organisations.",
    keys: [
      .required("count", \.count, .count, "How many there are"),
      .text(
        "key", \.key, "What stores are divided by where they are divided by tenant, as in their `shards`"),
      .quantity("hottestShare", \.hottestShare, .share, "Share of the load that the busiest brings"),
    ],
    shorthand: .init(
      form: .quantity(.count),
      read: { node, tenants, reading in
        if let count = reading.quantity(node, .count) { tenants.count = count }
      }, write: { _ in nil }))

  static let journey = DescriptionTable<Journey>(
    name: "journey", help: "One thing users do.",
    keys: [
      .quantity("share", \.share, .share, "Share of all requests; unknown shares divide what is left"),
      TrafficKeys.priority,
      DescriptionKey(
        "calls", .list(.either([.text, .table("call")])), "Operations a request calls, in order",
        read: { node, journey, reading in
          let items = node.isSequence ? node.items : [node]
          journey.calls = items.compactMap { CallKeys.call(of: $0, &reading) }
        },
        write: { journey in .list(journey.calls.map { CallKeys.tree(of: $0) }) }),
    ])

  static let promise: [DescriptionKey<Objectives.ForJourney>] = [
    .quantity("p99", \.p99, .duration, "99th percentile of the response time"),
    .quantity("availability", \.availability, .share, "Share of requests answered well"),
    .quantity("staleness", \.staleness, .duration, "Oldest data a read may show"),
  ]

  static let promiseTable = DescriptionTable<Objectives.ForJourney>(
    name: "promise", help: "What one journey is promised, in the place of the general promise.", keys: promise
  )

  static let objectives = DescriptionTable<Objectives>(
    name: "objectives", help: "What is promised to users and to the business.",
    keys: promise.map { $0.at(\.overall) } + [
      .quantity("leadTime", \.leadTime, .duration, "Time from a finished change to production"),
      .quantity("monthlyCost", \.monthlyCost, .money, "Most money a month"),
      DescriptionKey(
        "journeys", .map(.table("promise")), "Promises of their own, by journey",
        read: { node, objectives, reading in
          for entry in reading.entries(node) {
            if !reading.directory.journeys.contains(entry.key) {
              let nearest = NearestName.of(entry.key, among: reading.directory.journeys.sorted())
              let advice = nearest.map { "did you mean '\($0)'?" } ?? "declare it under workload.journeys"
              reading.report(
                .unknownName, .warning, "\(reading.subject): no journey is named '\(entry.key)'; \(advice)",
                line: entry.line)
            }
            reading.within(entry.key) {
              objectives.journeys[entry.key] = promiseTable.value(
                of: entry.value, start: Objectives.ForJourney(), &$0)
            }
          }
        },
        write: { objectives in
          guard !objectives.journeys.isEmpty else { return nil }
          let journeys = objectives.journeys.sorted { $0.key < $1.key }
          return .map(journeys.map { .init($0.key, promiseTable.tree(of: $0.value)) })
        }),
    ])
}

extension DescriptionKey<System> {
  /// The system's name; the file's folder gives it when it is left out.
  fileprivate static var requiredName: DescriptionKey<System> {
    DescriptionKey(
      "system", .text, "Its name",
      read: { node, system, reading in if let name = reading.text(node) { system.name = name } },
      write: { .text($0.name) })
  }
}
