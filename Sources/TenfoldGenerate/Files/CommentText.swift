/// Comments in generated files: wrapped, and never able to end early, whatever name stands in them.
enum CommentText {
  private static let width = 100

  /// A comment as whole lines, each behind `margin`, which ends with the sign that begins a comment.
  static func lines(_ text: String, margin: String) -> String {
    // Control characters could end the comment, or move the cursor of who reads it.
    let words = text.unicodeScalars.split {
      $0.value <= 0x20 || (0x7F...0xA0).contains($0.value) || $0 == "\u{2028}"
    }
    .map { String(String.UnicodeScalarView($0)) }
    var result = ""
    var line = ""
    for word in words {
      if !line.isEmpty, margin.count + line.count + 1 + word.count > width {
        result += margin + line + "\n"
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return line.isEmpty ? result : result + margin + line + "\n"
  }

  /// The same behind `# `, which YAML, Redis, PostgreSQL, NATS, HAProxy, PgBouncer and the shell share.
  static func hash(_ text: String) -> String { lines(text, margin: "# ") }
}
