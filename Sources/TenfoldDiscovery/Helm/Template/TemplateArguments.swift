/// The arguments of one function call, read leniently: what Helm would refuse by its type counts as empty.
struct TemplateArguments {
  let function: String
  let values: [TemplateValue]

  var count: Int { values.count }
  var last: TemplateValue { values.last ?? .null }

  /// An argument; a missing one is an error of the template.
  func value(_ index: Int) throws(TemplateFailure) -> TemplateValue {
    guard index < values.count else {
      throw TemplateFailure("\(function) needs at least \(index + 1) arguments; it got \(values.count)")
    }
    return values[index]
  }

  func text(_ index: Int) throws(TemplateFailure) -> String { try value(index).text }
  func whole(_ index: Int) throws(TemplateFailure) -> Int { try value(index).whole }
  func number(_ index: Int) throws(TemplateFailure) -> Double { try value(index).number ?? 0 }

  /// A list; empty for everything else.
  func list(_ index: Int) throws(TemplateFailure) -> [TemplateValue] {
    if case .list(let items) = try value(index) { items } else { [] }
  }

  /// A map; a new empty one for everything else.
  func map(_ index: Int) throws(TemplateFailure) -> TemplateMap { try value(index).map ?? TemplateMap() }

  /// A number of things to make, refused beyond the limit.
  func size(_ index: Int, limit: Int = TemplateLimits.items) throws(TemplateFailure) -> Int {
    let size = max(0, try whole(index))
    guard size <= limit else {
      throw TemplateFailure("\(function) would make \(size) items; at most \(limit) are made")
    }
    return size
  }

  /// Arguments from one on.
  func from(_ index: Int) -> ArraySlice<TemplateValue> { values.dropFirst(index) }
}
