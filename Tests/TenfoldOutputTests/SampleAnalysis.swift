import TenfoldModel

/// A hand-made answer with every part in it, and text that HTML and JSON must escape.
enum SampleAnalysis {
  static let inventory = Inventory(
    services: [
      .init(name: "web", kind: .gateway, evidence: [place("compose.yaml", 3)]),
      .init(name: "orders", evidence: [place("compose.yaml", 12), place("k8s/orders.yaml", 1)]),
      .init(name: "<b>odd</b> & \"quoted\"", evidence: []),
    ],
    stores: [.init(name: "orders-db", engine: "postgresql", evidence: [place("compose.yaml", 30)])],
    queues: [.init(name: "events", engine: "rabbitmq", evidence: [place("compose.yaml", 41)])],
    edges: [
      .init(from: "web", to: "orders", kind: .sync, strength: .strong, evidence: [place("compose.yaml", 7)]),
      .init(from: "orders", to: "orders-db", kind: .data, strength: .configured, evidence: []),
      .init(from: "orders", to: "events", kind: .async, strength: .weak, evidence: []),
    ],
    setAside: [.init(name: "load", reason: "load generator", evidence: [place("compose.yaml", 50)])],
    dangling: [.init(from: "orders", name: "billing", evidence: [place("compose.yaml", 19)])],
    unread: [.init(file: "broken.yaml", reason: "line 4: a tab; indent with spaces")], readCount: 24,
    fileSets: [
      .init(name: "compose.yaml", form: "compose", files: ["compose.yaml"], workloadCount: 5, isInUse: true),
      .init(
        name: "k8s", form: "kustomize", files: ["k8s/orders.yaml"], workloadCount: 4, isInUse: false,
        renderer: "kubectl 1.30.1"),
    ],
    given: [.compose, .kubernetes])

  static let assessment = Assessment(levels: [
    .serviceCount: DimensionLevel(level: 1, evidence: [finding("TF-S1-1", "3 own services")]),
    .deployment: DimensionLevel(
      level: 1, evidence: [finding("TF-D1-4", "images tagged latest", "compose.yaml", 13)],
      missing: [.init(rule: "TF-D2-3", message: "a pipeline that deploys")]),
    .communication: DimensionLevel(level: 2, note: "half of the calls"),
    .dataManagement: DimensionLevel(level: 2), .monitoring: DimensionLevel(level: nil),
  ])

  static let analysis = Analysis(
    system: System(name: "shop"), inventory: inventory, assessment: assessment,
    usersNow: Range3(low: 100, likely: 100, high: 100), rateNow: Range3(low: 10, likely: 10, high: 10),
    loadNote: "assumed (100 users x 0.1)",
    goal: GrowthGoal(users: 1000, growth: 10, isAssumed: true, plannedUtilization: 0.6),
    bases: BasisCount(measured: 4, stated: 11, assumed: 63),
    constraints: [
      constraint(.capacity, "saturation", "orders", "CPU", 14_000),
      constraint(.coordination, "hands-on-time", "deployments", "hands-on time", 3_000_000),
      constraint(.consistency, "staleness", "orders-db", "staleness", nil),
    ],
    plan: [
      PlanStep(
        remedy: "autoscaling", subject: "orders", action: "autoscale orders 3 to 12",
        relieves: "saturation:orders", limit: "orders CPU", family: .capacity,
        reachesUsers: Range3(low: 20_000, likely: 38_000, high: 90_000),
        monthlyCost: Range3(low: 40, likely: 62, high: 100),
        effort: Range3(low: 0.01, likely: 0.025, high: 0.1),
        time: Range3(low: 3600, likely: 3600, high: 7200), reversibility: "easy", risk: "low",
        tradeoff: "Replicas start after the load has come.", nextConstraint: "hands-on-time:deployments")
    ],
    rejected: [Rejection(remedy: "sharding", subject: "orders-db", reason: "it is at 4 %")],
    measureFirst: [
      MeasureFirst(
        quantity: "CPU per request of orders", current: "assumed 4 ms, 1 to 12", share: 0.71,
        how: "Divide CPU seconds by requests over ten minutes.")
    ],
    estimates: [
      Estimate(
        users: 100,
        lines: [
          EstimateLine(
            topic: "requests", name: "requests per second", value: Range3(low: 5, likely: 10, high: 20),
            unit: "requests/s", formula: "100 users x 0.1", isConvention: true)
        ])
    ],
    diagnostics: [
      Diagnostic(
        .warning, id: "TF-DESC-001", "replicas unknown; 1 assumed", at: .init(file: "compose.yaml", line: 12))
    ])

  static func place(_ file: String, _ line: Int) -> Evidence {
    Evidence(at: SourceLocation(file: file, line: line))
  }

  private static func finding(
    _ rule: String, _ message: String, _ file: String? = nil, _ line: Int = 1
  ) -> DimensionLevel.Finding {
    .init(rule: rule, message: message, evidence: file.map { [place($0, line)] } ?? [])
  }

  static func constraint(
    _ family: ConstraintFamily, _ kind: String, _ subject: String, _ quantity: String, _ users: Double?
  ) -> Constraint {
    Constraint(
      family: family, kind: kind, subject: subject, quantity: quantity, limit: 0.8, valueNow: 0.1,
      unit: "share",
      breaksAtUsers: users.map { Range3(low: $0 / 2, likely: $0, high: $0 * 2) },
      breaksAtRate: users.map { Range3(low: $0 / 20, likely: $0 / 10, high: $0 / 5) }, isViolatedNow: false,
      probabilityFirst: 0.5, explanation: "\(subject) reaches its limit of \(quantity).")
  }
}
