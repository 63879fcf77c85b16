public import TenfoldOutput

/// What was taken away of dead benches, for people and for programs.
public enum CleaningText {
  /// The removals as lines.
  public static func text(of removals: [BenchCleaning.Removal]) -> String {
    guard !removals.isEmpty else { return "Nothing was left behind.\n" }
    let lines = removals.flatMap { removal in
      let ended = removal.servers.isEmpty ? "" : "; ended " + removal.servers.joined(separator: ", ")
      return ["Removed \(removal.folder)\(ended)"] + removal.failures.map { "  but \($0)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The removals as JSON.
  public static func document(of removals: [BenchCleaning.Removal]) -> JSONValue {
    func texts(_ list: [String]) -> JSONValue { .array(list.map { .string($0) }) }
    let entries = removals.map { removal in
      JSONValue.object([
        .init("folder", .string(removal.folder)), .init("servers", texts(removal.servers)),
        .init("groups", texts(removal.groups)), .init("failures", texts(removal.failures)),
      ])
    }
    return .object([.init("removed", .array(entries))])
  }
}
