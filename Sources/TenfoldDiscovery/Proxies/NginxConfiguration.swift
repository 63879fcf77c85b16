/// Reads where nginx and OpenResty send requests: `proxy_pass` and its relatives, and the servers of upstreams.
enum NginxConfiguration {
  private static let passes: Set<String> = [
    "proxy_pass", "grpc_pass", "fastcgi_pass", "uwsgi_pass", "scgi_pass", "memcached_pass",
  ]

  /// True when the text sends requests anywhere in nginx's language.
  static func isLikely(_ text: String) -> Bool {
    (text.contains("_pass ") || text.contains("_pass\t") || text.contains("upstream "))
      && text.contains("{") && text.contains(";")
  }

  /// Targets with the directive that names them and its line, from 1. - Complexity: O(length).
  static func targets(in text: String) -> [(name: String, text: String, line: Int)] {
    var upstreams = Set<String>()
    var blocks: [String] = []
    var found: [(name: String, text: String, line: Int)] = []
    for statement in statements(in: text) {
      switch statement.end {
      case .opens:
        if statement.words.first == "upstream", statement.words.count > 1 {
          upstreams.insert(statement.words[1])
        }
        blocks.append(statement.words.first ?? "")
      case .closes:
        _ = blocks.popLast()
      case .stands:
        guard let directive = statement.words.first, statement.words.count > 1 else { continue }
        if passes.contains(directive) {
          found.append((directive, statement.words[1], statement.line))
        } else if directive == "server", blocks.last == "upstream" {
          found.append(("upstream.server", statement.words[1], statement.line))
        } else if directive == "set", statement.words.count > 2, statement.words[2].contains(":") {
          found.append(("set.upstream", statement.words[2], statement.line))
        }
      }
    }
    // An upstream may bear the name of its only server.
    return found.filter { $0.name == "upstream.server" || !upstreams.contains(hostPart(of: $0.text)) }
  }

  private static func hostPart(of text: String) -> String {
    let rest = text.firstRange(of: "://").map { text[$0.upperBound...] } ?? text[...]
    return String(rest.prefix { $0 != "/" && $0 != ":" })
  }

  private enum End { case stands, opens, closes }

  private struct Statement {
    var words: [String]
    var line: Int
    var end: End
  }

  /// Splits into statements; comments and quotes are honoured.
  private static func statements(in text: String) -> [Statement] {
    var result: [Statement] = []
    var words: [String] = []
    var word: [UInt8] = []
    var line = 1
    var start = 1
    var quote: UInt8?
    var isComment = false
    var isVariable = false
    func finishWord() {
      guard !word.isEmpty else { return }
      if words.isEmpty { start = line }
      words.append(String(decoding: word, as: UTF8.self))
      word = []
    }
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\n") { line += 1 }
      if isComment {
        isComment = byte != UInt8(ascii: "\n")
        continue
      }
      if let open = quote {
        if byte == open { quote = nil } else { word.append(byte) }
        continue
      }
      if isVariable {
        // `${NAME}` belongs to its word.
        word.append(byte)
        isVariable = byte != UInt8(ascii: "}")
        continue
      }
      switch byte {
      case UInt8(ascii: "#") where word.isEmpty:
        isComment = true
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        quote = byte
      case UInt8(ascii: "{") where word.last == UInt8(ascii: "$"):
        word.append(byte)
        isVariable = true
      case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ";"):
        finishWord()
        let end: End = byte == UInt8(ascii: "{") ? .opens : byte == UInt8(ascii: "}") ? .closes : .stands
        result.append(Statement(words: words, line: start, end: end))
        words = []
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
        finishWord()
      default:
        word.append(byte)
      }
    }
    return result
  }
}
