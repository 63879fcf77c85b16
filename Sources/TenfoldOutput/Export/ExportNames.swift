internal import TenfoldModel

/// Names that another tool takes, each of them once.
struct ExportNames {
  private var names: [String: String] = [:]
  private var taken: Set<String> = []
  private let most: Int
  private let isAllowed: (Unicode.Scalar) -> Bool
  private let filler: Unicode.Scalar

  /// Names of at most `most` scalars, of which those that are not allowed are replaced by `filler`.
  init(most: Int, filler: Unicode.Scalar, isAllowed: @escaping (Unicode.Scalar) -> Bool) {
    self.most = most
    self.filler = filler
    self.isAllowed = isAllowed
  }

  /// Letters, digits and hyphens, as hosts are named.
  static var hosts: ExportNames {
    ExportNames(most: 63, filler: "-") { ("a"..."z").contains($0) || ("0"..."9").contains($0) }
  }

  /// Letters, digits and underscores, as programs name things.
  static var identifiers: ExportNames {
    ExportNames(most: 60, filler: "_") {
      ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
    }
  }

  /// The name of a part: the same every time, and of no other part.
  mutating func name(of part: String) -> String {
    if let known = names[part] { return known }
    var text = String.UnicodeScalarView()
    for scalar in (filler == "-" ? part.lowercased() : part).unicodeScalars {
      let next = isAllowed(scalar) ? scalar : filler
      if next == filler, text.isEmpty || text.last == filler { continue }
      text.append(next)
    }
    while text.last == filler { text.removeLast() }
    if text.isEmpty || filler == "_" && ("0"..."9").contains(text.first!) {
      text.insert(contentsOf: "part\(filler)".unicodeScalars, at: text.startIndex)
    }
    while text.last == filler { text.removeLast() }
    let base = String(String.UnicodeScalarView(text.prefix(most - 4)))
    var name = base
    var number = 1
    while !taken.insert(name).inserted {
      number += 1
      name = "\(base)\(filler)\(number)"
    }
    names[part] = name
    return name
  }
}

extension String {
  /// The text in quotes, as both JSON and YAML read it: what YAML takes for the end of a line is escaped too.
  var quoted: String {
    JSONValue.string(self).line.replacingScalars { scalar in
      switch scalar.value {
      case 0x85: "\\u0085"
      case 0x2028: "\\u2028"
      case 0x2029: "\\u2029"
      default: nil
      }
    }
  }
}
