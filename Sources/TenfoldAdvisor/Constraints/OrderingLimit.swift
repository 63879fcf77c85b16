import TenfoldModel

/// Messages of one partition, which are taken in order, come faster than one consumer after the other handles them.
///
/// Order is kept by key: the partition of the most popular key gets that key's messages and an even part of the rest, and
/// no number of partitions takes that key apart.
struct OrderingLimit: GrowthLimit {
  let identity: LimitIdentity
  private let topic: Int
  /// The component that handles the messages.
  private let handler: Int

  static func all(in reading: Reading) -> [any GrowthLimit] {
    reading.system.components.indices.flatMap { topic -> [any GrowthLimit] in
      let entry = reading.system.components[topic]
      guard entry.kind == .topic,
        reading.system.isKnown(entry.keyCount) || reading.system.isKnown(entry.zipfExponent)
      else { return [] }
      let handlers = Set(reading.deliveries(of: topic).map(reading.target))
      return handlers.sorted().map { OrderingLimit(topic, handler: $0, in: reading) }
    }
  }

  private init(_ topic: Int, handler: Int, in reading: Reading) {
    self.topic = topic
    self.handler = handler
    let name = reading.system.components[topic].name
    identity = LimitIdentity(
      family: .consistency, kind: "ordering",
      subject: "\(name) to \(reading.system.components[handler].name)",
      quantity: "busy share of the fullest partition", unit: "share")
  }

  /// Messages and the time they take one after the other, per request to the system.
  private func work(in reading: Reading) -> (messages: Double, time: Double) {
    let times = reading.unhinderedTimes()
    return reading.deliveries(of: topic).reduce(into: (messages: 0.0, time: 0.0)) { sum, call in
      guard reading.target(of: call) == handler else { return }
      let each = reading.networkTime(ofCall: call) + times[reading.system.calls[call].to]
      sum.messages += reading.callVisits[call]
      sum.time += reading.callVisits[call] * each
    }
  }

  /// Share of the messages in the partition of the most popular key.
  private func fullestShare(in reading: Reading) -> Double {
    let partitions = max(1, reading.value(reading.system.components[topic].partitions, or: 1).rounded())
    let largest = reading.popularity(of: topic).largestShare
    return largest + (1 - largest) / partitions
  }

  func value(at users: Double, in reading: Reading) -> Double {
    users * reading.requestsPerUser * work(in: reading).time * fullestShare(in: reading)
  }

  /// The value is proportional to users, so nothing need be searched.
  func breakingUsers(in reading: Reading) -> Double {
    let perUser = value(at: 1, in: reading)
    let users = perUser > 0 ? 1 / perUser : .infinity
    return users <= GrowthSearch.mostUsers ? users : .infinity
  }

  func limit(at users: Double, in reading: Reading) -> Double { 1 }

  var plannedShare: Double { SaturationLimit.plannedUtilization }

  /// Unknown partitions are as many as the catalogue says.
  func restsOnAssumption(in system: LoweredSystem) -> Bool {
    !system.isKnown(system.components[topic].partitions)
  }

  func explanation(at users: Double, in reading: Reading) -> String {
    let work = work(in: reading)
    let rate = users * reading.requestsPerUser * work.messages * fullestShare(in: reading)
    let partitions = max(1, reading.value(reading.system.components[topic].partitions, or: 1).rounded())
    let largest = QuantityText.share(reading.popularity(of: topic).largestShare)
    return "\(QuantityText.rate(rate)) of its messages belong to the fullest of "
      + "\(QuantityText.count(partitions, "partition")) (its most popular key has \(largest)), and one after the other each "
      + "takes \(QuantityText.duration(work.messages > 0 ? work.time / work.messages : 0))"
  }
}

extension Reading {
  /// Calls that hand a topic's messages to who handles them.
  fileprivate func deliveries(of topic: Int) -> [Int] {
    system.components[topic].operations.flatMap { operation in
      system.callsOf[operation].filter { !system.calls[$0].isSynchronous }
    }
  }

  /// The component that a call asks.
  func target(of call: Int) -> Int { system.operations[system.calls[call].to].component }
}
