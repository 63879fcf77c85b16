internal import TenfoldGenerate
internal import TenfoldModel
internal import TenfoldOutput

/// What generating says: for people, and as JSON.
struct GenerationText {
  let request: GenerationRequest
  let configuration: GeneratedConfiguration
  let folder: GeneratedFolder
  /// The folder's path; nil when none was named.
  let path: String?
  /// True when the files were written, false for a dry run.
  let isWritten: Bool

  /// The list of files, each with its text, or what would change in it, in a dry run; then the steps for people.
  func text(style: TextStyle) -> String {
    var text = "\(request.remedy): \(request.reason)\n"
    text +=
      isWritten
      ? "written to \(path ?? "."), for \(request.platform.rawValue):\n"
      : "a dry run, nothing is written; for \(request.platform.rawValue):\n"
    for entry in folder.entries {
      text +=
        "  \(entry.file.path)  (\(Self.word(for: entry, isWritten: isWritten)))  \(entry.file.purpose)\n"
    }
    if !isWritten {
      for entry in folder.entries where entry.effect != .unchanged {
        text += "\n--- \(entry.file.path)\n"
        if let existing = entry.existing {
          text += LineDifference.text(from: existing, to: entry.file.text)
        } else {
          text += entry.file.text
        }
      }
    }
    text += "\nsteps that no file takes:\n"
    for (index, step) in configuration.manualSteps.enumerated() {
      let label = "\(index + 1)."
      let lines = style.width.map { Wrapping.lines(step, width: max(20, $0 - 5)) } ?? [step]
      for (number, line) in lines.enumerated() {
        text += "  " + (number == 0 ? label : String(repeating: " ", count: label.count)) + " \(line)\n"
      }
    }
    return text
  }

  private static func word(for entry: GeneratedFolder.Entry, isWritten: Bool) -> String {
    switch entry.effect {
    case .new: isWritten ? "written" : "new"
    case .unchanged: "unchanged"
    case .replaced: isWritten ? "replaced" : "would be replaced"
    case .refused: "would not be overwritten"
    }
  }

  /// The same as JSON.
  var json: JSONValue {
    .object([
      .init("schemaVersion", .string(Release.schemaVersion)),
      .init("toolVersion", .string(Release.version)), .init("system", .string(request.system.name)),
      .init("remedy", .string(request.remedy)), .init("reason", .string(request.reason)),
      .init("platform", .string(request.platform.rawValue)),
      .init("targets", .array(request.targets.map { .string($0) })),
      .init("folder", path.map { .string($0) } ?? .null), .init("isWritten", .bool(isWritten)),
      .init(
        "files",
        .array(
          folder.entries.map { entry in
            .object([
              .init("path", .string(entry.file.path)), .init("purpose", .string(entry.file.purpose)),
              .init("effect", .string(entry.effect.rawValue)),
              .init("reason", entry.reason.map { .string($0) } ?? .null),
              .init("text", .string(entry.file.text)),
            ])
          })),
      .init("manualSteps", .array(configuration.manualSteps.map { .string($0) })),
    ])
  }
}
