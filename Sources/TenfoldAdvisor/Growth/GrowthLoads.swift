import TenfoldModel

/// The loads that a growth curve is solved at.
struct GrowthLoads {
  /// Users, ascending; the first are today's.
  let users: [Double]

  /// Points of the grid in each factor of ten.
  private static let pointsPerDecade = 10
  /// How far below a breaking load a point lies: breaking loads are found to half a percent.
  private static let below = 0.99
  /// Breaking loads nearer to each other than this are looked at as one.
  private static let apart = 1.02

  init(of analysis: Analysis, upTo factor: Double) {
    let now = analysis.usersNow.likely
    let decades = logarithm(factor) / logarithm(10)
    let count = max(1, Int((decades * Double(Self.pointsPerDecade)).rounded()))
    var loads = (0...count).map { now * power(factor, Double($0) / Double(count)) }
    var last = 0.0
    for breaking in analysis.constraints.compactMap({ $0.breaksAtUsers?.likely }).sorted() {
      let load = breaking * Self.below
      guard load > now, load < now * factor, load > last * Self.apart else { continue }
      loads.append(load)
      last = load
    }
    users = loads.sorted()
  }
}
