internal import TenfoldModel

/// The phrases that reports on a change share.
enum DifferenceWording {
  /// `events CPU breaks first, at 1,670 users, 16.7x today's load`.
  static func firstLimit(of standing: Standing) -> String {
    guard let users = standing.usersNow else { return "the result has no limits in it" }
    guard let first = standing.firstLimit() else { return "nothing that growth reaches breaks" }
    let headroom = GateMeasure.headroom.text(GateMeasure.headroom.value(in: standing))
    guard !first.isViolatedNow else {
      return
        "\(first.name) is beyond its limit at today's \(QuantityText.users(users)) (headroom \(headroom))"
    }
    return "\(first.name) breaks first, at \(GateMeasure.breaks.text(first.users)), \(headroom) today's load"
  }

  /// `headroom falls from 3.1x to 1.8x`.
  static func headroom(from old: Standing, to new: Standing) -> String {
    let measure = GateMeasure.headroom
    let (before, after) = (measure.value(in: old), measure.value(in: new))
    let verb = (after ?? 0) < (before ?? 0) ? "falls" : "rises"
    return "headroom \(verb) from \(measure.text(before)) to \(measure.text(after))"
  }
}
