extension TemplateFunctions {
  /// Defaults, comparisons and questions about types.
  static func logic(_ a: TemplateArguments) throws(TemplateFailure) -> TemplateValue? {
    switch a.function {
    case "default":
      guard a.count > 1 else { return try a.value(0) }
      return a.last.isTrue ? a.last : a.values[0]
    case "empty": return .bool(!(try a.value(0)).isTrue)
    case "coalesce": return a.values.first { $0.isTrue } ?? .null
    case "ternary": return (try a.value(2)).isTrue ? a.values[0] : a.values[1]
    case "all": return .bool(a.values.allSatisfy(\.isTrue))
    case "any": return .bool(a.values.contains(where: \.isTrue))
    case "not": return .bool(!(try a.value(0)).isTrue)
    case "eq":
      let first = try a.value(0)
      return .bool(a.from(1).contains { isEqual(first, $0) })
    case "ne": return .bool(!isEqual(try a.value(0), try a.value(1)))
    case "deepEqual": return .bool(isEqual(try a.value(0), try a.value(1)))
    case "lt": return .bool(try order(a) < 0)
    case "le": return .bool(try order(a) <= 0)
    case "gt": return .bool(try order(a) > 0)
    case "ge": return .bool(try order(a) >= 0)
    case "kindIs", "typeIs", "typeIsLike":
      return .bool(isKind(try a.value(1), try a.text(0)))
    case "kindOf": return .string(kind(of: try a.value(0)))
    case "typeOf":
      let kind = kind(of: try a.value(0))
      let types = ["slice": "[]interface {}", "map": "map[string]interface {}", "invalid": "<nil>"]
      return .string(types[kind] ?? kind)
    default: return nil
    }
  }

  static func isEqual(_ left: TemplateValue, _ right: TemplateValue, depth: Int = 0) -> Bool {
    guard depth < 50 else { return false }
    switch (left, right) {
    case (.null, .null): return true
    case (.bool(let left), .bool(let right)): return left == right
    case (.string(let left), .string(let right)): return left == right
    case (.int(let left), .int(let right)): return left == right
    case (.int, .double), (.double, .int), (.double, .double): return left.number == right.number
    case (.list(let left), .list(let right)):
      return left.count == right.count
        && zip(left, right).allSatisfy { isEqual($0, $1, depth: depth + 1) }
    case (.map(let left), .map(let right)):
      return left === right
        || (left.entries.count == right.entries.count
          && left.entries.allSatisfy { entry in
            right.entries[entry.key].map { isEqual(entry.value, $0, depth: depth + 1) } ?? false
          })
    default: return false
    }
  }

  /// Negative, zero or positive as the first argument is less than, equal to or greater than the second.
  private static func order(_ a: TemplateArguments) throws(TemplateFailure) -> Int {
    let (left, right) = (try a.value(0), try a.value(1))
    if case .string(let left) = left, case .string(let right) = right {
      return left < right ? -1 : left == right ? 0 : 1
    }
    // What Helm refuses to compare (null with a number, say) counts as zero here.
    let (first, second) = (left.number ?? 0, right.number ?? 0)
    return first < second ? -1 : first == second ? 0 : 1
  }

  /// Numbers of values are floats to Helm; whole ones print without a fraction all the same.
  static func kind(of value: TemplateValue) -> String {
    switch value {
    case .null: "invalid"
    case .bool: "bool"
    case .int, .double: "float64"
    case .string: "string"
    case .list: "slice"
    case .map: "map"
    case .object: "struct"
    }
  }

  private static func isKind(_ value: TemplateValue, _ name: String) -> Bool {
    if case .int = value { return ["int", "int64", "float64"].contains(name) }
    let kind = kind(of: value)
    return kind == name || (kind == "slice" && name == "[]interface {}")
      || (kind == "map" && ["map[string]interface {}", "chartutil.Values", "common.Values"].contains(name))
  }
}
