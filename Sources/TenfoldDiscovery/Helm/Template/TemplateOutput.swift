/// Text that a template writes, with the line of the template behind each line of it.
struct TemplateOutput {
  private(set) var bytes: [UInt8] = []
  /// For every output line, from 0, the template's line that its first visible character comes from; 0 for a
  /// line without any.
  private(set) var origins: [Int] = [0]

  /// Adds text that stands in the template, beginning on a line of it.
  mutating func append(_ text: String, from line: Int) {
    add(text, from: line, advances: true)
  }

  /// Adds the value of an action that stands on a line of the template.
  mutating func append(value text: String, from line: Int) {
    add(text, from: line, advances: false)
  }

  private mutating func add(_ text: String, from line: Int, advances: Bool) {
    var line = line
    for byte in text.utf8 {
      bytes.append(byte)
      if byte == 10 {
        origins.append(0)
        if advances { line += 1 }
      } else if byte > 32, origins[origins.count - 1] == 0 {
        origins[origins.count - 1] = line
      }
    }
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The template's line behind an output line, both from 1.
  func origin(ofLine line: Int) -> Int? {
    guard line >= 1 else { return nil }
    return origins[..<min(line, origins.count)].last { $0 > 0 }
  }
}
