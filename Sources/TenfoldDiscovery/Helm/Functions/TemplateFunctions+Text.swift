extension TemplateFunctions {
  /// Functions that make text of text.
  static func text(_ a: TemplateArguments) throws(TemplateFailure) -> TemplateValue? {
    switch a.function {
    case "quote": return .string(joined(a) { quoted($0) })
    case "squote": return .string(joined(a) { "'" + $0 + "'" })
    case "toString": return .string(try a.text(0))
    case "print", "println":
      return .string(a.values.map(\.text).joined(separator: a.function == "print" ? "" : " "))
    case "printf":
      return .string(GoFormat.text(try a.text(0), Array(a.from(1))))
    case "cat": return .string(joined(a) { $0 })
    case "indent", "nindent":
      let margin = String(repeating: " ", count: try a.size(0, limit: 200))
      let lines = indented(try a.text(1), by: margin)
      return .string(a.function == "nindent" ? "\n" + lines : lines)
    case "trim": return .string(trimmed(try a.text(0)) { $0.properties.isWhitespace })
    case "trimAll":
      let set = Set(try a.text(0).unicodeScalars)
      return .string(trimmed(try a.text(1)) { set.contains($0) })
    case "trimSuffix":
      let (suffix, text) = (try a.text(0), try a.text(1))
      let isThere = !suffix.isEmpty && text.hasSuffix(suffix)
      return .string(isThere ? String(text.dropLast(suffix.count)) : text)
    case "trimPrefix":
      let (prefix, text) = (try a.text(0), try a.text(1))
      return .string(text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text)
    case "trunc":
      let (count, text) = (try a.whole(0), try a.text(1))
      return .string(String(count >= 0 ? text.prefix(count) : text.suffix(-max(count, -text.count))))
    case "abbrev":
      let (count, text) = (try a.whole(0), try a.text(1))
      return .string(text.count <= count || count < 4 ? text : text.prefix(count - 3) + "...")
    case "substr":
      let (start, end, text) = (try a.whole(0), try a.whole(1), try a.text(2))
      let cut = end < start ? Substring(text) : text.prefix(max(0, end))
      return .string(String(cut.dropFirst(max(0, start))))
    case "replace":
      let (old, new, text) = (try a.text(0), try a.text(1), try a.text(2))
      try bound(a, text.utf8.count * max(1, new.utf8.count))
      return .string(old.isEmpty ? text : text.replacing(old, with: new))
    case "repeat":
      let (count, text) = (try a.size(0, limit: TemplateLimits.text), try a.text(1))
      try bound(a, count.multipliedReportingOverflow(by: text.utf8.count).partialValue)
      return .string(String(repeating: text, count: count))
    case "lower": return .string(try a.text(0).lowercased())
    case "upper": return .string(try a.text(0).uppercased())
    case "title": return .string(words(try a.text(0)) { $0.prefix(1).uppercased() + $0.dropFirst() })
    case "untitle": return .string(words(try a.text(0)) { $0.prefix(1).lowercased() + $0.dropFirst() })
    case "initials":
      return .string(String(try a.text(0).split(separator: " ").compactMap(\.first)))
    case "nospace": return .string(try a.text(0).filter { !$0.isWhitespace })
    case "contains": return .bool(try a.text(1).contains(try a.text(0)))
    case "hasPrefix": return .bool(try a.text(1).hasPrefix(try a.text(0)))
    case "hasSuffix": return .bool(try a.text(1).hasSuffix(try a.text(0)))
    case "camelcase":
      return .string(parts(try a.text(0)).map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined())
    case "snakecase": return .string(parts(try a.text(0)).map { $0.lowercased() }.joined(separator: "_"))
    case "kebabcase": return .string(parts(try a.text(0)).map { $0.lowercased() }.joined(separator: "-"))
    case "plural": return .string(try a.text(try a.whole(2) == 1 ? 0 : 1))
    case "wrap", "wrapWith": return .string(a.last.text)
    case "html", "js", "urlquery": return .string(try a.text(0))
    case "base", "osBase": return .string(String(try a.text(0).split(separator: "/").last ?? "."))
    case "dir", "osDir":
      return .string(try a.text(0).lastIndex(of: "/").map { String(a.last.text[..<$0]) } ?? ".")
    case "ext", "osExt":
      return .string(try a.text(0).lastIndex(of: ".").map { String(a.last.text[$0...]) } ?? "")
    case "clean", "osClean": return .string(try a.text(0))
    case "regexMatch": return .bool(try Regex(a).first(in: try a.text(1)) != nil)
    case "regexFind": return .string(try Regex(a).first(in: try a.text(1)) ?? "")
    case "regexFindAll":
      let limit = try a.whole(2)
      let all = try Regex(a).all(in: try a.text(1))
      return .list(all.prefix(limit < 0 ? all.count : limit).map { .string($0) })
    case "regexReplaceAll":
      return .string(try Regex(a).replacing(in: try a.text(1), with: try a.text(2), isLiteral: false))
    case "regexReplaceAllLiteral":
      return .string(try Regex(a).replacing(in: try a.text(1), with: try a.text(2), isLiteral: true))
    case "regexSplit":
      return .list(try Regex(a).split(try a.text(1)).map { .string($0) })
    case "regexQuoteMeta":
      return .string(
        try a.text(0).reduce(into: "") { $0 += "\\.+*?()|[]{}^$".contains($1) ? "\\\($1)" : "\($1)" })
    default: return nil
    }
  }

  private typealias Regex = TemplateRegex

  private static func bound(_ a: TemplateArguments, _ bytes: Int) throws(TemplateFailure) {
    guard bytes >= 0, bytes <= TemplateLimits.work else {
      throw TemplateFailure("\(a.function) would make a text of more than \(TemplateLimits.text >> 20) MiB")
    }
  }

  private static func joined(_ a: TemplateArguments, _ form: (String) -> String) -> String {
    a.values.filter { !$0.isNull }.map { form($0.text) }.joined(separator: " ")
  }

  /// Quoted as Go's `%q` does.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  private static func trimmed(_ text: String, _ isCut: (Unicode.Scalar) -> Bool) -> String {
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, isCut(first) { scalars.removeFirst() }
    while let last = scalars.last, isCut(last) { scalars.removeLast() }
    return String(scalars)
  }

  /// Every line with a margin before it.
  private static func indented(_ text: String, by margin: String) -> String {
    var bytes = Array(margin.utf8)
    for byte in text.utf8 {
      bytes.append(byte)
      if byte == 10 { bytes += margin.utf8 }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func words(_ text: String, _ change: (Substring) -> String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map(change).joined(separator: " ")
  }

  /// The parts of a name in any case: `someName`, `some_name` and `some-name` have the same.
  private static func parts(_ text: String) -> [String] {
    var parts: [String] = []
    var current = ""
    for character in text {
      let isBoundary = character == "-" || character == "_" || character == " " || character == "."
      let isHump = character.isUppercase && !(current.last?.isUppercase ?? true)
      if isBoundary || isHump {
        if !current.isEmpty { parts.append(current) }
        current = ""
      }
      if !isBoundary { current.append(character) }
    }
    return current.isEmpty ? parts : parts + [current]
  }
}
