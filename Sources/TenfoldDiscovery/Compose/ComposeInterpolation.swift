/// Replaces the variables of a text as Compose does.
///
/// Forms: `$V`, `${V}`, `${V:-default}`, `${V-default}`, `${V:?error}`, `${V?error}`, `${V:+other}`, `${V+other}`,
/// nested in each other, and `$$` for a dollar sign. With a colon an empty value counts as unset.
///
/// **Source.** Compose Specification, "Interpolation".
struct ComposeInterpolation {
  /// A text after its variables were replaced.
  struct Result: Equatable {
    var text: String
    /// Variables without a value and without a default, in order; they stand for the empty text.
    var unset: [String] = []
    /// What is wrong with the text, when something is; the text is then left as it was.
    var problem: String?
  }

  /// Deepest nesting and longest result, so that no text grows without end.
  private static let maximumDepth = 50
  private static let maximumLength = 1 << 20

  private let text: [UInt8]
  private let lookup: (String) -> String?
  private var unset: [String] = []

  private struct Failure: Error {
    let message: String
  }

  /// Replaces the variables of a text by what `lookup` knows of them.
  static func expand(_ text: String, lookup: (String) -> String?) -> Result {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return Result(text: text) }
    return withoutActuallyEscaping(lookup) { lookup in
      var interpolation = ComposeInterpolation(text: Array(text.utf8), lookup: lookup)
      var position = 0
      do {
        let expanded = try interpolation.expanded(from: &position, depth: 0)
        return Result(text: String(decoding: expanded, as: UTF8.self), unset: interpolation.unset)
      } catch {
        return Result(text: text, problem: (error as? Failure)?.message)
      }
    }
  }

  private init(text: [UInt8], lookup: @escaping (String) -> String?) {
    self.text = text
    self.lookup = lookup
  }

  /// The text from `position` up to its end or, inside braces, up to the brace that closes them.
  private mutating func expanded(from position: inout Int, depth: Int) throws -> [UInt8] {
    guard depth <= Self.maximumDepth else {
      throw Failure(message: "variables nested deeper than \(Self.maximumDepth) levels")
    }
    var result: [UInt8] = []
    while position < text.count {
      let byte = text[position]
      if byte == UInt8(ascii: "}") && depth > 0 { return result }
      guard byte == UInt8(ascii: "$") else {
        result.append(byte)
        position += 1
        continue
      }
      position += 1
      guard position < text.count else {
        result.append(byte)
        break
      }
      switch text[position] {
      case UInt8(ascii: "$"):
        result.append(byte)
        position += 1
      case UInt8(ascii: "{"):
        position += 1
        result += try braced(from: &position, depth: depth)
      case let next where Self.beginsName(next):
        let name = self.name(from: &position)
        result += value(of: name)
      default:
        result.append(byte)  // a dollar sign before anything else is itself
      }
      guard result.count <= Self.maximumLength else {
        throw Failure(message: "longer than \(Self.maximumLength >> 20) MiB once its variables are replaced")
      }
    }
    return result
  }

  /// What stands between `${` and `}`.
  private mutating func braced(from position: inout Int, depth: Int) throws -> [UInt8] {
    let name = self.name(from: &position)
    guard !name.isEmpty else {
      throw Failure(message: "'${' without a variable's name and a closing '}'; write $$ for a dollar sign")
    }
    guard position < text.count else { throw Failure(message: "'${\(name)' has no closing '}'") }
    var mark = text[position]
    let countsEmptyAsUnset = mark == UInt8(ascii: ":")
    if countsEmptyAsUnset {
      position += 1
      mark = position < text.count ? text[position] : 0
    }
    if mark == UInt8(ascii: "}") && !countsEmptyAsUnset {
      position += 1
      return value(of: name)
    }
    guard mark == UInt8(ascii: "-") || mark == UInt8(ascii: "?") || mark == UInt8(ascii: "+") else {
      throw Failure(message: "'${\(name)' is followed by neither '}' nor '-', '?' or '+'")
    }
    position += 1
    let unsetBefore = unset
    let word = try expanded(from: &position, depth: depth + 1)
    guard position < text.count else { throw Failure(message: "'${\(name)' has no closing '}'") }
    position += 1
    let found = lookup(name).flatMap { countsEmptyAsUnset && $0.isEmpty ? nil : $0 }
    switch (mark, found) {
    case (UInt8(ascii: "-"), nil):
      return word
    case (UInt8(ascii: "-"), let found?):
      unset = unsetBefore  // the default was not used
      return Array(found.utf8)
    case (UInt8(ascii: "+"), let found):
      if found == nil { unset = unsetBefore }
      return found == nil ? [] : word
    case (_, let found?):
      unset = unsetBefore
      return Array(found.utf8)
    default:
      unset = unsetBefore + [name]
      return []
    }
  }

  private mutating func value(of name: String) -> [UInt8] {
    if let value = lookup(name) { return Array(value.utf8) }
    unset.append(name)
    return []
  }

  private func name(from position: inout Int) -> String {
    let start = position
    while position < text.count,
      Self.beginsName(text[position])
        || (position > start && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[position]))
    {
      position += 1
    }
    return String(decoding: text[start..<position], as: UTF8.self)
  }

  private static func beginsName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
