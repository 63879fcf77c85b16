/// Go's `printf`, in the verbs that charts use.
enum GoFormat {
  /// Writes values by a format; a verb without a value is written as Go does.
  static func text(_ format: String, _ values: [TemplateValue]) -> String {
    var text = ""
    var rest = Substring(format)
    var next = 0
    while let percent = rest.firstIndex(of: "%") {
      text += rest[..<percent]
      rest = rest[percent...].dropFirst()
      let flags = rest.prefix { "+-# 0.123456789*".contains($0) }
      rest = rest.dropFirst(flags.count)
      guard let verb = rest.first else { return text + "%!(NOVERB)" }
      rest = rest.dropFirst()
      if verb == "%" {
        text += "%"
        continue
      }
      guard next < values.count else {
        text += "%!\(verb)(MISSING)"
        continue
      }
      text += padded(form(values[next], verb, flags), flags)
      next += 1
    }
    return text + rest
  }

  private static func form(_ value: TemplateValue, _ verb: Character, _ flags: Substring) -> String {
    switch verb {
    case "d": return String(value.whole)
    case "q": return TemplateFunctions.quoted(value.text)
    case "x": return value.string.map(hexadecimal) ?? String(value.whole, radix: 16)
    case "X": return (value.string.map(hexadecimal) ?? String(value.whole, radix: 16)).uppercased()
    case "o": return String(value.whole, radix: 8)
    case "b": return String(value.whole, radix: 2)
    case "c":
      return UInt32(exactly: value.whole).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
    case "f", "F":
      let digits = flags.firstIndex(of: ".").map { Int(flags[$0...].dropFirst()) ?? 0 } ?? 6
      return fixed(value.number ?? 0, digits: min(digits, 15))
    case "T": return TemplateFunctions.kind(of: value)
    default: return value.text
    }
  }

  private static func hexadecimal(_ text: String) -> String {
    text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// A number with a fixed count of digits after the point.
  static func fixed(_ number: Double, digits: Int) -> String {
    guard abs(number) < 1e15 else { return TemplateValue.text(of: number) }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let whole = abs(number).rounded(.down)
    let fraction = ((abs(number) - whole) * scale).rounded()
    let carried = fraction >= scale
    let sign = number < 0 ? "-" : ""
    let head = sign + String(Int(whole) + (carried ? 1 : 0))
    guard digits > 0 else { return sign + String(Int(abs(number).rounded(.toNearestOrEven))) }
    let tail = String(Int(carried ? 0 : fraction))
    return head + "." + String(repeating: "0", count: max(0, digits - tail.count)) + tail
  }

  private static func padded(_ text: String, _ flags: Substring) -> String {
    let isLeft = flags.contains("-")
    let digits = flags.drop { "+-# ".contains($0) }
    let width = min(Int(digits.prefix { $0 != "." }) ?? 0, 200)
    guard text.count < width else { return text }
    let fill = String(repeating: digits.hasPrefix("0") && !isLeft ? "0" : " ", count: width - text.count)
    return isLeft ? text + fill : fill + text
  }
}
