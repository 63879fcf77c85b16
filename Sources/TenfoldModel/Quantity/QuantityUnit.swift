/// The kinds of number a description holds, each with one base unit, and how each is read and spelled.
public enum QuantityUnit: String, Sendable, Hashable, CaseIterable {
  /// Time, in seconds.
  case duration
  /// Amounts of data, in bytes.
  case bytes
  /// Data over time, in bytes per second.
  case bandwidth
  /// Processor cores.
  case cores
  /// A part of a whole, in 0...1.
  case share
  /// A plain number.
  case count
  /// Requests per second.
  case rate
  /// US dollars.
  case money
  /// What data costs, in US dollars per byte.
  case dataPrice

  /// The number a text spells in the base unit, or nil when it spells none of this kind.
  public func value(of text: some StringProtocol) -> Double? {
    switch self {
    case .duration: UnitText.duration(text)
    case .bytes: UnitText.bytes(text)
    case .bandwidth: UnitText.bandwidth(text)
    case .cores: UnitText.cores(text)
    case .share: UnitText.share(text)
    case .count: UnitText.count(text)
    case .rate: UnitText.rate(text)
    case .money: UnitText.money(text)
    case .dataPrice: UnitText.dataPrice(text)
    }
  }

  /// What a text of this kind looks like, for messages: `a time such as 4ms, 1.5s or 2h`.
  public var expectation: String {
    switch self {
    case .duration: "a time such as 4ms, 1.5s or 2h"
    case .bytes: "a size such as 3KiB, 512MB or 8GiB"
    case .bandwidth: "a bandwidth such as 10Gbit/s or 100MB/s"
    case .cores: "cores such as 500m, 0.5 or 2"
    case .share: "a share such as 90% or 0.9"
    case .count: "a number such as 12, 10K or 2.5M"
    case .rate: "a rate such as 1000/s, 60/min or 200k/s"
    case .money: "US dollars such as 40k USD or $120"
    case .dataPrice: "a price of data such as 0.09 USD/GB"
    }
  }

  /// The kind of thing, with its article: `a time`.
  public var noun: String {
    switch self {
    case .duration: "a time"
    case .bytes: "a size"
    case .bandwidth: "a bandwidth"
    case .cores: "a number of cores"
    case .share: "a share"
    case .count: "a number"
    case .rate: "a rate"
    case .money: "a sum of money"
    case .dataPrice: "a price of data"
    }
  }

  /// True when a number other than 0 says nothing without its unit: `p99: 200` could be 200 ms or 200 s.
  public var needsUnit: Bool {
    switch self {
    case .duration, .bytes, .bandwidth, .dataPrice: true
    case .cores, .share, .count, .rate, .money: false
    }
  }

  /// The shortest text that ``value(of:)`` turns back into exactly `value`.
  ///
  /// - Parameter value: Finite and 0 or more, in the base unit.
  public func text(of value: Double) -> String {
    guard value != 0 else { return self == .share ? "0%" : "0" }
    var best: (text: String, length: Int)?
    for (factor, name) in spellings {
      let scaled = value / factor
      guard scaled >= 0.01, scaled < 100_000 else { continue }
      for digits in 1...9 {
        let candidate = QuantityText.plainNumber(scaled, digits: digits) + name
        guard self.value(of: candidate) == value else { continue }
        // 600ms reads better than 0.6s, and 4.3/s better than 258/min.
        let length = candidate.utf8.count + (scaled < 1 ? 2 : 0) + (name.contains("/min") ? 4 : 0)
        if length <= best?.length ?? .max { best = (candidate, length) }
        break
      }
    }
    return best?.text ?? "\(value)" + baseName
  }

  /// Units a number may be spelled in, from small to large.
  private var spellings: [(factor: Double, name: String)] {
    switch self {
    case .duration:
      [
        (1e-9, "ns"), (1e-6, "us"), (1e-3, "ms"), (1, "s"), (60, "min"), (3600, "h"), (86_400, "d"),
        (604_800, "w"), (31_536_000, "y"),
      ]
    case .bytes: Self.sizes
    case .bandwidth:
      [(1, "B/s"), (125, "kbit/s"), (125e3, "Mbit/s"), (125e6, "Gbit/s")]
    case .cores: [(1e-3, "m"), (1, "")]
    case .share: [(0.01, "%")]
    case .count: [(1, ""), (1e3, "K"), (1e6, "M"), (1e9, "B")]
    case .rate: [(1, "/s"), (1e3, "K/s"), (1e6, "M/s"), (1.0 / 60, "/min")]
    case .money: [(1, " USD"), (1e3, "k USD"), (1e6, "M USD")]
    case .dataPrice: [(1e-12, " USD/TB"), (1e-9, " USD/GB"), (1, " USD/B")]
    }
  }

  private static let sizes: [(Double, String)] = [
    (1, "B"), (1e3, "kB"), (1024, "KiB"), (1e6, "MB"), (1_048_576, "MiB"), (1e9, "GB"),
    (1_073_741_824, "GiB"),
    (1e12, "TB"), (1_099_511_627_776, "TiB"), (1e15, "PB"), (1_125_899_906_842_624, "PiB"),
  ]

  private var baseName: String {
    switch self {
    case .duration: "s"
    case .bytes: "B"
    case .bandwidth: "B/s"
    case .rate: "/s"
    case .money: " USD"
    case .dataPrice: " USD/B"
    case .cores, .share, .count: ""
    }
  }

  /// Names of the units a text of this kind may carry, for the published schema.
  package var unitNames: [String] {
    switch self {
    case .duration: UnitText.durations.keys.sorted()
    case .bytes: UnitText.sizes.keys.sorted()
    case .bandwidth: UnitText.sizes.keys.sorted().map { $0 + "/s" } + UnitText.bitRates.keys.sorted()
    case .cores: ["m", "n", "u"]
    case .share: ["%"]
    case .count: UnitText.multiples.keys.sorted()
    case .rate:
      [""] + UnitText.multiples.keys.sorted()
        + UnitText.durations.keys.sorted().flatMap { unit in
          (UnitText.multiples.keys.sorted() + [""]).map { "\($0)/\(unit)" }
        }
    case .money: ["USD", "k USD", "K USD", "M USD", "k", "K", "M"]
    case .dataPrice: UnitText.sizes.keys.sorted().map { "USD/" + $0 }
    }
  }
}
