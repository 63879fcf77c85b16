package import TenfoldModel

/// One cause of what is wrong, with every place it shows at: what SARIF, annotations and code quality list.
package struct Issue: Sendable, Hashable {
  /// What it is an instance of: a kind of limit, a cell of the ladder, a doubt, `unread`, or `gate.` and a measure.
  package let rule: String
  /// The component it is about; empty for the whole system.
  package let subject: String
  /// How much it matters.
  package var severity: Diagnostic.Severity
  /// What was found and what to do.
  package var message: String
  /// Where it shows; never empty where the system is declared anywhere.
  package let places: [SourceLocation]
  /// The waiver that lets it pass.
  package var waiver: Waiver?
  /// With a baseline, whether it is absent there; nil without one.
  package var isNew: Bool?

  /// What stays the same when lines move and numbers change: rule and subject.
  package var key: String { "\(rule)|\(subject)" }

  /// A fingerprint of the key: 16 hexadecimal digits, the same on every machine.
  package var fingerprint: String { Fingerprint.digits(of: key) }

  init(
    _ rule: String, subject: String = "", _ severity: Diagnostic.Severity, _ message: String,
    at places: [SourceLocation], in standing: Standing
  ) {
    self.rule = rule
    self.subject = subject
    self.severity = severity
    self.message = message
    self.places = places.isEmpty ? standing.declaration.map { [$0] } ?? [] : places
  }
}
