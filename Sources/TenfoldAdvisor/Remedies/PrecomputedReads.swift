import TenfoldModel

/// What a read gathers from many rows kept ready as one, which every write then brings up to date.
///
/// An operation that reads a store *n* times reads it once, and each write becomes *n*. It pays where reads of that kind
/// outnumber the writes.
struct PrecomputedReads: Remedy {
  let id = "materialized-precompute"
  private static let leastCount = 3.0

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.isAboutLoad, let index = situation.bottleneck, situation.component(index).kind == .store
    else { return [] }
    let component = situation.component(index)
    let name = component.name
    let first = component.operations.first?.name
    let writes = Set(component.operations.filter { $0.writes == true }.map(\.name))
    var gathered = 1.0
    _ = situation.system.mappingCalls { _, call in
      if call.component == name, !writes.contains(call.operation ?? first ?? "") {
        gathered = max(gathered, Self.count(of: call))
      }
      return call
    }
    guard gathered >= Self.leastCount else {
      return [
        .refused(
          subject: name, reason: "no request reads it more than \(QuantityText.number(gathered)) times")
      ]
    }
    let system = situation.system.mappingCalls { _, call in
      guard call.component == name else { return call }
      var call = call
      if writes.contains(call.operation ?? first ?? "") {
        call.count = .planned((call.count?.likely ?? 1) * gathered)
        call.mode = .asynchronous
      } else if Self.count(of: call) >= Self.leastCount {
        call.count = nil
        call.fanOut = nil
      }
      return call
    }
    return [
      .change(
        subject: name,
        action:
          "keep ready what a read gathers from \(QuantityText.number(gathered)) reads of \(name), and bring it up to "
          + "date with each write", system: system)
    ]
  }

  private static func count(of call: Call) -> Double {
    (call.count?.likely ?? 1) * (call.fanOut?.likely ?? 1)
  }
}
