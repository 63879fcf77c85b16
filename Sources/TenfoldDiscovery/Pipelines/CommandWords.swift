/// What a shell command does, told by its words and not by text anywhere in it.
struct CommandWords {
  /// Words of the command, of each part of a list or pipe.
  let parts: [[String]]
  let text: String

  init(_ text: String) {
    self.text = text
    var parts: [[String]] = [[]]
    var word = ""
    var quote: Character?
    func close() {
      if !word.isEmpty { parts[parts.count - 1].append(word) }
      word = ""
    }
    for character in text {
      if let open = quote {
        if character == open { quote = nil } else { word.append(character) }
        continue
      }
      switch character {
      case "'", "\"": quote = character
      case "|", ";", "&", "`", "(", ")", "\n":
        close()
        if parts.last?.isEmpty == false { parts.append([]) }
      case _ where character.isWhitespace: close()
      default: word.append(character)
      }
    }
    close()
    self.parts = parts.filter { !$0.isEmpty }
  }

  /// True when one part runs `program` with all of `words` among its arguments, whatever stands before it
  /// (`sudo`, variables, a path) and between them (options).
  func runs(_ program: String, _ words: String...) -> Bool {
    parts.contains { part in
      guard let start = part.firstIndex(where: { Self.name(of: $0) == program }), start < 5 else {
        return false
      }
      // Only a program's name may start a part; before it stand variables, wrappers and their options.
      let before = part[..<start]
      guard
        before.allSatisfy({
          Self.wrappers.contains(Self.name(of: $0)) || $0.contains("=") || $0.hasPrefix("-")
            || $0.hasPrefix("$")
        })
      else { return false }
      var rest = part[(start + 1)...]
      for word in words {
        guard let found = rest.firstIndex(of: word) else { return false }
        rest = rest[(found + 1)...]
      }
      return true
    }
  }

  /// True when a word of any part is this option, with or without a value.
  func has(option: String) -> Bool {
    parts.contains { $0.contains { $0 == option || $0.hasPrefix(option + "=") } }
  }

  private static let wrappers: Set<String> = [
    "sudo", "bash", "sh", "-c", "time", "exec", "env", "npx", "bundle", "poetry", "pipenv", "uv", "run",
    "nohup", "command",
    "then", "else", "do", "if", "!", "docker-compose", "retry", "timeout", "xargs", "withCredentials",
    "python", "python3", "-m", "kubectl-argo",
  ]

  private static func name(of word: String) -> String {
    word.split(separator: "/").last.map(String.init) ?? word
  }
}
