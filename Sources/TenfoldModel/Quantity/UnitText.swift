/// Turns the numbers people and files write into base units.
///
/// Every text becomes a number here and nowhere else. All functions return nil for a text that is not of the
/// kind asked for, for negative numbers and for numbers that are not finite.
public enum UnitText {
  /// Seconds from `200ms`, `1.5 s`, `2m30s`, `1h`, `5min`, `7d`, `1w`, or a plain number of seconds.
  public static func duration(_ text: some StringProtocol) -> Double? {
    sum(of: text, units: durations, plain: 1)
  }

  /// Bytes from `128Mi`, `8 GiB`, `512MB`, `1.5T`, `64k`, or a plain number of bytes.
  public static func bytes(_ text: some StringProtocol) -> Double? {
    single(text, units: sizes, plain: 1)
  }

  /// Bytes per second from `10Gbit/s`, `100 MB/s`, `1Gbps`, or a plain number of bytes per second.
  public static func bandwidth(_ text: some StringProtocol) -> Double? {
    if let bits = single(text, units: bitRates, plain: 1) { return bits }
    let trimmed = text.trimmed
    return trimmed.hasSuffix("/s") ? bytes(trimmed.dropLast(2)) : nil
  }

  /// Cores from the Kubernetes forms `500m`, `2`, `0.5`; a space before the unit is refused, as Kubernetes does.
  public static func cores(_ text: some StringProtocol) -> Double? {
    guard !text.trimmed.contains(" ") else { return nil }
    return single(text, units: ["m": 0.001, "u": 1e-6, "n": 1e-9, "": 1], plain: 1)
  }

  /// A share in 0...1 from `95%` or `0.95`.
  public static func share(_ text: some StringProtocol) -> Double? {
    single(text, units: ["%": 0.01], plain: 1).flatMap { $0 <= 1 ? $0 : nil }
  }

  /// A count from `10_000`, `10K`, `1M`, `2.5 B`.
  public static func count(_ text: some StringProtocol) -> Double? {
    single(text, units: multiples, plain: 1)
  }

