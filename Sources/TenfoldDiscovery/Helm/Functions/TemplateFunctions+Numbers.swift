extension TemplateFunctions {
  /// Arithmetic: whole numbers wrap nowhere, a division by zero is an error of the template.
  static func numbers(_ a: TemplateArguments) throws(TemplateFailure) -> TemplateValue? {
    switch a.function {
    case "int", "int64", "atoi": return .int(try a.value(0).whole)
    case "toDecimal": return .int(Int(try a.text(0), radix: 8) ?? 0)
    case "float64": return .double(try a.number(0))
    case "add": return .int(try fold(a, from: 0) { $0.addingReportingOverflow($1) })
    case "add1": return .int(try a.whole(0) &+ 1)
    case "sub": return .int(try checked(a, try a.whole(0).subtractingReportingOverflow(try a.whole(1))))
    case "mul": return .int(try fold(a, from: 1) { $0.multipliedReportingOverflow(by: $1) })
    case "div": return .int(try checked(a, try a.whole(0).dividedReportingOverflow(by: try a.whole(1))))
    case "mod":
      let divisor = try a.whole(1)
      return .int(try checked(a, try a.whole(0).remainderReportingOverflow(dividingBy: divisor)))
    case "max", "biggest": return .int(a.values.map(\.whole).max() ?? 0)
    case "min": return .int(a.values.map(\.whole).min() ?? 0)
    case "addf": return .double(a.values.reduce(0) { $0 + ($1.number ?? 0) })
    case "subf": return .double(a.from(1).reduce(try a.number(0)) { $0 - ($1.number ?? 0) })
    case "mulf": return .double(a.values.reduce(1) { $0 * ($1.number ?? 0) })
    case "divf":
      guard a.from(1).allSatisfy({ ($0.number ?? 0) != 0 }) else {
        throw TemplateFailure("divf divides by zero")
      }
      return .double(a.from(1).reduce(try a.number(0)) { $0 / ($1.number ?? 1) })
    case "maxf": return .double(a.values.compactMap(\.number).max() ?? 0)
    case "minf": return .double(a.values.compactMap(\.number).min() ?? 0)
    case "floor": return .double(try a.number(0).rounded(.down))
    case "ceil": return .double(try a.number(0).rounded(.up))
    case "round":
      var scale = 1.0
      for _ in 0..<min(15, a.count > 1 ? max(0, try a.whole(1)) : 0) { scale *= 10 }
      return .double((try a.number(0) * scale).rounded() / scale)
    default: return nil
    }
  }

  private static func fold(
    _ a: TemplateArguments, from start: Int, _ combine: (Int, Int) -> (partialValue: Int, overflow: Bool)
  ) throws(TemplateFailure) -> Int {
    var result = start
    for value in a.values { result = try checked(a, combine(result, value.whole)) }
    return result
  }

  private static func checked(
    _ a: TemplateArguments, _ result: (partialValue: Int, overflow: Bool)
  ) throws(TemplateFailure) -> Int {
    guard !result.overflow else {
      throw TemplateFailure("\(a.function) of these numbers divides by zero or grows too large")
    }
    return result.partialValue
  }
}
