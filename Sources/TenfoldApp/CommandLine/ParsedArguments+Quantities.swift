internal import TenfoldModel

/// Options whose values are numbers with units.
extension ParsedArguments {
  /// A number of users, services and the like: `1M`, `20K`, `300`.
  package func count(_ option: OptionSpecification) throws(UsageError) -> Double? {
    try counts(option).last
  }

  /// Every number given to an option.
  package func counts(_ option: OptionSpecification) throws(UsageError) -> [Double] {
    var counts: [Double] = []
    for text in all(option) {
      guard let count = UnitText.count(text), count > 0 else {
        throw UsageError("--\(option.name) is '\(text)'; it must be a number above 0 such as 500, 20K or 1M")
      }
      counts.append(count)
    }
    return counts
  }

  /// A rate: `1000/s`, `60/min`.
  package func rate(_ option: OptionSpecification) throws(UsageError) -> Double? {
    try value(option, expected: "a rate above 0 such as 1000/s or 60/min") { text in
      UnitText.rate(text).flatMap { $0 > 0 ? $0 : nil }
    }
  }

  /// A share: `90%`, `0.9`.
  package func share(_ option: OptionSpecification) throws(UsageError) -> Double? {
    try value(option, expected: "a share such as 90% or 0.9") { UnitText.share($0) }
  }

  /// A factor: `10x`, `2.5`.
  package func factor(_ option: OptionSpecification) throws(UsageError) -> Double? {
    try value(option, expected: "a factor above 0 such as 10x") { text in
      UnitText.count(text.hasSuffix("x") ? String(text.dropLast()) : text).flatMap { $0 > 0 ? $0 : nil }
    }
  }

  /// A time: `10min`, `250ms`.
  package func duration(_ option: OptionSpecification) throws(UsageError) -> Double? {
    try value(option, expected: "a time above 0 such as 10min or 250ms") { text in
      UnitText.duration(text).flatMap { $0 > 0 ? $0 : nil }
    }
  }

  /// A whole number in a range.
  package func whole(
    _ option: OptionSpecification, in range: ClosedRange<Int>
  ) throws(UsageError) -> Int? {
    let upTo =
      range.upperBound == .max
      ? "of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
    return try value(option, expected: "a whole number \(upTo)") { text in
      Int(text).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  /// One of several words, as what it means.
  package func choice<Value>(
    _ option: OptionSpecification, _ meanings: KeyValuePairs<String, Value>
  ) throws(UsageError) -> Value? {
    let words = meanings.map(\.key).joined(separator: ", ")
    return try value(option, expected: "one of \(words)") { text in
      meanings.first { $0.key == text }?.value
    }
  }
}
