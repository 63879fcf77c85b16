internal import TenfoldModel

/// Where replicas stand: spread over the regions of their component by the users' shares, and evenly over the zones of
/// each, as a scheduler that spreads them does.
struct ReplicaPlaces {
  /// Names of the regions; one without a name when the system states none.
  let regions: [String]
  /// Users' share of each region.
  let shares: [Double]
  /// Zones of each region; 0 when the system does not say.
  let zones: [Int]
  private let clusters: [[String]]

  init(_ placement: Placement) {
    if placement.regions.isEmpty {
      (regions, shares, zones, clusters) = ([""], [1], [0], [[]])
      return
    }
    regions = placement.regions.map(\.name)
    zones = placement.regions.map { Int(max(0, min($0.zones?.likely ?? 0, 1000)).rounded()) }
    clusters = placement.regions.map(\.clusters)
    let stated = placement.regions.map { $0.share?.likely }
    let known = stated.compactMap { $0 }.reduce(0, +)
    let unknown = stated.count { $0 == nil }
    shares = stated.map { $0 ?? max(0, 1 - known) / Double(max(1, unknown)) }
  }

  /// Regions a component may stand in: those it is bound to by name or by a cluster's, or all.
  func allowed(_ component: Component) -> [Int] {
    let bound = regions.indices.filter { index in
      component.placedIn.contains(regions[index])
        || component.placedIn.contains { clusters[index].contains($0) }
    }
    return bound.isEmpty ? Array(regions.indices) : bound
  }

  /// Region and zone of each of `count` replicas, of which the first stands in region `first` if that is allowed.
  func spread(_ count: Int, over allowed: [Int], first: Int? = nil) -> [(region: Int, zone: Int)] {
    var given = [Double](repeating: 0, count: regions.count)
    var placed = [Int](repeating: 0, count: regions.count)
    let total = allowed.reduce(0) { $0 + shares[$1] }
    return (0..<count).map { index in
      var region = allowed[0]
      if index == 0, let first, allowed.contains(first) {
        region = first
      } else {
        // The region that is most short of its share (Webster's rule).
        var best = -1.0
        for candidate in allowed {
          let share = total > 0 ? shares[candidate] / total : 1
          let claim = share / (given[candidate] + 0.5)
          if claim > best { (best, region) = (claim, candidate) }
        }
      }
      given[region] += 1
      defer { placed[region] += 1 }
      return (region, zones[region] > 0 ? placed[region] % zones[region] : 0)
    }
  }
}
