internal import TenfoldModel

/// How busy a part is, as a colour of the page and in words, so that nothing is told by colour alone.
enum Busyness: Int {
  /// Nothing is asked of it, nothing waits for it, or it was not solved.
  case unknown
  /// Less than half of what is planned for.
  case low
  /// As much as is planned for at most.
  case planned
  /// More than is planned for.
  case high
  /// Nearly as much as it can do.
  case nearlyAll
  /// More than it can do, or beyond another limit.
  case broken

  /// Busy share above which little is left.
  static let nearly = 0.8

  /// - Parameters:
  ///   - utilization: Busy share of its busiest station.
  ///   - isBroken: True when it is beyond a limit.
  ///   - planned: Busy share that is planned for at most, in 0...1.
  init(_ utilization: Double?, isBroken: Bool, planned: Double) {
    switch utilization {
    case _ where isBroken: self = .broken
    case nil: self = .unknown
    case .some(1...): self = .broken
    case .some(let share) where share >= max(planned, Self.nearly): self = .nearlyAll
    case .some(let share) where share > planned: self = .high
    case .some(let share) where share > planned / 2: self = .planned
    default: self = .low
    }
  }

  /// The class that gives a node or a cell its colour.
  var style: String { "u\(rawValue)" }

  /// `35 %`, `broken`; a share without digits after the point, as it is read off a picture.
  func text(of utilization: Double?) -> String {
    guard self != .broken else { return "broken" }
    guard let utilization else { return "–" }
    let percent = utilization * 100
    if percent > 0, percent < 1 { return "< 1 %" }
    return "\(Int(min(99, percent.rounded()))) %"
  }
}
