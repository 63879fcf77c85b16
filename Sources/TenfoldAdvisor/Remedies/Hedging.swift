import TenfoldModel
import TenfoldQueueing

/// A second copy of a read sent to another copy of the data when the first is late; the earlier answer counts.
struct Hedging: Remedy {
  let id = "hedging"
  /// The load beyond which second copies do more harm than good (E).
  private static let busiest = 0.6

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.kind == "latency", let index = situation.bottleneck else { return [] }
    let component = situation.component(index)
    let name = component.name
    let reading = situation.reading
    let isRepeated =
      reading.system.components[index].isStateful
      ? reading.copies(of: index) > 0 : reading.replicas(of: index).now > 1
    let reads = Set(component.operations.filter { $0.writes != true }.map(\.name))
    guard !reads.isEmpty,
      component.operations.contains(where: { $0.writes == false }) || component.kind == .store
    else { return [] }
    guard isRepeated else {
      return [.refused(subject: name, reason: "there is no second copy of it that could answer")]
    }
    let busy = situation.utilizationNow(of: index)
    guard busy <= Self.busiest else {
      return [
        .refused(
          subject: name, reason: "it is \(QuantityText.share(busy)) busy, and second copies would add to that"
        )
      ]
    }
    let first = component.operations.first?.name
    let operation = reading.system.components[index].operations.first {
      reads.contains(reading.system.operations[$0].name)
    }
    guard let operation,
      !situation.system.components.contains(where: { caller in
        caller.operations.contains { $0.steps.contains { $0.hedges(name) } }
      })
    else { return [.refused(subject: name, reason: "late reads of it are sent again already")] }
    let network = OpenNetwork(reading, rate: reading.usersNow * reading.requestsPerUser)
    let after = max(0.001, network.response(of: operation).quantile(0.95))
    guard after.isFinite else { return [] }
    return [
      .change(
        subject: name,
        action: "ask a second copy of \(name) when a read is not back after \(QuantityText.duration(after))",
        system: situation.system.mappingCalls { _, call in
          guard call.component == name, reads.contains(call.operation ?? first ?? "") else { return call }
          var call = call
          call.resilience.hedgeAfter = .planned(after)
          return call
        })
    ]
  }
}

extension Step {
  /// True when the step or one inside it hedges its calls of a component.
  fileprivate func hedges(_ component: String) -> Bool {
    switch self {
    case .call(let call): call.component == component && call.resilience.hedgeAfter != nil
    case .parallel(let steps): steps.contains { $0.hedges(component) }
    case .choice(let branches): branches.contains { $0.steps.contains { $0.hedges(component) } }
    }
  }
}
