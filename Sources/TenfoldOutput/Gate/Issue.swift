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
  ///
  /// **Source.** FNV-1a, 64 bits, by Fowler, Noll and Vo: www.isthe.com/chongo/tech/comp/fnv.
  package var fingerprint: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

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
