/// Why a template, or one action of it, could not be executed.
struct TemplateFailure: Error, Equatable {
  /// What was found, what was expected and what to do.
  var message: String
  /// File and line, once known.
  var file: String?
  var line: Int?

  init(_ message: String, file: String? = nil, line: Int? = nil) {
    self.message = message
    self.file = file
    self.line = line
  }

  /// The same with a place, unless it has one.
  func at(file: String, line: Int) -> TemplateFailure {
    TemplateFailure(message, file: self.file ?? file, line: self.line ?? line)
  }

  /// `file:line: message`.
  var description: String {
    guard let file else { return message }
    return line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)"
  }
}

/// Bounds that keep a hostile chart from exhausting memory, time or the stack.
enum TemplateLimits {
  /// Longest text that an action may make, and longest output of a template, in bytes.
  static let text = 4 << 20
  /// Most bytes that all actions of one template together may make.
  static let work = 128 << 20
  /// Most nodes executed and functions called for one template.
  static let steps = 2_000_000
  /// Most items of a list that a function makes.
  static let items = 100_000
  /// Deepest nesting of `include`, `template` and `tpl`.
  static let calls = 64
  /// Deepest nesting of blocks and parentheses in a text.
  static let nesting = 128
}
