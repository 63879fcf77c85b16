public import TenfoldOutput

/// What the doctor found, for people and for programs.
public enum DoctorText {
  /// The report as lines.
  public static func text(of report: DoctorReport) -> String {
    var lines = report.entries.map { entry in
      let name = padded(entry.part.name, 11)
      guard let path = entry.path else {
        let weight = entry.part.isRequired ? "missing, needed" : "missing"
        return "\(name)\(weight): \(entry.part.purpose) (package \(entry.part.debianPackage))"
      }
      return "\(name)\(padded(entry.version ?? "?", 9))\(path)"
    }
    switch report.quotas {
    case .granted(let version, let folder):
      lines.append("\(padded("CPU quotas", 11))\(padded("v\(version)", 9))\(folder)")
    case .refused(let reason):
      lines.append("\(padded("CPU quotas", 11))refused: \(reason)")
    }
    lines.append("")
    if let remedy = report.remedy { lines.append("To get what is missing: \(remedy)") }
    lines.append(report.isReady ? "The lab can run." : "The lab cannot run every experiment here.")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The report as JSON.
  public static func document(of report: DoctorReport) -> JSONValue {
    let parts = report.entries.map { entry in
      JSONValue.object([
        .init("name", .string(entry.part.name)), .init("package", .string(entry.part.debianPackage)),
        .init("isRequired", .bool(entry.part.isRequired)),
        .init("path", entry.path.map { .string($0) } ?? .null),
        .init("version", entry.version.map { .string($0) } ?? .null),
      ])
    }
    let quotas: [JSONValue.Member] =
      switch report.quotas {
      case .granted(let version, let folder):
        [
          .init("isGranted", true), .init("version", .number(Double(version))),
          .init("folder", .string(folder)),
        ]
      case .refused(let reason): [.init("isGranted", false), .init("reason", .string(reason))]
      }
    return .object([
      .init("isReady", .bool(report.isReady)), .init("parts", .array(parts)),
      .init("quotas", .object(quotas)),
      .init("remedy", report.remedy.map { .string($0) } ?? .null),
    ])
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
