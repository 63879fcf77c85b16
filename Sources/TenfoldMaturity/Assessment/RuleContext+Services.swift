import TenfoldModel

extension RuleContext {
  /// Own services counted once, when their number lies in a band and files of one of the classes were given.
  func serviceCount(in band: Range<Int>, of classes: Set<FileClass>) -> RuleResult {
    guard !services.isEmpty else { return .notAssessed("no own service was found") }
    guard !given.isDisjoint(with: classes) else { return .missing("services run in another way") }
    guard band.contains(services.count) else {
      return .missing("\(band.lowerBound) own services or more; \(services.count) found")
    }
    let count = services.count == 1 ? "1 own service" : "\(services.count) own services"
    return .held(
      "\(count): \(services.prefix(6).map(\.name).joined(separator: ", "))\(services.count > 6 ? ", …" : "")",
      services.prefix(8).compactMap(\.evidence.first))
  }

  /// Holds when facts of a topic concern enough different subjects.
  func subjects(of topic: FactTopic, atLeast count: Int, wanted: String) -> RuleResult {
    let facts = counting(topic)
    let subjects = Set(facts.map(\.subject)).sorted()
    guard subjects.count >= count else { return .missing(wanted) }
    return .held(
      "\(subjects.count): \(subjects.prefix(6).joined(separator: ", "))",
      facts.prefix(5).map { Evidence(at: $0.location, detail: $0.detail) })
  }
}
