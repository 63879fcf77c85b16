/// What changed from one result to another.
package struct Difference: Sendable {
  /// A limit whose printed load changed, or that only one of the results has.
  package struct MovedLimit: Sendable, Hashable {
    /// Kind and subject.
    package let id: String
    /// Its name for people.
    package let name: String
    /// Users at which it broke; nil where the old result has no such limit.
    package let before: Double?
    /// Users at which it breaks; nil where the new result has no such limit.
    package let after: Double?
  }

  /// Where the system stood.
  package let old: Standing
  /// Where it stands.
  package let new: Standing
  /// Measures whose printed number changed.
  package let measures: [GateMeasure]
  /// Limits that moved, those first that break first now.
  package let limits: [MovedLimit]

  /// Compares. - Complexity: O(limits).
  package init(from old: Standing, to new: Standing) {
    self.old = old
    self.new = new
    measures = GateMeasure.all.filter { $0.value(in: old) != $0.value(in: new) }
    let before = Dictionary(old.limits.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let after = Set(new.limits.map(\.id))
    let kept = new.limits.map {
      MovedLimit(id: $0.id, name: $0.name, before: before[$0.id]?.users, after: $0.users)
    }
    let gone = old.limits.filter { !after.contains($0.id) }
      .map { MovedLimit(id: $0.id, name: $0.name, before: $0.users, after: nil) }
    limits = (kept + gone).filter { limit in
      // A limit that growth never reaches is as good as none.
      Self.text(limit.before) != Self.text(limit.after)
    }
  }

  /// True when no printed number changed and the same limit is first.
  package var isEmpty: Bool {
    measures.isEmpty && limits.isEmpty && old.firstLimit()?.id == new.firstLimit()?.id
  }

  /// The change in a sentence.
  package var summary: String {
    guard !isEmpty else { return "nothing that is printed changed" }
    var parts: [String] = []
    if measures.contains(.headroom) { parts.append(DifferenceWording.headroom(from: old, to: new)) }
    let (first, then) = (old.firstLimit(), new.firstLimit())
    if first?.id != then?.id {
      parts.append("\(then?.name ?? "nothing") breaks first instead of \(first?.name ?? "nothing")")
    }
    parts += measures.filter { $0 != .headroom && $0 != .breaks }.map { measure in
      "\(measure.title) \(measure.text(measure.value(in: old))) -> \(measure.text(measure.value(in: new)))"
    }
    if parts.isEmpty { parts.append("\(Wording.counted(limits.count, "later limit")) moved") }
    return parts.joined(separator: "; ")
  }

  /// Users at a limit in words; a limit that is not there is never reached.
  static func text(_ users: Double?) -> String { GateMeasure.breaks.text(users ?? .infinity) }
}
