/// Which files other files name: a configuration file counts as in use when something that runs names it.
struct FileMentions: Sendable {
  private let texts: [(path: String, text: String)]

  init(_ tree: SourceTree) {
    texts = tree.files.filter { file in
      let name = file.name.lowercased()
      return !FilePlace.isBeside(file.path)
        && (name.hasSuffix(".yml") || name.hasSuffix(".yaml") || name.hasPrefix("dockerfile")
          || name.hasSuffix("dockerfile") || name.hasSuffix(".sh") || name == "makefile" || name == ".env"
          || name == "readme.md" || name == "jenkinsfile" || name == "tiltfile")
    }.map { ($0.path, $0.text) }
  }

  /// A file that names `path`, or a folder that holds it (by its last two parts), other than itself.
  func mention(of path: String) -> String? {
    let parts = path.split(separator: "/")
    guard let name = parts.last else { return nil }
    var wanted = [String(name)]
    // A folder that is mounted or applied whole.
    for end in stride(from: parts.count - 1, to: 1, by: -1) {
      wanted.append(parts[max(0, end - 2)..<end].joined(separator: "/"))
    }
    return texts.first { other in other.path != path && wanted.contains { other.text.contains($0) } }?.path
  }
}
