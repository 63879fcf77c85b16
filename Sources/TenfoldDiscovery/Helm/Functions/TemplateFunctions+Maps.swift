extension TemplateFunctions {
  /// Functions that read, make and change maps.
  static func maps(_ a: TemplateArguments) throws(TemplateFailure) -> TemplateValue? {
    switch a.function {
    case "dict":
      let map = TemplateMap()
      for index in stride(from: 0, to: a.count, by: 2) {
        map[a.values[index].text] = index + 1 < a.count ? a.values[index + 1] : .string("")
      }
      return .map(map)
    case "get": return try a.map(0).entries[try a.text(1)] ?? .string("")
    case "set":
      let map = try a.map(0)
      map[try a.text(1)] = try a.value(2)
      return .map(map)
    case "unset":
      let map = try a.map(0)
      map.entries[try a.text(1)] = nil
      return .map(map)
    case "hasKey": return .bool(try a.map(0).entries[try a.text(1)] != nil)
    case "keys":
      return .list(a.values.flatMap { ($0.map?.sortedKeys ?? []).map { .string($0) } })
    case "values":
      let map = try a.map(0)
      return .list(map.sortedKeys.map { map[$0] })
    case "pluck":
      let key = try a.text(0)
      return .list(a.from(1).compactMap { $0.map?.entries[key] })
    case "pick":
      let keys = Set(a.from(1).map(\.text))
      return .map(TemplateMap(try a.map(0).entries.filter { keys.contains($0.key) }))
    case "omit":
      let keys = Set(a.from(1).map(\.text))
      return .map(TemplateMap(try a.map(0).entries.filter { !keys.contains($0.key) }))
    case "merge", "mergeOverwrite":
      let target = try a.map(0)
      for source in a.from(1) {
        guard let source = source.map else { continue }
        var budget = TemplateLimits.items
        try merge(source, into: target, overwrites: a.function == "mergeOverwrite", depth: 0, budget: &budget)
      }
      return .map(target)
    case "deepCopy", "copy":
      var budget = TemplateLimits.items
      return try copy(try a.value(0), depth: 0, budget: &budget)
    case "dig":
      guard a.count > 2 else { throw TemplateFailure("dig needs a key, a default and a map") }
      var value = a.last
      for key in a.values.dropLast(2) {
        guard let next = value.map?.entries[key.text] else { return a.values[a.count - 2] }
        value = next
      }
      return value
    case "lookup": return .map(TemplateMap())
    default: return nil
    }
  }

  /// Adds entries of a map to another, maps in maps too; an empty entry is as good as none, as in Sprig.
  static func merge(
    _ source: TemplateMap, into target: TemplateMap, overwrites: Bool, depth: Int, budget: inout Int
  ) throws(TemplateFailure) {
    guard source !== target else { return }
    for key in source.sortedKeys {
      let value = source[key]
      if let inner = value.map, let existing = target.entries[key]?.map, depth < 50 {
        try merge(inner, into: existing, overwrites: overwrites, depth: depth + 1, budget: &budget)
      } else if overwrites ? value.isTrue || target.entries[key] == nil : !target[key].isTrue {
        target[key] = try copy(value, depth: depth, budget: &budget)
      }
    }
  }

  /// A copy that shares no map with the original.
  static func copy(
    _ value: TemplateValue, depth: Int, budget: inout Int
  ) throws(TemplateFailure) -> TemplateValue {
    budget -= 1
    guard depth < 64, budget > 0 else {
      throw TemplateFailure("a value to copy has more than \(TemplateLimits.items) parts, or contains itself")
    }
    switch value {
    case .list(let items):
      var copies: [TemplateValue] = []
      for item in items { copies.append(try copy(item, depth: depth + 1, budget: &budget)) }
      return .list(copies)
    case .map(let map):
      var entries: [String: TemplateValue] = [:]
      for (key, value) in map.entries { entries[key] = try copy(value, depth: depth + 1, budget: &budget) }
      return .map(TemplateMap(entries))
    default: return value
    }
  }
}
