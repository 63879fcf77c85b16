/// One token inside an action.
struct TemplateToken: Equatable {
  enum Kind: Equatable {
    case dot
    /// `.name`, without the dot.
    case field(String)
    /// `$name`, without the dollar sign.
    case variable(String)
    case word(String)
    case int(Int)
    case double(Double)
    case string(String)
    case open, close, pipe, comma, declare, assign
  }

  var kind: Kind
  /// No space before it, so that a field belongs to what precedes it.
  var isAttached: Bool
  var line: Int
}

/// A piece of a template: text, or the tokens of one action.
enum TemplatePiece {
  case text(String, line: Int)
  case action([TemplateToken], line: Int)
}

/// Cuts a template into texts and actions, white space trimmed where markers ask for it.
struct TemplateLexer {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var trimsNextText = false

  private init(_ text: String) {
    bytes = Array(text.utf8)
  }

  static func pieces(of text: String) throws(TemplateFailure) -> [TemplatePiece] {
    var lexer = TemplateLexer(text)
    var pieces: [TemplatePiece] = []
    while lexer.position < lexer.bytes.count {
      if let text = lexer.text() { pieces.append(text) }
      if let action = try lexer.action() { pieces.append(action) }
    }
    return pieces
  }

  /// Text up to the next action.
  private mutating func text() -> TemplatePiece? {
    var start = position
    while position < bytes.count, !isNext("{{") { position += 1 }
    var end = position
    if trimsNextText {
      while start < end, Self.isSpace(bytes[start]) {
        if bytes[start] == 10 { line += 1 }
        start += 1
      }
    }
    let first = line
    for byte in bytes[start..<end] where byte == 10 { line += 1 }
    if isNext("{{-"), position + 3 < bytes.count, Self.isSpace(bytes[position + 3]) {
      while end > start, Self.isSpace(bytes[end - 1]) { end -= 1 }
    }
    trimsNextText = false
    return start < end ? .text(String(decoding: bytes[start..<end], as: UTF8.self), line: first) : nil
  }

  /// The action at the position; nil for a comment and at the end.
  private mutating func action() throws(TemplateFailure) -> TemplatePiece? {
    guard isNext("{{") else { return nil }
    let start = line
    position += 2
    if isNext("-"), position + 1 < bytes.count, Self.isSpace(bytes[position + 1]) { position += 1 }
    var tokens: [TemplateToken] = []
    while true {
      let before = position
      skipSpace()
      guard position < bytes.count else {
        throw TemplateFailure("action opened here is not closed; }} is missing", line: start)
      }
      if isNext("/*") {
        try skipComment(from: start)
        continue
      }
      if isNext("}}") {
        position += 2
        break
      }
      if isNext("-}}") {
        position += 3
        trimsNextText = true
        break
      }
      let kind = try token()
      tokens.append(TemplateToken(kind: kind, isAttached: isAttached(before), line: line))
    }
    return tokens.isEmpty ? nil : .action(tokens, line: start)
  }

  /// True when no space stands between a token's end and the one that was read last.
  private func isAttached(_ before: Int) -> Bool {
    before < bytes.count && !Self.isSpace(bytes[before])
  }

  private mutating func skipSpace() {
    while position < bytes.count, Self.isSpace(bytes[position]) {
      if bytes[position] == 10 { line += 1 }
      position += 1
    }
  }

  private mutating func skipComment(from start: Int) throws(TemplateFailure) {
    position += 2
    while position < bytes.count, !isNext("*/") {
      if bytes[position] == 10 { line += 1 }
      position += 1
    }
    guard position < bytes.count else {
      throw TemplateFailure("comment opened here is not closed; */ is missing", line: start)
    }
    position += 2
  }

