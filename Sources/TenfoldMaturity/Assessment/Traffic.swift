public import TenfoldModel

/// How own services talk: pairs that wait for an answer, and pairs joined by a broker.
public struct Traffic: Sendable {
  /// Calls between own parts that wait for the answer.
  public let synchronous: [Inventory.Edge]
  /// Own services that give to or take from each broker, with the places that show it.
  public let brokers: [String: [String: [Evidence]]]
  /// Brokers that carry only telemetry or configuration, which is no business messaging.
  public let supporting: Set<String>

  /// Calls between services whose caller does not wait, without a broker in the files.
  private let directPairs: Int

  /// Business brokers that run beside the services and whose users the files do not tell.
  public let idle: [Inventory.Store]

  init(_ inventory: Inventory) {
    let kinds = Dictionary(
      inventory.services.map { ($0.name, $0.kind) }, uniquingKeysWith: { first, _ in first })
    func isOwn(_ name: String) -> Bool { kinds[name] == .service || kinds[name] == .gateway }
    synchronous = inventory.edges.filter { $0.kind == .sync && isOwn($0.from) && isOwn($0.to) }
    var brokers: [String: [String: [Evidence]]] = [:]
    var direct = 0
    for edge in inventory.edges where edge.kind == .async {
      if isOwn(edge.from) && isOwn(edge.to) {
        direct += 1
        continue
      }
      let (service, broker) = kinds[edge.from] == nil ? (edge.to, edge.from) : (edge.from, edge.to)
      guard isOwn(service) else { continue }
      brokers[broker, default: [:]][service, default: []] += edge.evidence
    }
    supporting = Set(inventory.facts.filter { $0.topic == .supportingBroker }.map(\.subject))
    self.brokers = brokers
    let supporting = supporting
    idle = inventory.queues.filter { brokers[$0.name] == nil && !supporting.contains($0.name) }
    directPairs = direct
  }

  /// Brokers of business messages with the services on them.
  public var business: [String: [String: [Evidence]]] { brokers.filter { !supporting.contains($0.key) } }

  /// Pairs of services joined by a broker, at least: one less than the services on it.
  public var asynchronousPairs: Int { business.values.reduce(directPairs) { $0 + max($1.count - 1, 0) } }

  /// Share of pairs of services that talk through a broker, in 0...1; nil when none talk.
  public var asynchronousShare: Double? {
    let waiting = Set(synchronous.map { "\($0.from)\n\($0.to)" }).count
    let all = waiting + asynchronousPairs
    return all == 0 ? nil : Double(asynchronousPairs) / Double(all)
  }
}