  /// Requests per second from `1000/s`, `60/min`, `1k/h`, or a plain number per second.
  public static func rate(_ text: some StringProtocol) -> Double? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let number = parts.first.flatMap({ count($0) }) else { return nil }
    switch parts.count {
    case 1: return number
    case 2:
      let unit = String(parts[1].trimmed)
      return durations[unit].map { number / $0 }
    default: return nil
    }
  }

  /// US dollars from `40k USD`, `$120`, `99`.
  public static func money(_ text: some StringProtocol) -> Double? {
    var rest = text.trimmed[...]
    if rest.hasSuffix("USD") { rest = rest.dropLast(3) }
    if rest.hasPrefix("$") { rest = rest.dropFirst() }
    return count(rest)
  }

  /// US dollars per byte from `0.09 USD/GB` or `$90/TB`.
  public static func dataPrice(_ text: some StringProtocol) -> Double? {
    let parts = text.trimmed.split(separator: "/", omittingEmptySubsequences: false)
    // Nothing costs nothing, whatever it is counted in.
    if parts.count == 1, money(parts[0]) == 0 { return 0 }
    guard parts.count == 2, let size = sizes[String(parts[1])] else { return nil }
    return money(parts[0]).map { $0 / size }
  }

  package static let multiples: [String: Double] = [
    "k": 1e3, "K": 1e3, "M": 1e6, "B": 1e9, "G": 1e9, "T": 1e12,
  ]

  /// Bits are an eighth of a byte, and always decimal.
  package static let bitRates: [String: Double] = [
    "bit/s": 0.125, "bps": 0.125, "kbit/s": 125, "Kbit/s": 125, "kbps": 125, "Kbps": 125, "Mbit/s": 125e3,
    "Mbps": 125e3, "Gbit/s": 125e6, "Gbps": 125e6, "Tbit/s": 125e9, "Tbps": 125e9,
  ]

  package static let durations: [String: Double] = [
    "ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1, "sec": 1, "second": 1, "m": 60, "min": 60,
    "minute": 60, "h": 3600, "hour": 3600, "d": 86_400, "day": 86_400, "w": 604_800, "week": 604_800,
    "month": 2_628_000, "y": 31_536_000, "year": 31_536_000,
  ]

  package static let sizes: [String: Double] = [
    "b": 1, "B": 1, "k": 1e3, "K": 1e3, "kB": 1e3, "KB": 1e3, "kb": 1e3, "M": 1e6, "MB": 1e6, "mb": 1e6,
    "m": 1e6, "G": 1e9, "GB": 1e9, "gb": 1e9, "g": 1e9, "T": 1e12, "TB": 1e12, "tb": 1e12, "P": 1e15,
    "PB": 1e15, "Ki": 1024, "KiB": 1024, "Mi": 1_048_576, "MiB": 1_048_576, "Gi": 1_073_741_824,
    "GiB": 1_073_741_824, "Ti": 1_099_511_627_776, "TiB": 1_099_511_627_776,
    "Pi": 1_125_899_906_842_624, "PiB": 1_125_899_906_842_624,
  ]

  private static func single(
    _ text: some StringProtocol, units: [String: Double], plain: Double
  ) -> Double? {
    guard let (number, unit, rest) = head(of: text.trimmed[...]), rest.isEmpty else { return nil }
    guard let factor = unit.isEmpty ? plain : units[unit] else { return nil }
    let value = scaled(number, by: factor)
    return value.isFinite ? value : nil
  }

  private static func sum(
    of text: some StringProtocol, units: [String: Double], plain: Double
  ) -> Double? {
    var rest = text.trimmed[...]
    var total = 0.0
    var parts = 0
    while !rest.isEmpty {
      guard let (number, unit, tail) = head(of: rest) else { return nil }
      guard let factor = unit.isEmpty ? (parts == 0 && tail.isEmpty ? plain : nil) : units[unit] else {
        return nil
      }
      total += scaled(number, by: factor)
      rest = tail
      parts += 1
    }
    return parts > 0 && total.isFinite ? total : nil
  }

  /// The number in the base unit, rounded once: `99.9%` is the number that is written 0.999.
  private static func scaled(_ spelled: String, by factor: Double) -> Double {
    let number = Double(spelled) ?? .nan
    guard factor < 1, !spelled.contains("e"), !spelled.contains("E") else { return number * factor }
    let shifts: [Double: Int] = [0.01: 2, 0.001: 3, 1e-6: 6, 1e-9: 9]
    return shifts[factor].flatMap { Double("\(spelled)e-\($0)") } ?? number * factor
  }

  /// The number and unit a text begins with, and what follows them.
  private static func head(of text: Substring) -> (number: String, unit: String, rest: Substring)? {
    let digits = text.prefix { $0.isNumber || $0 == "." || $0 == "_" }
    var end = digits.endIndex
    if let mark = text[end...].first, mark == "e" || mark == "E" {
      let exponent = text[end...].dropFirst().prefix { $0.isNumber || $0 == "+" || $0 == "-" }
      if exponent.last?.isNumber == true { end = exponent.endIndex }
    }
    let spelled = text[..<end].filter { $0 != "_" }
    guard let number = Double(spelled), number >= 0, number.isFinite else { return nil }
    let afterNumber = text[end...].drop { $0 == " " }
    let unit = afterNumber.prefix { !$0.isNumber && $0 != " " }
    return (spelled, String(unit), afterNumber[unit.endIndex...].drop { $0 == " " })
  }
}

extension StringProtocol {
  /// The text without white space at both ends.
  package var trimmed: String {
    var slice = self[...]
    while let first = slice.first, first.isWhitespace { slice = slice.dropFirst() }
    while let last = slice.last, last.isWhitespace { slice = slice.dropLast() }
    return String(slice)
  }
}
