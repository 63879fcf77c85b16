internal import TenfoldModel
internal import TenfoldPlatform

/// The keys of which replica gets a call and how many it lets in.
enum TrafficKeys {
  /// Keys of every component that runs in replicas.
  static let component: [DescriptionKey<Component>] = [
    .optionalTable(
      "balancing", \.balancing, balancing, start: { LoadBalancing(policy: .random) },
      "Which replica gets a call: a word, or a mapping"),
    .optionalTable(
      "admission", \.admission, admission, start: { AdmissionControl(rule: .fixed) },
      "How many calls one replica lets in at a time: a number, or a mapping"),
  ]

  private static let policies: [(word: String, value: Balancing)] = [
    ("random", .random), ("roundRobin", .roundRobin), ("leastRequests", .leastRequests),
    ("twoChoices", .twoChoices), ("consistentHash", .consistentHash), ("sameZone", .sameZone),
  ]

  static let balancing = DescriptionTable<LoadBalancing>(
    name: "balancing", help: "How calls are spread over the replicas of a component.",
    keys: [
      .choice("policy", \.policy, policies, fallback: nil, "Which replica gets a call"),
      .optionalTable(
        "keys", \.keys, StateKeys.keys, start: { KeyPopularity() },
        "Keys that calls are spread by, for consistentHash; very many and all alike unless said"),
      .quantity(
        "loadBound", \.loadBound, .count,
        "Most requests at one replica over the mean of all, for consistentHash with bounded loads, such as 1.25"
      ),
    ],
    shorthand: .init(
      form: .choice(policies.map(\.word)),
      read: { node, balancing, reading in
        guard let word = reading.choice(node, of: policies.map(\.word)) else { return }
        balancing.policy = policies.first { $0.word == word }?.value ?? .random
      },
      write: { balancing in
        guard balancing.keys == nil, balancing.loadBound == nil else { return nil }
        return policies.first { $0.value == balancing.policy }.map { .text($0.word) }
      }))

  static let admission = DescriptionTable<AdmissionControl>(
    name: "admission", help: "How many calls one replica lets in at a time; more are refused.",
    keys: [
      .choice(
        "rule", \.rule,
        [("fixed", .fixed), ("additive", .additive), ("gradient", .gradient), ("vegas", .vegas)],
        fallback: .fixed,
        "What the limit follows: nothing, late and failed answers, the response time beside its long average, the queue "
          + "that it implies"),
      .quantity("limit", \.limit, .count, "Calls let in, at the beginning or always; 20 unless said"),
      .quantity("min", \.minimum, .count, "The least that the limit may become; 1 unless said"),
      .quantity("max", \.maximum, .count, "The most that it may become; 1000 unless said"),
      .quantity(
        "lateAfter", \.lateAfter, .duration,
        "Response time beyond which an answer is late, with additive; 5 s unless said"),
      .quantity(
        "reserved", \.reserved, .share,
        "Share of the limit kept free of normal requests, and again of sheddable ones"),
    ],
    shorthand: .init(
      form: .quantity(.count),
      read: { node, admission, reading in admission.limit = reading.quantity(node, .count) },
      write: { _ in nil }))

  /// How much a journey's requests matter.
  static let priority = DescriptionKey<Journey>.choice(
    "priority", \.priority,
    [("critical", .critical), ("normal", .normal), ("sheddable", .sheddable)], fallback: nil,
    "What is shed first when a replica lets in no more; normal unless said")

  /// What undoes a call.
  static let undo = DescriptionKey<Call>(
    "undo", .text, "What undoes it when a later step of its caller fails, as `component.operation`",
    read: { node, call, reading in
      guard let text = reading.text(node) else { return }
      let (component, operation) = reading.directory.resolve(text)
      guard reading.checkComponent(component, line: node.line) else { return }
      if let operation { reading.checkOperation(operation, of: component, line: node.line) }
      call.undo = text
    },
    write: { $0.undo.map { .text($0) } })
}
