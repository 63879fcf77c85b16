/// Spells numbers in base units the way people write them. The inverse of ``UnitText``.
public enum QuantityText {
  /// `4 ms`, `1.5 s`, `12 min`, `3 h`, `2 d`.
  ///
  /// Less than a hundredth of a nanosecond is nothing.
  public static func duration(_ seconds: Double) -> String {
    scaled(
      abs(seconds) < 1e-11 ? 0 : seconds,
      [(1e-9, "ns"), (1e-6, "us"), (1e-3, "ms"), (1, "s"), (60, "min"), (3600, "h"), (86_400, "d")])
  }

  /// `512 B`, `3 KiB`, `8 GiB`, `1.5 TiB`.
  public static func bytes(_ bytes: Double) -> String {
    scaled(
      bytes,
      [
        (1, "B"), (1024, "KiB"), (1_048_576, "MiB"), (1_073_741_824, "GiB"), (1_099_511_627_776, "TiB"),
        (1_125_899_906_842_624, "PiB"),
      ])
  }

  /// `14,000`, `1.2 million`, `0.4`: three significant digits, grouped by thousands.
  public static func count(_ value: Double) -> String {
    switch abs(value) {
    case .infinity: return number(value)
    case 1e15...:
      let exponent = (logarithm(abs(value)) / logarithm(10) + 1e-9).rounded(.down)
      return number(value / power(10, exponent)) + " x 10^\(Int(exponent))"
    // What rounds to a million is one.
    case 0.9995e9...: return number(value / 1e9) + " billion"
    case 0.9995e6...: return number(value / 1e6) + " million"
    default: return number(value)
    }
  }

  /// A count with what is counted: `1 user`, `2 users`, `29 people` of `people`.
  public static func count(_ value: Double, _ noun: String, plural: String? = nil) -> String {
    let text = count(value)
    return text + " " + (text == "1" ? noun : plural ?? noun + "s")
  }

  /// `96 %`, `0.4 %`, `99.95 %`.
  public static func share(_ share: Double) -> String {
    let percent = share * 100
    let closeToAll = percent > 99 && percent < 100
    return (closeToAll ? number(percent, digits: 5) : number(percent)) + " %"
  }

  /// `1,400 requests/s`.
  public static func rate(_ perSecond: Double) -> String {
    count(perSecond) + " requests/s"
  }

  /// `1 user`, `20,000 users`.
  public static func users(_ count: Double) -> String {
    Self.count(count, "user")
  }

  /// `62 USD`, `40,000 USD`, `1.3 million USD`.
  public static func money(_ dollars: Double) -> String {
    count(dollars) + " USD"
  }

  /// The number with `digits` significant digits, thousands grouped by commas; from 10^15 on with a power of ten.
  public static func number(_ value: Double, digits: Int = 3) -> String {
    if value.isFinite, abs(value) >= 1e15 { return count(value) }
    let plain = plainNumber(value, digits: digits)
    guard value.isFinite else { return plain }
    let sign = plain.hasPrefix("-") ? 1 : 0
    var end = plain.firstIndex(of: ".") ?? plain.endIndex
    var text = plain
    while plain.distance(from: plain.startIndex, to: end) - sign > 3 {
      end = plain.index(end, offsetBy: -3)
      text.insert(",", at: end)
    }
    return text
  }

  /// The number with `digits` significant digits, without an exponent and without grouping.
  package static func plainNumber(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "unknown" : "unbounded" }
    guard value != 0 else { return "0" }
    let magnitude = (logarithm(abs(value)) / logarithm(10)).rounded(.down)
    let decimals = digits - 1 - Int(magnitude)
    let scale = power(10, Double(abs(decimals)))
    let scaled = decimals >= 0 ? abs(value) * scale : abs(value) / scale
    // A tie goes up whichever way the last bits of a sum fell, so that a saved number reads as it did.
    let nearest = (scaled + min(64 * scaled.ulp, 1e-6)).rounded()
    let rounded = decimals >= 0 ? nearest / scale : nearest * scale
    let whole = String(format(rounded.rounded(.down)))
    var text = (value < 0 ? "-" : "") + whole
    if decimals > 0 {
      let part = ((rounded - rounded.rounded(.down)) * scale).rounded()
      if part > 0 {
        var tail = format(part)
        tail = String(repeating: "0", count: max(0, decimals - tail.count)) + tail
        while tail.hasSuffix("0") { tail.removeLast() }
        text += "." + tail
      }
    }
    return text
  }

  /// A whole number below 10^18 as digits; larger ones keep their magnitude.
  private static func format(_ whole: Double) -> String {
    whole < 1e18 ? String(Int64(whole)) : "\(whole)"
  }

  private static func scaled(_ value: Double, _ units: [(factor: Double, name: String)]) -> String {
    guard value.isFinite else { return number(value) }
    guard value != 0 else { return "0 " + (units.first { $0.factor == 1 }?.name ?? "") }
    let unit = units.last { abs(value) >= $0.factor * 0.9995 } ?? units[0]
    return number(value / unit.factor) + " " + unit.name
  }
}
