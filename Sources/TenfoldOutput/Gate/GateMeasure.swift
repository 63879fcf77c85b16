internal import TenfoldMaturity
package import TenfoldModel

/// A number of a result that a threshold can be set for.
///
/// What is compared is the number that is printed, rounded as it is printed: nobody sees 3x fail a gate of 3x.
package enum GateMeasure: Sendable, Hashable {
  /// Users at the first limit over users today.
  case headroom
  /// Users at the first limit.
  case breaks
  /// Share of the files that could be read.
  case coverage
  /// What the system costs at today's load, in US dollars a month.
  case price
  /// The level on a dimension, 1...4.
  case level(Dimension)

  /// Every measure, in the order in which they are listed.
  package static let all: [GateMeasure] =
    [.headroom, .breaks, .price, .coverage] + Dimension.allCases.map { .level($0) }

  /// How a threshold names it: `headroom`, `level.monitoring`.
  package var name: String {
    switch self {
    case .headroom: "headroom"
    case .breaks: "breaks"
    case .coverage: "coverage"
    case .price: "price"
    case .level(let dimension): "level.\(dimension.slug)"
    }
  }

  /// The measure of a name. A dimension may be called by its slug, its name in JSON or its letter.
  package init?(named name: String) {
    let found = Self.all.first { measure in
      guard case .level(let dimension) = measure else { return measure.name == name }
      return [dimension.slug, dimension.rawValue, dimension.letter].contains { name == "level.\($0)" }
    }
    guard let found else { return nil }
    self = found
  }

  /// The number as it is printed and compared; infinite for a limit that growth never reaches.
  ///
  /// - Parameter isCounted: Which limits count; the first of them decides `headroom` and `breaks`.
  /// - Returns: nil when the result does not say.
  package func value(
    in standing: Standing, where isCounted: (Standing.Limit) -> Bool = { _ in true }
  ) -> Double? {
    let exact: Double? =
      switch self {
      case .headroom:
        standing.usersNow.map { (standing.firstLimit(where: isCounted)?.users ?? .infinity) / $0 }
      case .breaks:
        standing.usersNow.map { _ in standing.firstLimit(where: isCounted)?.users ?? .infinity }
      case .coverage: standing.coverage
      case .price: standing.price
      case .level(let dimension): standing.levels[dimension].map { Double($0) }
      }
    return exact.map(asPrinted)
  }

  /// The number in words: `3.1x`, `1,670 users`, `not assessed`.
  package func text(_ value: Double?) -> String {
    guard let value else {
      if case .level = self { return "not assessed" }
      return "unknown"
    }
    guard value.isFinite else { return "no limit" }
    switch self {
    case .headroom: return QuantityText.number(value) + "x"
    case .breaks: return QuantityText.users(value)
    case .coverage: return QuantityText.share(value)
    case .price: return QuantityText.money(value) + " a month"
    case .level: return QuantityText.number(value)
    }
  }

  /// Reads the bound of a threshold: `3x`, `20K-users`, `80%`, `2000 USD`, `2`.
  package func bound(_ text: String) -> Double? {
    switch self {
    case .headroom: return UnitText.count(text.hasSuffix("x") ? String(text.dropLast()) : text)
    case .breaks:
      let suffix = ["-users", " users", "users"].first { text.hasSuffix($0) } ?? ""
      return UnitText.count(text.dropLast(suffix.count))
    case .coverage: return UnitText.share(text)
    case .price:
      let suffix = ["/month", " a month"].first { text.hasSuffix($0) } ?? ""
      return UnitText.money(text.dropLast(suffix.count))
    case .level: return Int(text).flatMap { (1...4).contains($0) ? Double($0) : nil }
    }
  }

  /// What its bounds look like, for messages.
  package var boundForm: String {
    switch self {
    case .headroom: "a factor such as 3x"
    case .breaks: "a number of users such as 20K-users"
    case .coverage: "a share such as 80%"
    case .price: "a price a month such as '2000 USD'"
    case .level: "a level from 1 to 4"
    }
  }

  /// The name for people: `load at the first limit`, `level of monitoring`.
  package var title: String {
    switch self {
    case .headroom: "headroom"
    case .breaks: "load at the first limit"
    case .coverage: "share of files read"
    case .price: "price at today's load"
    case .level(let dimension): "level of \(dimension.name)"
    }
  }

  /// The dimension whose level it is; nil for every other measure.
  package var dimension: Dimension? {
    if case .level(let dimension) = self { dimension } else { nil }
  }

  /// Unit of the number in JSON.
  package var unit: String {
    switch self {
    case .headroom: "1"
    case .breaks: "users"
    case .coverage: "share"
    case .price: "USD/month"
    case .level: "level"
    }
  }

  private func asPrinted(_ value: Double) -> Double {
    guard value.isFinite else { return value }
    if case .coverage = self { return UnitText.share(QuantityText.share(value)) ?? value }
    return Double(QuantityText.number(value).filter { $0 != "," }) ?? value
  }
}