  private mutating func token() throws(TemplateFailure) -> TemplateToken.Kind {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "("): return one(.open)
    case UInt8(ascii: ")"): return one(.close)
    case UInt8(ascii: "|"): return one(.pipe)
    case UInt8(ascii: ","): return one(.comma)
    case UInt8(ascii: "="): return one(.assign)
    case UInt8(ascii: ":") where isNext(":="):
      position += 2
      return .declare
    case UInt8(ascii: "\""): return .string(try quoted())
    case UInt8(ascii: "`"): return .string(try raw())
    case UInt8(ascii: "'"): return try character()
    case UInt8(ascii: "$"):
      position += 1
      return .variable(word())
    case UInt8(ascii: ".") where position + 1 < bytes.count && Self.isDigit(bytes[position + 1]):
      return try number()
    case UInt8(ascii: "."):
      position += 1
      let name = word()
      return name.isEmpty ? .dot : .field(name)
    case UInt8(ascii: "-"), UInt8(ascii: "+"):
      return try number()
    case _ where Self.isDigit(byte):
      return try number()
    case _ where Self.isLetter(byte):
      return .word(word())
    default:
      throw TemplateFailure(
        "unexpected \"\(Unicode.Scalar(byte))\" in an action; a field, a function or a literal was expected",
        line: line)
    }
  }

  private mutating func one(_ kind: TemplateToken.Kind) -> TemplateToken.Kind {
    position += 1
    return kind
  }

  private mutating func word() -> String {
    let start = position
    while position < bytes.count, Self.isLetter(bytes[position]) || Self.isDigit(bytes[position]) {
      position += 1
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func number() throws(TemplateFailure) -> TemplateToken.Kind {
    let start = position
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      let isSign =
        (byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+"))
        && (bytes[position - 1] | 0x20) == UInt8(ascii: "e")
      guard Self.isDigit(byte) || Self.isLetter(byte) || byte == UInt8(ascii: ".") || isSign else { break }
      position += 1
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if let value = YAMLScalar.int(text) { return .int(value) }
    if let value = Double(text), value.isFinite { return .double(value) }
    throw TemplateFailure("\"\(text)\" is no number", line: line)
  }

  private mutating func raw() throws(TemplateFailure) -> String {
    let start = position + 1
    let first = line
    position = start
    while position < bytes.count, bytes[position] != UInt8(ascii: "`") {
      if bytes[position] == 10 { line += 1 }
      position += 1
    }
    guard position < bytes.count else {
      throw TemplateFailure("text opened with ` is not closed", line: first)
    }
    position += 1
    return String(decoding: bytes[start..<(position - 1)], as: UTF8.self)
  }

  private mutating func character() throws(TemplateFailure) -> TemplateToken.Kind {
    let text = try quoted()
    guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else {
      throw TemplateFailure("'\(text)' is no single character; texts stand in double quotes", line: line)
    }
    return .int(Int(scalar.value))
  }

  /// A text in double quotes, or a character in single ones, escapes resolved.
  private mutating func quoted() throws(TemplateFailure) -> String {
    let quote = bytes[position]
    var text: [UInt8] = []
    position += 1
    while position < bytes.count, bytes[position] != quote, bytes[position] != 10 {
      if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count {
        position += 1
        escape(into: &text)
      } else {
        text.append(bytes[position])
        position += 1
      }
    }
    guard position < bytes.count, bytes[position] == quote else {
      throw TemplateFailure("text opened with \(Unicode.Scalar(quote)) is not closed on its line", line: line)
    }
    position += 1
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func escape(into text: inout [UInt8]) {
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "a"): text.append(7)
    case UInt8(ascii: "x"): hexadecimal(digits: 2, into: &text)
    case UInt8(ascii: "u"): hexadecimal(digits: 4, into: &text)
    case UInt8(ascii: "U"): hexadecimal(digits: 8, into: &text)
    default: text.append(byte)
    }
  }

  private mutating func hexadecimal(digits: Int, into text: inout [UInt8]) {
    let end = min(position + digits, bytes.count)
    let code = UInt32(String(decoding: bytes[position..<end], as: UTF8.self), radix: 16)
    position = end
    if let scalar = code.flatMap(Unicode.Scalar.init) { text += Array(String(Character(scalar)).utf8) }
  }

  private func isNext(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard position + count <= bytes.count else { return false }
    for offset in 0..<count where bytes[position + offset] != text.utf8Start[offset] { return false }
    return true
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
  }
}
