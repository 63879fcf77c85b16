internal import TenfoldModel
internal import TenfoldPlatform

extension DescriptionKey {
  /// The same key, for a value that holds this key's root at `path`.
  func at<Outer>(_ path: any WritableKeyPath<Outer, Root> & Sendable) -> DescriptionKey<Outer> {
    DescriptionKey<Outer>(
      name, form, help, source: source, isRequired: isRequired,
      read: { node, outer, reading in self.read(node, &outer[keyPath: path], &reading) },
      write: { self.write($0[keyPath: path]) })
  }
}

/// The keys of operations, their steps and their calls.
enum OperationKeys {
  /// What an operation takes and does. The demand behind a bare number is CPU time, or for something external
  /// the time until it answers.
  static func operation(of kind: ComponentKind) -> DescriptionTable<Operation> {
    let keepsState = kind == .store || kind == .cache
    return DescriptionTable(
      name: "operation", help: "Something a component can be asked to do.",
      keys: [
        DescriptionKey(
          "cpu", .quantity(.duration), "CPU time of one execution on its own component",
          source: kind == .external ? nil : "measure CPU time over requests",
          read: { node, operation, reading in
            operation.demand.cpu = reading.probable(reading.quantity(node, .duration), line: node.line)
          },
          write: { $0.demand.cpu.map { .quantity($0, .duration) } }),
        .quantity("disk", \.demand.disk, .duration, "Disk time of one execution"),
        .quantity(
          "delay", \.demand.delay, .duration, "Time that passes while nothing of the component is used",
          source: kind == .external ? "measure its response time" : nil),
        .quantity(
          "failureShare", \.failureShare, .share,
          "Share of executions that end in a failure of their own, such as a declined payment"),
        .quantity(
          "variability", \.demand.variability, .count,
          "Squared coefficient of variation of the service time; 1 is exponential, 0 always the same"),
        DescriptionKey(
          "writes", .flag,
          "Whether it changes state; of a store or cache, told by the name (`read`, `get`, `write`, `insert`) "
            + "unless said",
          read: { node, operation, reading in operation.writes = reading.flag(node) },
          write: { operation in
            guard let writes = operation.writes else {
              return keepsState && OperationName.writes(operation.name) != nil ? .plain("unknown") : nil
            }
            return .plain(writes ? "true" : "false")
          }),
        .flag("idempotent", \.isIdempotent, "Whether doing it twice has the effect of once"),
        DescriptionKey(
          "steps", .list(.either([.text, .table("step")])),
          "What it does besides, in order: calls, `parallel`, `oneOf`, `publish`",
          read: { node, operation, reading in operation.steps = StepKeys.steps(of: node, &reading) },
          write: { $0.steps.isEmpty ? nil : .list(StepKeys.trees(of: $0.steps)) }),
      ],
      shorthand: .init(
        form: .quantity(.duration),
        read: { node, operation, reading in
          let demand = reading.quantity(node, .duration)
          if kind == .external {
            operation.demand.delay = demand
          } else {
            operation.demand.cpu = reading.probable(demand, line: node.line)
          }
        }, write: { _ in nil }))
  }

  /// An operation of which the name is known, and by it perhaps whether it writes.
  static func start(_ name: String, of kind: ComponentKind) -> Operation {
    Operation(name: name, writes: kind == .store || kind == .cache ? OperationName.writes(name) : nil)
  }

  /// How failures and slowness of a call are met.
  static let resilience: [DescriptionKey<Resilience>] = [
    .quantity("timeout", \.timeout, .duration, "Time after which the caller gives up"),
    .table(
      "retries", \.self, retries, "Attempts after the first: a number, or a mapping with a budget and a pause"
    ),
    .quantity(
      "breakerThreshold", \.breakerThreshold, .count, "Failures in a row that open a circuit breaker"),
    .quantity("hedgeAfter", \.hedgeAfter, .duration, "Time after which a second copy is sent"),
    .flag(
      "tied", \.isTied, "Whether two copies are sent at once, the first of which to begin stops the other"),
    .quantity(
      "bulkhead", \.bulkhead, .count,
      "Most such calls of one replica of the caller at a time; more are refused"),
  ]

  static let retries = DescriptionTable<Resilience>(
    name: "retries", help: "How a failed call is repeated.",
    keys: [
      .quantity("limit", \.retryLimit, .count, "Attempts after the first"),
      .quantity("budget", \.retryBudget, .share, "Retries allowed as a share of all calls"),
      .quantity("backoff", \.backoff, .duration, "Mean pause before a retry"),
    ],
    shorthand: .init(
      form: .quantity(.count),
      read: { node, resilience, reading in resilience.retryLimit = reading.quantity(node, .count) },
      write: { resilience in
        guard resilience.retryBudget == nil, resilience.backoff == nil else { return nil }
        return resilience.retryLimit.map { .quantity($0, .count) }
      }))

  /// How a call is made, besides what it calls.
  static let call: [DescriptionKey<Call>] =
    [
      .quantity("count", \.count, .count, "Mean number of calls, one after the other; 1 unless said"),
      .quantity("fanOut", \.fanOut, .count, "Copies sent at once; the caller waits for the last"),
      DescriptionKey(
        "async", .flag, "True when the caller does not wait",
        read: { node, call, reading in
          if let flag = reading.flag(node) { call.mode = flag ? .asynchronous : .synchronous }
        },
        write: { $0.mode == .asynchronous ? .plain("true") : nil }),
      DescriptionKey(
        "cachedIn", .text, "A cache that is asked first; only its misses reach the component",
        read: { node, call, reading in call.cachedIn = reading.componentName(node) },
        write: { $0.cachedIn.map { .text($0) } }),
      DescriptionKey(
        "optional", .flag, "True when the answer is poorer but whole without it",
        read: { node, call, reading in call.isOptional = reading.flag(node) ?? false },
        write: { $0.isOptional ? .plain("true") : nil }),
    ] + resilience.map { $0.at(\.resilience) } + [
      TrafficKeys.undo,
      .quantity(
        "outbox", \.outboxInterval, .duration,
        "Interval at which an outbox is emptied that the message waits in"),
      .quantity("requestSize", \.requestSize, .bytes, "Bytes sent"),
      .quantity("responseSize", \.responseSize, .bytes, "Bytes received"),
    ]
}

/// What the name of a store's operation says about it.
enum OperationName {
  private static let reads = [
    "read", "get", "find", "list", "select", "query", "search", "lookup", "scan", "count", "fetch", "load",
  ]
  private static let changes = [
    "write", "insert", "update", "upsert", "delete", "remove", "put", "set", "save", "store", "append", "add",
    "create", "incr", "increment", "push",
  ]

  /// True for a name of a change, false for one of a read, nil when it tells neither.
  static func writes(_ name: String) -> Bool? {
    let first = String(name.lowercased().prefix { $0 >= "a" && $0 <= "z" })
    if changes.contains(first) { return true }
    return reads.contains(first) ? false : nil
  }
}

extension DescriptionReading {
  /// The quantity, with a remark when nobody's request takes that much CPU time.
  fileprivate mutating func probable(_ demand: Quantity?, line: Int) -> Quantity? {
    if let demand, demand.likely >= 60 {
      report(
        .improbable, .warning,
        "\(subject) is \(QuantityText.duration(demand.likely)) for one request; m is minutes, write ms for "
          + "milliseconds", line: line)
    }
    return demand
  }
}
