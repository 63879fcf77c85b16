internal import TenfoldModel

/// What a description says, before it becomes lines of text.
indirect enum DescriptionTree: Sendable, Equatable {
  /// A text as it stands: numbers, ranges, truth values.
  case plain(String)
  /// A text that is quoted where YAML would misread it.
  case text(String)
  case list([DescriptionTree])
  /// Keys in order; `unknown` are remarks on keys that are left out, `evidence` on where it was found.
  case map([Entry], unknown: [String] = [], evidence: [String] = [])

  struct Entry: Sendable, Equatable {
    let key: String
    let value: DescriptionTree

    init(_ key: String, _ value: DescriptionTree) {
      self.key = key
      self.value = value
    }
  }

  /// A number with its range and origin.
  static func quantity(_ quantity: Quantity, _ unit: QuantityUnit) -> DescriptionTree {
    var origin: [Entry] = []
    switch quantity.provenance {
    case .stated:
      let numbers = quantity.isUncertain ? [quantity.low, quantity.likely, quantity.high] : [quantity.likely]
      return .plain(numbers.map { unit.text(of: $0) }.joined(separator: ".."))
    case .measured(let source, _):
      origin = [.init("measured", .text(source))]
    case .assumed(let entry, let grade):
      origin = [.init("assumed", .text(entry)), .init("grade", .plain(grade.rawValue))]
    case .derived(let law, let basis):
      origin = [.init("derived", .text(law)), .init("basis", .plain(basis.rawValue))]
    }
    var numbers = [Entry("likely", .plain(unit.text(of: quantity.likely)))]
    if quantity.isUncertain {
      numbers.append(.init("low", .plain(unit.text(of: quantity.low))))
      numbers.append(.init("high", .plain(unit.text(of: quantity.high))))
    }
    return .map(numbers + origin)
  }

  /// The tree, or nil for a mapping without keys and remarks.
  var nonempty: DescriptionTree? {
    if case .map(let entries, let unknown, _) = self, entries.isEmpty, unknown.isEmpty { nil } else { self }
  }

  /// The mapping with more keys before or after its own; other trees are returned as they are.
  func adding(first: [Entry] = [], last: [Entry] = [], evidence: [String] = []) -> DescriptionTree {
    guard case .map(let entries, let unknown, let found) = self else { return self }
    return .map(first + entries + last, unknown: unknown, evidence: found + evidence)
  }
}
