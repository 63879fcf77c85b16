internal import TenfoldModel
internal import TenfoldPlatform

/// The variables of a `.env` file or an `env_file`.
///
/// **Source.** Compose Specification, "Env_file format": comments, `export`, single quotes without and double
/// quotes with escapes and variables, values over several lines in quotes, inline comments after a space.
struct EnvironmentFile {
  /// One variable with the place it is written at.
  struct Variable: Equatable {
    let name: String
    /// Nil for a name without `=`, whose value the caller's environment has.
    let value: String?
    let location: SourceLocation
  }

  /// The variables in the order of the file.
  private(set) var variables: [Variable] = []

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - isRaw: Take values as they are, without quotes and variables (`format: raw`).
  ///   - outer: Values of variables set before the file.
  init(_ file: SourceFile, isRaw: Bool = false, outer: (String) -> String? = { _ in nil }) {
    var known: [String: String] = [:]
    var scanner = Scanner(text: Array(file.text.utf8))
    while let line = scanner.nextAssignment(isRaw: isRaw) {
      var value = line.value
      if let written = value, line.hasVariables {
        value = ComposeInterpolation.expand(written) { known[$0] ?? outer($0) }.text
      }
      if let value { known[line.name] = value }
      variables.append(Variable(name: line.name, value: value, location: file.at(line.number)))
    }
  }

  private struct Assignment {
    let name: String
    let value: String?
    let hasVariables: Bool
    let number: Int
  }

  /// Walks over the bytes of the file.
  private struct Scanner {
    let text: [UInt8]
    var position = 0
    var line = 1

    init(text: [UInt8]) {
      self.text = text
    }

    mutating func nextAssignment(isRaw: Bool) -> Assignment? {
      while position < text.count {
        skip { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }
        guard position < text.count else { return nil }
        if text[position] == UInt8(ascii: "#") {
          skip { $0 != 0x0A }
          continue
        }
        let number = line
        var name = take { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ":") && $0 != 0x0A }.trimmed
        if name.hasPrefix("export ") { name = String(name.dropFirst(7)).trimmed }
        let isAssigned = position < text.count && text[position] != 0x0A
        guard isAssigned else {
          if Self.isName(name) {
            return Assignment(name: name, value: nil, hasVariables: false, number: number)
          }
          continue
        }
        position += 1
        let (value, hasVariables) = isRaw ? (take { $0 != 0x0A }.trimmed, false) : self.value()
        guard Self.isName(name) else { continue }
        return Assignment(name: name, value: value, hasVariables: hasVariables, number: number)
      }
      return nil
    }

    private mutating func value() -> (text: String, hasVariables: Bool) {
      skip { $0 == 0x20 || $0 == 0x09 }
      guard position < text.count else { return ("", false) }
      let quote = text[position]
      guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\""), let end = closing(quote) else {
        return (unquoted(), true)
      }
      let inside = text[(position + 1)..<end]
      line += inside.count { $0 == 0x0A }
      position = end + 1
      skip { $0 != 0x0A }
      if quote == UInt8(ascii: "'") { return (String(decoding: inside, as: UTF8.self), false) }
      return (Self.unescaped(inside), true)
    }

    private func closing(_ quote: UInt8) -> Int? {
      var index = position + 1
      while index < text.count {
        if text[index] == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") {
          index += 2
          continue
        }
        if text[index] == quote { return index }
        index += 1
      }
      return nil
    }

    private mutating func unquoted() -> String {
      let written = take { $0 != 0x0A }
      var end = written.startIndex
      var previous: Character = " "
      while end < written.endIndex {
        if written[end] == "#" && previous.isWhitespace { break }
        previous = written[end]
        end = written.index(after: end)
      }
      return String(written[..<end]).trimmed
    }

    /// Works out `\n`, `\t`, `\"` and `\\`; `\$` becomes `$$`, so that it stays a dollar sign.
    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
      var result: [UInt8] = []
      var rest = bytes.makeIterator()
      while let byte = rest.next() {
        guard byte == UInt8(ascii: "\\"), let next = rest.next() else {
          result.append(byte)
          continue
        }
        switch next {
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "'"): result.append(next)
        case UInt8(ascii: "$"): result += [next, next]
        default: result += [byte, next]
        }
      }
      return String(decoding: result, as: UTF8.self)
    }

    private mutating func skip(while condition: (UInt8) -> Bool) {
      while position < text.count, condition(text[position]) {
        if text[position] == 0x0A { line += 1 }
        position += 1
      }
    }

    private mutating func take(while condition: (UInt8) -> Bool) -> String {
      let start = position
      skip(while: condition)
      return String(decoding: text[start..<position], as: UTF8.self)
    }

    private static func isName(_ text: String) -> Bool {
      !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: "\"") }
    }
  }
}

/// The variables that the files of a project may refer to.
struct ComposeVariables {
  private var known: [String: EnvironmentFile.Variable] = [:]
  /// The file they come from; nil when there is none.
  private(set) var source: String?

  init() {}

  /// The value of a variable; nil when no file tells it.
  func value(of name: String) -> String? { known[name]?.value }

  /// The variable with the place it is written at.
  subscript(name: String) -> EnvironmentFile.Variable? { known[name] }

  /// Adds a file's variables; those already known stay as they are when `isWeaker`.
  mutating func add(_ file: SourceFile, isWeaker: Bool = false) {
    source = source ?? file.path
    for variable in EnvironmentFile(file, outer: { value(of: $0) }).variables where variable.value != nil {
      if isWeaker && known[variable.name] != nil { continue }
      known[variable.name] = variable
    }
  }

  /// The variables a project in a folder gets: of its `.env`, of the nearest one above, or of the example that
  /// users are told to copy.
  static func ofProject(in folder: String, tree: SourceTree) -> ComposeVariables {
    var variables = ComposeVariables()
    for name in [
      ".env", ".env.example", ".env.sample", ".env.template", ".env.dist", "env.example", ".env.default",
    ] {
      var place = folder
      while true {
        if let file = tree[place.isEmpty ? name : place + "/" + name] {
          variables.add(file)
          return variables
        }
        if place.isEmpty || name != ".env" { break }
        place = FilePath.folder(of: place)
      }
    }
    return variables
  }
}
