/// What plain scalars of YAML mean to Helm: it reads values by the rules of YAML 1.1.
enum YAMLScalar {
  /// The value that a plain scalar spells.
  static func value(of text: String) -> TemplateValue {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON": return .bool(true)
    case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF": return .bool(false)
    default: break
    }
    guard let first = text.utf8.first, (48...57).contains(first) || [43, 45, 46].contains(first) else {
      return .string(text)
    }
    if let value = int(text) { return .int(value) }
    let isDecimal = text.utf8.allSatisfy { (48...57).contains($0) || [43, 45, 46, 69, 101].contains($0) }
    if isDecimal, let value = Double(text), value.isFinite { return .double(value) }
    return .string(text)
  }

  /// The whole number that a text spells, in decimal, hexadecimal, octal or binary form.
  static func int(_ text: String) -> Int? {
    if let value = Int(text) {
      let digits = text.drop { $0 == "-" || $0 == "+" }
      // A leading zero means octal in YAML 1.1.
      return digits.utf8.count > 1 && digits.first == "0" ? Int(digits, radix: 8) : value
    }
    let forms = [("0x", 16), ("0X", 16), ("0o", 8), ("0b", 2)]
    for (prefix, radix) in forms where text.hasPrefix(prefix) { return Int(text.dropFirst(2), radix: radix) }
    guard text.contains("_"), text.utf8.first != UInt8(ascii: "_") else { return nil }
    return Int(text.filter { $0 != "_" })
  }
}
