extension ServiceConfiguration {
  /// What no service can be run with, each in a sentence that says where.
  func mistakes() -> [String] {
    var found: [String] = []
    if workers < 1 { found.append("workers is \(workers); it must be 1 or more") }
    if Set(operations.map(\.name)).count < operations.count {
      found.append("two operations have one name; give each its own")
    }
    if let tracing, tracing.path.isEmpty || !(tracing.tracesPerSecond >= 0) {
      found.append("tracing needs the path of a file and 0 or more traces per second")
    }
    for operation in operations {
      if !(0...3600).contains(operation.processorTime) {
        found.append(
          "processorTime of \(operation.name) is \(operation.processorTime) s; it must be from 0 to 3600")
      }
      if let delay = operation.delay, !(0...3600).contains(delay) {
        found.append("delay of \(operation.name) is \(delay) s; it must be from 0 to 3600")
      }
      found += operation.steps.flatMap(\.leaves).compactMap { mistake(in: $0, of: operation.name) }
    }
    for call in calls
    where call.ports.isEmpty || !(call.timeout > 0) || !(0...100).contains(call.retries) || call.poolSize < 1
    {
      found.append(
        "the call of \(call.path) needs a port, a timeout above 0, 0 to 100 retries and a pool of 1 or more")
    }
    return found + stores.flatMap(\.mistakes) + brokerMistakes
  }

  /// What no message can be published or handled with.
  private var brokerMistakes: [String] {
    guard let broker else { return [] }
    var found: [String] = []
    if !(broker.timeout > 0) {
      found.append("the broker's timeout is \(broker.timeout) s; it must be above 0")
    }
    for topic in [name] + broker.topics where !topic.isPlainName {
      found.append(
        "\"\(topic)\" is the name of a stream or its consumer; it must be letters, digits, - and _")
    }
    if Set(broker.consumers.map(\.topic)).count < broker.consumers.count {
      found.append("two consumers take one topic; name each topic once")
    }
    for consumer in broker.consumers {
      let place = "the consumer for \(consumer.operation)"
      if !broker.topics.indices.contains(consumer.topic) {
        found.append("\(place) takes topic \(consumer.topic) and there are \(broker.topics.count)")
      }
      if !operations.contains(where: { $0.name == consumer.operation }) {
        found.append("\(place): there is no operation of that name")
      }
      if !(1...1000).contains(consumer.concurrency) || consumer.deliveries < 1
        || !(0...3600).contains(consumer.pause) || !(0.1...3600).contains(consumer.patience)
      {
        found.append(
          "\(place) needs 1 to 1000 messages at once, 1 or more deliveries, a pause of 0 to 3600 s and a patience of 0.1 to "
            + "3600 s")
      }
    }
    return found
  }

  private func mistake(in step: Step, of operation: String) -> String? {
    switch step {
    case .call(let index) where !calls.indices.contains(index):
      "\(operation) makes call \(index) and there are \(calls.count)"
    case .access(let access) where !stores.indices.contains(access.store):
      "\(operation) asks store \(access.store) and there are \(stores.count)"
    case .access(let access) where !(0...10_000_000).contains(access.work):
      "\(operation) asks for work \(access.work); it must be from 0 to 10000000"
    case .publish(let topic) where broker?.topics.indices.contains(topic) != true:
      "\(operation) publishes to topic \(topic) and there are \(broker?.topics.count ?? 0)"
    default: nil
    }
  }
}

extension ServiceConfiguration.Store {
  /// What no connection can be made with.
  fileprivate var mistakes: [String] {
    var found: [String] = []
    if poolSize < 1 || !(timeout > 0) {
      found.append("the store \(name) needs a pool of 1 or more and a timeout above 0")
    }
    if let cache, cache.poolSize < 1 || !(cache.timeout > 0) {
      found.append("the cache of \(name) needs a pool of 1 or more and a timeout above 0")
    }
    for text in [database, user] where !text.isPlainName {
      found.append("\"\(text)\" of the store \(name) must be letters, digits, - and _")
    }
    return found
  }
}

extension String {
  /// True for letters, digits, `-` and `_`, at least one of them.
  fileprivate var isPlainName: Bool {
    !isEmpty && allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
  }
}
