import TenfoldModel

/// What traces tell of a system: which services ran, who asked whom how often, and what of it was waited for.
struct TraceSummary: Sendable {
  /// One service that asked another.
  struct Pair: Hashable, Sendable {
    var from: String
    var to: String
  }

  /// How often a service asked another.
  struct Calls: Sendable {
    /// Calls in all.
    var count = 0
    /// Those of them that were handed over as messages.
    var messages = 0
  }

  /// How often each service was asked or began by itself.
  private(set) var executions: [String: Int] = [:]
  /// How often each service was asked by nobody that was traced.
  private(set) var roots: [String: Int] = [:]
  private(set) var calls: [Pair: Calls] = [:]
  /// Services that asked each database, by its engine and name.
  private(set) var databases: [String: Set<String>] = [:]
  /// True when messages were seen.
  private(set) var hasMessages = false
  /// The first file that was read.
  let location: SourceLocation

  /// Names of the services, as they call themselves.
  var services: Set<String> { Set(executions.keys) }

  /// Sums up spans; nil where there are none.
  ///
  /// A service is asked where a span of it has a parent in another, and asks by itself where its span has none. A
  /// span that names a peer which was not traced itself is a call of it.
  ///
  /// - Complexity: O(spans).
  init?(_ spans: [TracedSpan], at location: SourceLocation) {
    guard !spans.isEmpty else { return nil }
    self.location = location
    struct Key: Hashable {
      let trace: String
      let id: String
    }
    // Of two sides of a call that share an id the asking one is the parent of the other and of nothing else.
    var owners: [Key: Int] = [:]
    var asking: [Key: Int] = [:]
    for (index, span) in spans.enumerated() {
      let key = Key(trace: span.trace, id: span.id)
      if let known = owners[key] {
        let isAsker = spans[index].kind == .client || spans[index].kind == .producer
        (asking[key], owners[key]) = isAsker ? (index, known) : (known, index)
      } else {
        owners[key] = index
      }
    }
    let parents = spans.indices.map { index -> Int? in
      let key = Key(trace: spans[index].trace, id: spans[index].id)
      if let asker = asking[key], asker != index { return asker }
      return spans[index].parent.flatMap { owners[Key(trace: spans[index].trace, id: $0)] }
    }
    var isAnswered = [Bool](repeating: false, count: spans.count)
    for (index, span) in spans.enumerated() {
      guard let parent = parents[index] else {
        executions[span.service, default: 0] += 1
        roots[span.service, default: 0] += 1
        continue
      }
      guard spans[parent].service != span.service else { continue }
      isAnswered[parent] = true
      executions[span.service, default: 0] += 1
      add(
        spans[parent].service, span.service,
        isMessage: span.kind == .consumer || spans[parent].kind == .producer)
    }
    for (index, span) in spans.enumerated() {
      hasMessages =
        hasMessages || span.isMessaging || span.kind == .producer || span.kind == .consumer
      if let system = span.databaseSystem {
        let name = [system, span.database ?? span.peer].compactMap(\.self).joined(separator: " ")
        databases[name, default: []].insert(span.service)
      }
      guard !isAnswered[index], span.kind == .client || span.kind == .producer, let peer = span.peer,
        peer != span.service
      else { continue }
      add(span.service, peer, isMessage: span.kind == .producer)
    }
  }

  private mutating func add(_ from: String, _ to: String, isMessage: Bool) {
    var known = calls[Pair(from: from, to: to)] ?? Calls()
    known.count += 1
    if isMessage { known.messages += 1 }
    calls[Pair(from: from, to: to)] = known
  }

  /// Requests to a caller below which a mean over them says little.
  private static let leastExecutions = 20

  /// Mean calls for a request to the caller, with two standard deviations of a Poisson count either way; nil where
  /// fewer than 20 requests to it were traced.
  func callsPerRequest(_ pair: Pair) -> Quantity? {
    let requests = executions[pair.from] ?? 0
    guard requests >= Self.leastExecutions, let made = calls[pair] else { return nil }
    let (count, all) = (Double(made.count), Double(requests))
    let spread = 2 * count.squareRoot()
    return Quantity(
      count / all, low: max(count / 4, count - spread) / all, high: (count + spread) / all,
      .measured(source: "traces", at: location))
  }

  /// Share of the pairs of traced services whose caller waits; nil where none asks another.
  var synchronousShare: Double? {
    let pairs = calls.filter { services.contains($0.key.to) }
    guard !pairs.isEmpty else { return nil }
    return Double(pairs.values.count { $0.messages * 2 < $0.count }) / Double(pairs.count)
  }
}

extension TraceSummary {
  /// The traces among the files of a system; nil where there are none.
  init?(of tree: SourceTree) {
    var spans: [TracedSpan] = []
    var location: SourceLocation?
    for file in tree.files where file.name.lowercased().hasSuffix(".json") {
      let found = file.documents.flatMap(TraceFormats.spans)
      if !found.isEmpty, location == nil { location = file.at(1) }
      spans += found
    }
    guard let location else { return nil }
    self.init(spans, at: location)
  }
}
