import TenfoldRandomSystems

/// The distribution of errors over many systems, by what the systems have.
struct AccuracyTable {
  private let all: [Comparison]

  init(_ comparisons: [Comparison]) { all = comparisons }

  func print() {
    let judged = all.filter { $0.failure == nil && (0.3...0.85).contains($0.busiest) }
    Swift.print(
      "\(all.count) systems; \(judged.count) with a bottleneck at 0.3 to 0.85, "
        + "\(all.count { $0.failure != nil }) failed, \(judged.count { !$0.isConverged }) unsettled")
    Swift.print(
      "Errors in %, median and 95th percentile: of systems' throughput, of journeys' mean and percentiles.")
    Swift.print(
      "kind             systems |  throughput   |     mean     |     p50      |     p95      |     p99      | "
        + "simulator's own: mean, p99")
    row("all", judged)
    for trait in RandomSystem.Trait.allCases {
      row(trait.rawValue, judged.filter { $0.traits.contains(trait) })
    }
    for trait in [RandomSystem.Trait.parallel, .fanOut, .messages, .pools, .connections] {
      row("not \(trait.rawValue)", judged.filter { !$0.traits.contains(trait) })
    }
    row(
      "plain",
      judged.filter { $0.traits.isDisjoint(with: [.parallel, .fanOut, .messages, .pools, .connections]) })
    Swift.print("farthest off in a mean:")
    for worst in judged.sorted(by: { $0.worstMean > $1.worstMean }).prefix(8) { Swift.print(worst.line) }
    for failed in all where failed.failure != nil { Swift.print(failed.line) }
    let slowest = all.map(\.solvingTime).max() ?? 0
    Swift.print("slowest solution: \(text(slowest, 0, 3)) s")
  }

  private func row(_ name: String, _ some: [Comparison]) {
    guard !some.isEmpty else { return }
    let journeys = some.flatMap(\.journeys)
    func part(_ value: KeyPath<Comparison.Errors, Double>, _ share: Double) -> String {
      text(100 * Self.quantile(journeys.map { abs($0[keyPath: value]) }, share), 7, 2)
    }
    let systems = some.map { abs($0.throughputError) }
    var line = name + String(repeating: " ", count: max(1, 17 - name.count)) + text(Double(some.count), 7, 0)
    line +=
      " |" + text(100 * Self.quantile(systems, 0.5), 7, 2) + text(100 * Self.quantile(systems, 0.95), 7, 2)
    for value in [\.mean, \.p50, \.p95, \.p99] as [KeyPath<Comparison.Errors, Double>] {
      line += " |" + part(value, 0.5) + part(value, 0.95)
    }
    line += " |" + part(\.noise, 0.95) + part(\.noise99, 0.95)
    Swift.print(line)
  }

  private static func quantile(_ values: [Double], _ share: Double) -> Double {
    let sorted = values.sorted()
    return sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
  }
}
