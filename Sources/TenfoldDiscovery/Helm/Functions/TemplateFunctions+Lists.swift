extension TemplateFunctions {
  /// Functions that read and make lists.
  static func lists(_ a: TemplateArguments) throws(TemplateFailure) -> TemplateValue? {
    switch a.function {
    case "list", "tuple": return .list(a.values)
    case "len":
      switch try a.value(0) {
      case .list(let items): return .int(items.count)
      case .map(let map): return .int(map.entries.count)
      case .string(let text): return .int(text.utf8.count)
      default: return .int(0)
      }
    case "index": return try a.from(1).reduce(a.value(0)) { item(of: $0, at: $1) }
    case "slice": return try slice(a)
    case "first":
      if let text = try a.value(0).string { return .string(String(text.prefix(1))) }
      return try a.list(0).first ?? .null
    case "last": return try a.list(0).last ?? .null
    case "rest": return .list(Array(try a.list(0).dropFirst()))
    case "initial": return .list(try a.list(0).dropLast())
    case "append", "push": return .list(try a.list(0) + [try a.value(1)])
    case "prepend": return .list([try a.value(1)] + (try a.list(0)))
    case "concat":
      return .list(
        a.values.flatMap { value -> [TemplateValue] in
          if case .list(let items) = value { items } else { [] }
        })
    case "reverse": return .list(try a.list(0).reversed())
    case "compact": return .list(try a.list(0).filter(\.isTrue))
    case "uniq":
      return .list(
        try a.list(0).reduce(into: []) { unique, item in
          if !unique.contains(where: { isEqual($0, item) }) { unique.append(item) }
        })
    case "without":
      let left = a.from(1)
      return .list(try a.list(0).filter { item in !left.contains { isEqual($0, item) } })
    case "has":
      let sought = try a.value(0)
      return .bool(try a.list(1).contains { isEqual($0, sought) })
    case "sortAlpha":
      return .list(try a.list(0).map(\.text).sorted().map { .string($0) })
    case "chunk":
      let (size, items) = (max(1, try a.whole(0)), try a.list(1))
      return .list(
        stride(from: 0, to: items.count, by: size).map {
          .list(Array(items[$0..<min($0 + size, items.count)]))
        })
    case "split": return .map(numbered(pieces(try a.text(1), by: try a.text(0))))
    case "splitn":
      return .map(numbered(pieces(try a.text(2), by: try a.text(0), atMost: try a.whole(1))))
    case "splitList": return .list(pieces(try a.text(1), by: try a.text(0)).map { .string($0) })
    case "join":
      let separator = try a.text(0)
      guard case .list(let items) = try a.value(1) else { return .string(a.last.text) }
      return .string(items.filter { !$0.isNull }.map(\.text).joined(separator: separator))
    case "toStrings": return .list(try a.list(0).map { .string($0.text) })
    case "until": return .list((0..<(try a.size(0))).map { .int($0) })
    case "untilStep":
      return try numbers(a, from: a.whole(0), to: a.whole(1), by: a.whole(2), includesEnd: false)
    case "seq":
      let start = a.count > 1 ? try a.whole(0) : 1
      let step = a.count > 2 ? try a.whole(1) : a.last.whole < start ? -1 : 1
      guard case .list(let all)? = try numbers(a, from: start, to: a.last.whole, by: step, includesEnd: true)
      else { return .string("") }
      return .string(all.map(\.text).joined(separator: " "))
    default: return nil
    }
  }

  private static func item(of value: TemplateValue, at index: TemplateValue) -> TemplateValue {
    switch value {
    case .list(let items):
      let place = index.whole
      return items.indices.contains(place) ? items[place] : .null
    case .map(let map): return map[index.text]
    default: return .null
    }
  }

  private static func slice(_ a: TemplateArguments) throws(TemplateFailure) -> TemplateValue {
    let start = a.count > 1 ? max(0, try a.whole(1)) : 0
    if let text = try a.value(0).string {
      let bytes = Array(text.utf8)
      let end = a.count > 2 ? min(try a.whole(2), bytes.count) : bytes.count
      return .string(start < end ? String(decoding: bytes[start..<end], as: UTF8.self) : "")
    }
    let items = try a.list(0)
    let end = a.count > 2 ? min(try a.whole(2), items.count) : items.count
    return .list(start < end ? Array(items[start..<end]) : [])
  }

  private static func pieces(_ text: String, by separator: String, atMost limit: Int = .max) -> [String] {
    guard !separator.isEmpty else { return text.map { String($0) } }
    var pieces: [String] = []
    var rest = Substring(text)
    while pieces.count + 1 < limit, let range = rest.firstRange(of: separator) {
      pieces.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return pieces + [String(rest)]
  }

  private static func numbered(_ texts: [String]) -> TemplateMap {
    let map = TemplateMap()
    for (index, text) in texts.enumerated() { map["_\(index)"] = .string(text) }
    return map
  }

  private static func numbers(
    _ a: TemplateArguments, from start: Int, to end: Int, by step: Int, includesEnd: Bool
  ) throws(TemplateFailure) -> TemplateValue? {
    guard step != 0, step < 0 ? end <= start : end >= start else { return .list([]) }
    let (span, isTooLong) = end.subtractingReportingOverflow(start)
    guard !isTooLong, step != .min, span.magnitude / step.magnitude <= UInt(TemplateLimits.items) else {
      throw TemplateFailure("\(a.function) would make more than \(TemplateLimits.items) items")
    }
    let all =
      includesEnd
      ? Array(stride(from: start, through: end, by: step)) : Array(stride(from: start, to: end, by: step))
    return .list(all.map { .int($0) })
  }
}
