/// A regular expression in the syntax that Go and others share, matched by backtracking within a step limit.
struct TemplateRegex {
  private indirect enum Node {
    case byte(UInt8, ignoresCase: Bool)
    case any
    case set([ClosedRange<UInt8>], isInverted: Bool)
    case start, end, wordEdge(Bool)
    case group([[Node]], index: Int?)
    case loop(Node, minimum: Int, maximum: Int, isLazy: Bool)
  }

  private var alternatives: [[Node]] = []
  private let source: String
  private static let steps = 200_000

  /// Parses the first argument of a call.
  init(_ arguments: TemplateArguments) throws(TemplateFailure) {
    try self.init(try arguments.text(0))
  }

  init(_ pattern: String) throws(TemplateFailure) {
    source = pattern
    var reader = Reader(bytes: Array(pattern.utf8), pattern: pattern)
    alternatives = try reader.alternatives(depth: 0)
    guard reader.position == reader.bytes.count else { throw reader.refused("\")\" without \"(\"") }
  }

  /// The first match as text.
  func first(in text: String) throws(TemplateFailure) -> String? {
    let bytes = Array(text.utf8)
    return try match(bytes, from: 0).map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }

  /// Every match as text.
  func all(in text: String) throws(TemplateFailure) -> [String] {
    let bytes = Array(text.utf8)
    return try matches(bytes).map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }

