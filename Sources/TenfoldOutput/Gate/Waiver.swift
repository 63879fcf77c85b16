package import TenfoldModel

/// That somebody lets a rule pass for a time, and answers for it.
///
/// It changes what a gate counts and never what is computed: what is waived still breaks, and is still shown.
package struct Waiver: Sendable, Hashable {
  /// What it is about: a measure (`headroom`), a kind of limit (`saturation`), a cell of the ladder (`monitoring-2`) or
  /// the id of a doubt.
  package let rule: String
  /// The component it is about, the id of a limit, or a file or folder from the repository's root; nil for all.
  package let scope: String?
  /// Why.
  package let reason: String
  /// Who answers for it.
  package let owner: String
  /// The last day on which it counts.
  package let until: CalendarDate
  /// Where it is written.
  package let location: SourceLocation

  package init(
    rule: String, scope: String?, reason: String, owner: String, until: CalendarDate,
    at location: SourceLocation
  ) {
    self.rule = rule
    self.scope = scope
    self.reason = reason
    self.owner = owner
    self.until = until
    self.location = location
  }

  /// `headroom of events`.
  package var name: String { scope.map { "\(rule) of \($0)" } ?? rule }

  /// `until 2027-03-31, team shop: reason`.
  package var justification: String { "until \(until), \(owner): \(reason)" }

  /// True when it says that a whole threshold need not be met.
  func covers(_ measure: GateMeasure) -> Bool { scope == nil && GateMeasure(named: rule) == measure }

  /// True when it takes a limit out of the measures that limits decide, or out of `measure` alone.
  func covers(_ limit: Standing.Limit, for measure: GateMeasure) -> Bool {
    if rule == limit.kind || rule == limit.id { return isInScope(limit) }
    return scope != nil && GateMeasure(named: rule) == measure && isInScope(limit)
  }

  /// True when it is about an issue of a rule, a subject and places.
  func covers(rule: String, subject: String, places: [SourceLocation]) -> Bool {
    self.rule == rule && isInScope(subject: subject, id: "\(rule):\(subject)", places: places)
  }

  private func isInScope(_ limit: Standing.Limit) -> Bool {
    isInScope(subject: limit.subject, id: limit.id, places: limit.places)
  }

  private func isInScope(subject: String, id: String, places: [SourceLocation]) -> Bool {
    guard let scope else { return true }
    return scope == subject || scope == id
      || places.contains { $0.file == scope || $0.file.hasPrefix(scope.hasSuffix("/") ? scope : scope + "/") }
  }
}
