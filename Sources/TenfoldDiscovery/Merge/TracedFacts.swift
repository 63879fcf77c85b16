import TenfoldModel

extension MergedSystem {
  /// Facts that traces show of the system at work.
  func tracedFacts(_ traces: TraceSummary, _ inventory: Inventory) -> [Fact] {
    func fact(_ topic: FactTopic, _ detail: String, value: Double? = nil) -> Fact {
      Fact(topic, detail: detail, state: .observed, at: traces.location, value: value)
    }
    let hosts = HostIndex(parts: parts, sets: sets, inUse: choice.inUse)
    let own = Set(inventory.services.lazy.filter { $0.kind != .platform }.map { $0.name.lowercased() })
    let traced = traces.services.filter { name in
      let part = hosts.part(host: name.lowercased(), port: nil).map { parts[$0].name.lowercased() }
      return own.isEmpty || own.contains(part ?? name.lowercased())
    }
    var facts = [
      fact(.tracedServices, "\(traced.count) services in traces", value: Double(traced.count))
    ]
    if !own.isEmpty {
      let share = Double(min(traced.count, own.count)) / Double(own.count)
      facts.append(
        fact(
          .tracedShare, "\(traced.count) of \(own.count) own services in traces", value: share))
    }
    if let share = traces.synchronousShare {
      facts.append(
        fact(
          .tracedSynchronousShare, "\(QuantityText.share(share)) of the traced pairs of services wait",
          value: share))
    }
    if traces.hasMessages { facts.append(fact(.tracedMessages, "messages in traces")) }
    let shared = traces.databases.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }
    for (database, users) in shared {
      facts.append(
        fact(
          .tracedSharedDatabase,
          "\(users.sorted().prefix(4).joined(separator: ", ")) ask the database \(database)",
          value: Double(users.count)))
    }
    if shared.isEmpty, traces.databases.count > 1 {
      facts.append(
        fact(.tracedOwnership, "each of \(traces.databases.count) traced databases has one service"))
    }
    return facts
  }
}
