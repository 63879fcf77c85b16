/// What one number of a system is, for the people who are asked to measure it.
package struct ParameterName: Sendable, Hashable {
  /// How the number is spelled.
  package enum Form: Sendable, Hashable {
    /// Seconds.
    case duration
    /// Bytes.
    case bytes
    /// A share in 0...1.
    case share
    /// A plain number.
    case count
    /// Requests per second.
    case rate
  }

  /// The component, journey or process it belongs to.
  package var subject: String
  /// What it is: "CPU per request".
  package var quantity: String
  /// How it is spelled.
  package var form: Form

  /// Names a number.
  package init(_ quantity: String, of subject: String, _ form: Form) {
    self.quantity = quantity
    self.subject = subject
    self.form = form
  }
}

/// Every number of a lowered system in one flat table, so that a sample of them is one array.
///
/// Invariant: `quantities.count == names.count`; `uncertain` holds the indices whose range is not a point.
package struct ParameterTable: Sendable {
  /// The numbers.
  package private(set) var quantities: [Quantity] = []
  /// What they are.
  package private(set) var names: [ParameterName] = []
  /// Indices of the numbers whose low and high differ, in order.
  package private(set) var uncertain: [Int] = []

  /// Makes an empty table.
  package init() {}

  /// Adds a number and returns its index.
  package mutating func add(_ quantity: Quantity, _ name: ParameterName) -> Int {
    if quantity.isUncertain { uncertain.append(quantities.count) }
    quantities.append(quantity)
    names.append(name)
    return quantities.count - 1
  }

  /// The numbers at a position: one coordinate in 0...1 for each uncertain number, in the order of `uncertain`.
  ///
  /// An empty position gives the likely values.
  package func values(at position: [Double]) -> [Double] {
    var values = quantities.map(\.likely)
    guard !position.isEmpty else { return values }
    precondition(position.count == uncertain.count, "a position has one coordinate per uncertain number")
    for (coordinate, index) in zip(position, uncertain) {
      values[index] = quantities[index].value(at: coordinate)
    }
    return values
  }

  /// A position of this table in the table of a changed system: numbers of the same name keep their coordinate, and new
  /// ones are at the middle of their range.
  ///
  /// - Parameter position: One coordinate for each uncertain number of this table.
  package func position(_ position: [Double], in changed: ParameterTable) -> [Double] {
    if changed.names == names, changed.uncertain == uncertain { return position }
    var coordinates: [ParameterName: ArraySlice<Double>] = [:]
    for (coordinate, index) in zip(position, uncertain) {
      coordinates[names[index], default: []].append(coordinate)
    }
    return changed.uncertain.map { coordinates[changed.names[$0]]?.popFirst() ?? 0.5 }
  }
}