  /// The text with every match replaced; `$1` and `${1}` stand for groups unless `isLiteral`.
  func replacing(in text: String, with template: String, isLiteral: Bool) throws(TemplateFailure) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var end = 0
    for match in try matches(bytes) {
      result += bytes[end..<match.range.lowerBound]
      result += isLiteral ? Array(template.utf8) : expanded(Array(template.utf8), match, bytes)
      end = match.range.upperBound
      guard result.count <= TemplateLimits.text else {
        throw TemplateFailure(
          "the replacement of \"\(source)\" grows beyond \(TemplateLimits.text >> 20) MiB")
      }
    }
    return String(decoding: result + bytes[end...], as: UTF8.self)
  }

  /// The texts between matches.
  func split(_ text: String) throws(TemplateFailure) -> [String] {
    let bytes = Array(text.utf8)
    var pieces: [String] = []
    var end = 0
    for match in try matches(bytes) where !match.range.isEmpty {
      pieces.append(String(decoding: bytes[end..<match.range.lowerBound], as: UTF8.self))
      end = match.range.upperBound
    }
    return pieces + [String(decoding: bytes[end...], as: UTF8.self)]
  }

  private struct Match {
    var range: Range<Int>
    var groups: [Int: Range<Int>]
  }

  private func matches(_ bytes: [UInt8]) throws(TemplateFailure) -> [Match] {
    var matches: [Match] = []
    var start = 0
    while start <= bytes.count, let match = try match(bytes, from: start) {
      matches.append(match)
      start = match.range.isEmpty ? match.range.upperBound + 1 : match.range.upperBound
    }
    return matches
  }

  private func match(_ bytes: [UInt8], from first: Int) throws(TemplateFailure) -> Match? {
    var matcher = Matcher(bytes: bytes)
    for start in first...max(first, bytes.count) where start <= bytes.count {
      matcher.groups = [:]
      var end = start
      let isFound = matcher.any(of: alternatives, at: start) { matcher, position in
        end = position
        return true
      }
      guard !matcher.isExhausted else {
        throw TemplateFailure("the regular expression \"\(source)\" takes too many steps on its text")
      }
      if isFound { return Match(range: start..<end, groups: matcher.groups) }
    }
    return nil
  }

  private func expanded(_ template: [UInt8], _ match: Match, _ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < template.count {
      guard template[index] == UInt8(ascii: "$"), index + 1 < template.count else {
        result.append(template[index])
        index += 1
        continue
      }
      let isBraced = template[index + 1] == UInt8(ascii: "{")
      var end = index + (isBraced ? 2 : 1)
      var number = 0
      let start = end
      while end < template.count, (48...57).contains(template[end]), end - start < 3 {
        number = number * 10 + Int(template[end]) - 48
        end += 1
      }
      guard end > start else {
        result.append(template[index])
        index += 1
        continue
      }
      if let range = number == 0 ? match.range : match.groups[number] { result += bytes[range] }
      index = isBraced && end < template.count && template[end] == UInt8(ascii: "}") ? end + 1 : end
    }
    return result
  }

  // MARK: - Matching

  private struct Matcher {
    let bytes: [UInt8]
    var groups: [Int: Range<Int>] = [:]
    var stepsLeft = TemplateRegex.steps
    var depth = 0
    var isExhausted = false

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func any(
      of alternatives: [[Node]], at position: Int, then next: (inout Matcher, Int) -> Bool
    ) -> Bool {
      for alternative in alternatives where sequence(alternative[...], at: position, then: next) {
        return true
      }
      return false
    }

    mutating func sequence(
      _ nodes: ArraySlice<Node>, at position: Int, then next: (inout Matcher, Int) -> Bool
    ) -> Bool {
      guard let node = nodes.first else { return next(&self, position) }
      stepsLeft -= 1
      depth += 1
      defer { depth -= 1 }
      guard stepsLeft > 0, depth < 600 else {
        isExhausted = true
        return false
      }
      let rest = nodes.dropFirst()
      switch node {
      case .group(let alternatives, let index):
        return any(of: alternatives, at: position) { matcher, end in
          let before = matcher.groups
          if let index { matcher.groups[index] = position..<end }
          if matcher.sequence(rest, at: end, then: next) { return true }
          matcher.groups = before
          return false
        }
      case .loop(let inner, let minimum, let maximum, let isLazy):
        if let ends = simpleEnds(inner, at: position, maximum: maximum) {
          guard ends >= minimum else { return false }
          let counts = isLazy ? Array(minimum...ends) : Array((minimum...ends).reversed())
          for count in counts where sequence(rest, at: position + count, then: next) { return true }
          return false
        }
        return loop(inner, minimum, maximum, isLazy, rest, at: position, count: 0, then: next)
      default:
        guard let end = single(node, at: position) else { return false }
        return sequence(rest, at: end, then: next)
      }
    }

    /// How often a node of one byte matches in a row; nil for any other node.
    private mutating func simpleEnds(_ node: Node, at position: Int, maximum: Int) -> Int? {
      switch node {
      case .byte, .any, .set:
        var count = 0
        while count < maximum, single(node, at: position + count) != nil { count += 1 }
        stepsLeft -= count / 8
        return count
      default: return nil
      }
    }

    private mutating func loop(
      _ inner: Node, _ minimum: Int, _ maximum: Int, _ isLazy: Bool, _ rest: ArraySlice<Node>,
      at position: Int,
      count: Int, then next: (inout Matcher, Int) -> Bool
    ) -> Bool {
      if isLazy, count >= minimum, sequence(rest, at: position, then: next) { return true }
      if count < maximum {
        let isMatched = sequence([inner][...], at: position) { matcher, end in
          // A round that takes nothing would go on for ever.
          guard end > position || count < minimum else { return false }
          return matcher.loop(inner, minimum, maximum, isLazy, rest, at: end, count: count + 1, then: next)
        }
        if isMatched { return true }
      }
      return !isLazy && count >= minimum && !isExhausted && sequence(rest, at: position, then: next)
    }

    private func single(_ node: Node, at position: Int) -> Int? {
      switch node {
      case .start: return position == 0 ? position : nil
      case .end: return position == bytes.count ? position : nil
      case .wordEdge(let isWanted):
        let before = position > 0 && Self.isWord(bytes[position - 1])
        let after = position < bytes.count && Self.isWord(bytes[position])
        return (before != after) == isWanted ? position : nil
      default: break
      }
      guard position < bytes.count else { return nil }
      let byte = bytes[position]
      switch node {
      case .byte(let wanted, let ignoresCase):
        let isEqual = byte == wanted || (ignoresCase && Self.lower(byte) == Self.lower(wanted))
        return isEqual ? position + 1 : nil
      case .any: return byte == 10 ? nil : position + 1
      case .set(let ranges, let isInverted):
        return ranges.contains { $0.contains(byte) } != isInverted ? position + 1 : nil
      default: return nil
      }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
    }
    private static func lower(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte + 32 : byte }
  }

  // MARK: - Parsing

  private struct Reader {
    let bytes: [UInt8]
    let pattern: String
    var position = 0
    var groupCount = 0
    var ignoresCase = false

    init(bytes: [UInt8], pattern: String) {
      self.bytes = bytes
      self.pattern = pattern
    }

    func refused(_ reason: String) -> TemplateFailure {
      TemplateFailure("the regular expression \"\(pattern)\" cannot be read: \(reason)")
    }

    mutating func alternatives(depth: Int) throws(TemplateFailure) -> [[Node]] {
      guard depth < 50 else { throw refused("nested too deeply") }
      var alternatives: [[Node]] = [[]]
      while position < bytes.count, bytes[position] != UInt8(ascii: ")") {
        if take("|") {
          alternatives.append([])
          continue
        }
        guard let atom = try atom(depth: depth) else { continue }
        alternatives[alternatives.count - 1].append(try repeated(atom))
      }
      return alternatives
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
      position += 1
      return true
    }

    private mutating func repeated(_ atom: Node) throws(TemplateFailure) -> Node {
      var node = atom
      while position < bytes.count {
        var bounds: (Int, Int)?
        if take("*") {
          bounds = (0, .max)
        } else if take("+") {
          bounds = (1, .max)
        } else if take("?") {
          bounds = (0, 1)
        } else if bytes[position] == UInt8(ascii: "{") {
          bounds = counted()
        }
        guard let bounds else { return node }
        guard bounds.0 <= 1000, bounds.0 <= bounds.1 else { throw refused("a count is too large") }
        node = .loop(node, minimum: bounds.0, maximum: bounds.1, isLazy: take("?"))
      }
      return node
    }

    /// `{2}`, `{2,}` or `{2,5}`; nil, and nothing taken, for a brace that means itself.
    private mutating func counted() -> (Int, Int)? {
      guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
      let text = String(decoding: bytes[(position + 1)..<end], as: UTF8.self)
      let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      guard let low = parts.first.flatMap({ Int($0) }), parts.count <= 2 else { return nil }
      let high = parts.count == 1 ? low : parts[1].isEmpty ? Int.max : Int(parts[1])
      guard let high else { return nil }
      position = end + 1
      return (low, high)
    }

    private mutating func atom(depth: Int) throws(TemplateFailure) -> Node? {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "."): return .any
      case UInt8(ascii: "^"): return .start
      case UInt8(ascii: "$"): return .end
      case UInt8(ascii: "["): return try set()
      case UInt8(ascii: "\\"): return try escape()
      case UInt8(ascii: "("): return try group(depth: depth)
      case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
        throw refused("nothing before \"\(Unicode.Scalar(byte))\" to repeat")
      default: return .byte(byte, ignoresCase: ignoresCase)
      }
    }

    private mutating func group(depth: Int) throws(TemplateFailure) -> Node? {
      var index: Int?
      if take("?") {
        if take("P") || take("<") {
          while position < bytes.count, !take(">") { position += 1 }
          groupCount += 1
          index = groupCount
        } else {
          while position < bytes.count, bytes[position] != UInt8(ascii: ":"),
            bytes[position] != UInt8(ascii: ")")
          {
            if bytes[position] == UInt8(ascii: "i") { ignoresCase = true }
            position += 1
          }
          if take(")") { return nil }
          _ = take(":")
        }
      } else {
        groupCount += 1
        index = groupCount
      }
      let inner = try alternatives(depth: depth + 1)
      guard take(")") else { throw refused("\"(\" is not closed") }
      return .group(inner, index: index)
    }

    private mutating func escape() throws(TemplateFailure) -> Node {
      guard position < bytes.count else { throw refused("it ends with a backslash") }
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "b"): return .wordEdge(true)
      case UInt8(ascii: "B"): return .wordEdge(false)
      case UInt8(ascii: "A"): return .start
      case UInt8(ascii: "z"), UInt8(ascii: "Z"): return .end
      default: break
      }
      if let ranges = Self.named(byte | 0x20) {
        return .set(ranges, isInverted: (65...90).contains(byte))
      }
      return .byte(Self.control(byte), ignoresCase: ignoresCase)
    }

    private static func named(_ byte: UInt8) -> [ClosedRange<UInt8>]? {
      switch byte {
      case UInt8(ascii: "d"): [48...57]
      case UInt8(ascii: "w"): [48...57, 65...90, 95...95, 97...122]
      case UInt8(ascii: "s"): [9...13, 32...32]
      default: nil
      }
    }

    private static func control(_ byte: UInt8) -> UInt8 {
      switch byte {
      case UInt8(ascii: "n"): 10
      case UInt8(ascii: "t"): 9
      case UInt8(ascii: "r"): 13
      default: byte
      }
    }

    private mutating func set() throws(TemplateFailure) -> Node {
      let isInverted = take("^")
      var ranges: [ClosedRange<UInt8>] = []
      var isFirst = true
      while position < bytes.count, isFirst || bytes[position] != UInt8(ascii: "]") {
        isFirst = false
        if let named = posixClass() {
          ranges += named
          continue
        }
        var low = bytes[position]
        position += 1
        if low == UInt8(ascii: "\\"), position < bytes.count {
          let escaped = bytes[position]
          position += 1
          if let named = Self.named(escaped) {
            ranges += named
            continue
          }
          low = Self.control(escaped)
        }
        var high = low
        if position + 1 < bytes.count, bytes[position] == UInt8(ascii: "-"),
          bytes[position + 1] != UInt8(ascii: "]")
        {
          high = bytes[position + 1]
          position += 2
        }
        guard low <= high else { throw refused("a range of characters runs backwards") }
        ranges.append(low...high)
        if ignoresCase {
          ranges += [low...high].flatMap { range in
            range.filter { (65...90).contains($0) || (97...122).contains($0) }.map { ($0 ^ 32)...($0 ^ 32) }
          }
        }
      }
      guard take("]") else { throw refused("\"[\" is not closed") }
      return .set(ranges, isInverted: isInverted)
    }

    private mutating func posixClass() -> [ClosedRange<UInt8>]? {
      let classes: [(String, [ClosedRange<UInt8>])] = [
        ("[:alnum:]", [48...57, 65...90, 97...122]), ("[:alpha:]", [65...90, 97...122]),
        ("[:digit:]", [48...57]),
        ("[:lower:]", [97...122]), ("[:upper:]", [65...90]), ("[:space:]", [9...13, 32...32]),
      ]
      for (name, ranges) in classes where bytes[position...].starts(with: name.utf8) {
        position += name.utf8.count
        return ranges
      }
      return nil
    }
  }
}
