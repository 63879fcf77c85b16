internal import TenfoldPlatform

/// Looks for the parts of the lab on this machine.
public enum Doctor {
  /// Where programs lie that are not on the path of an ordinary user: servers, and PostgreSQL by its version.
  private static let folders =
    (13...18).reversed().map { "/usr/lib/postgresql/\($0)/bin" } + ["/usr/local/sbin", "/usr/sbin", "/sbin"]

  /// Examines the machine: looks for every part, asks its version, and tries whether a group of processes with a
  /// quota can be made.
  ///
  /// - Parameters:
  ///   - parts: Parts to look for.
  ///   - searchPath: Folders to look in first, separated by colons: the user's `PATH`.
  public static func examine(_ parts: [LabPart] = LabPart.all, searchPath: String) -> DoctorReport {
    DoctorReport(entries: parts.map { entry(for: $0, searchPath: searchPath) }, quotas: quotas())
  }

  /// Where a program of the lab lies; nil when it is missing.
  package static func find(_ program: String, searchPath: String) -> String? {
    ExternalTool.find(program, searchPath: ([searchPath] + folders).joined(separator: ":"))
  }

  private static func entry(for part: LabPart, searchPath: String) -> DoctorReport.Entry {
    guard let path = find(part.program, searchPath: searchPath) else {
      return DoctorReport.Entry(part: part, path: nil, version: nil)
    }
    let answer = try? ExternalTool.run(
      path, arguments: part.versionArguments, environment: ["LC_ALL": "C", "PATH": searchPath],
      limitSeconds: 10, maximumOutput: 1 << 16)
    let text = answer.map { String(decoding: $0.output, as: UTF8.self) + $0.errors }
    return DoctorReport.Entry(part: part, path: path, version: text.flatMap(version(in:)))
  }

  /// The first number with a dot in what a program says of itself: `Redis server v=7.0.15 sha=…` is 7.0.15.
  static func version(in text: String) -> String? {
    let runs = text.split { !($0.isASCII && $0.isNumber) && $0 != "." }
    return runs.first { $0.contains(".") && $0.first != "." && $0.last != "." }.map(String.init)
  }

  /// Tries it: what the folders' permissions say is not what the kernel does.
  private static func quotas() -> DoctorReport.Quotas {
    guard let tree = ControlGroupTree.ofProcess() else {
      return .refused(reason: "the kernel has no control groups that govern processors")
    }
    do {
      let group = try ControlGroup.make(
        named: "tenfold-doctor-\(ProcessEnvironment.processNumber)", in: tree, cores: 0.5)
      guard group.remove() else { return .refused(reason: "\(group.folder) cannot be removed") }
      return .granted(version: tree.version.rawValue, folder: tree.folder)
    } catch {
      return .refused(reason: error.description)
    }
  }
}
