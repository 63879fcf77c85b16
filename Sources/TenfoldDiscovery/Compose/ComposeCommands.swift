internal import TenfoldModel
internal import TenfoldPlatform

/// How the files of a repository say that its Compose files are used: `docker compose -f a -f b up`.
struct ComposeCommands {
  /// Files that one command names together.
  struct Combination {
    /// Paths in the order of `-f`.
    var files: [String]
    /// Where it is written first.
    var location: SourceLocation
    /// Commands with just these files.
    var count = 1
    /// True when the words beside one of them call it the default.
    var isCalledDefault: Bool
  }

  /// Combinations in the order they are found.
  private(set) var combinations: [Combination] = []

  /// Looks for commands in read-me files, build files, scripts, pipelines and the comments of Compose files.
  init(tree: SourceTree, composeFiles: Set<String>) {
    guard !composeFiles.isEmpty else { return }
    for file in tree.files where composeFiles.contains(file.path) || Self.mayHoldCommands(file) {
      var lines: [(number: Int, text: String)] = []
      var joins = false
      for (index, line) in file.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        .enumerated()
      {
        var text = line.trimmed
        if text.hasPrefix("#") { text = String(text.drop { $0 == "#" }).trimmed }
        let continues = text.hasSuffix("\\")
        if continues { text = String(text.dropLast()) }
        if joins, !lines.isEmpty {
          lines[lines.count - 1].text += " " + text
        } else {
          lines.append((index + 1, text))
        }
        joins = continues
      }
      for (index, line) in lines.enumerated() {
        let files = Self.filesNamed(in: line.text, from: file.folder, composeFiles: composeFiles)
        guard !files.isEmpty else { continue }
        let before = lines[max(0, index - 2)..<index].map(\.text) + [line.text]
        add(
          Combination(
            files: files, location: file.at(line.number),
            isCalledDefault: before.contains(where: Self.speaksOfDefault)))
      }
    }
  }

  private mutating func add(_ combination: Combination) {
    if let place = combinations.firstIndex(where: { $0.files == combination.files }) {
      combinations[place].count += 1
      combinations[place].isCalledDefault = combinations[place].isCalledDefault || combination.isCalledDefault
    } else {
      combinations.append(combination)
    }
  }

  private static func mayHoldCommands(_ file: SourceFile) -> Bool {
    let name = file.name.lowercased()
    return name.hasPrefix("readme") || name.contains("makefile") || name.hasSuffix(".mk")
      || name.hasSuffix(".sh")
      || name == "justfile" || name.hasPrefix("taskfile") || name == "package.json"
      || name.hasPrefix("jenkinsfile")
      || name.hasPrefix(".gitlab-ci") || name == ".travis.yml" || file.path.contains(".github/workflows/")
      || file.path.contains(".circleci/")
  }

  private static func speaksOfDefault(_ line: String) -> Bool {
    let line = line.lowercased()
    return ["default", "recommended", "quick start", "quickstart"].contains(where: line.contains)
  }

  /// The Compose files that a line names after `-f`, `--file`, `-c` or `--compose-file`.
  private static func filesNamed(
    in line: String, from folder: String, composeFiles: Set<String>
  ) -> [String] {
    guard line.contains(".y") else { return [] }
    let words = line.split {
      $0 == " " || $0 == "\t" || $0 == "[" || $0 == "]" || $0 == "\"" || $0 == "'" || $0 == "`"
    }
    var files: [String] = []
    for (index, word) in words.enumerated() {
      var name: Substring?
      if ["-f", "--file", "-c", "--compose-file"].contains(word), index + 1 < words.count {
        name = words[index + 1]
      } else if let mark = word.firstIndex(of: "="), ["-f", "--file"].contains(word[..<mark]) {
        name = word[word.index(after: mark)...]
      }
      guard let name, name.hasSuffix(".yml") || name.hasSuffix(".yaml") else { continue }
      guard let path = path(named: String(name), from: folder, composeFiles: composeFiles) else { return [] }
      files.append(path)
    }
    return files
  }

  /// The Compose file meant by a name: seen from the folder of the command, from the top, or by its name alone
  /// where only one file has it.
  private static func path(named name: String, from folder: String, composeFiles: Set<String>) -> String? {
    for base in [folder, ""] {
      if let path = FilePath.joined(base, name), composeFiles.contains(path) { return path }
    }
    let last = FilePath.name(of: name)
    let same = composeFiles.filter { FilePath.name(of: $0) == last }
    return same.count == 1 ? same.first : nil
  }
}
