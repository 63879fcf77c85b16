/// What of the lab is on a machine.
public struct DoctorReport: Sendable, Hashable {
  /// A part and where it was found.
  public struct Entry: Sendable, Hashable {
    /// What was looked for.
    public let part: LabPart
    /// Where it lies; nil when it is missing.
    public let path: String?
    /// The version it says; nil when it is missing or says none.
    public let version: String?
  }

  /// Whether every node can be given a share of the processors of its own.
  public enum Quotas: Sendable, Hashable {
    /// A group was made, limited and removed in a tree of that version.
    case granted(version: Int, folder: String)
    /// It was refused, for that reason.
    case refused(reason: String)
  }

  /// Every part, in the order of ``LabPart/all``.
  public let entries: [Entry]
  /// Whether nodes get quotas.
  public let quotas: Quotas

  /// Parts that are missing.
  public var missing: [LabPart] { entries.filter { $0.path == nil }.map(\.part) }

  /// True when nothing is missing that every experiment needs.
  public var isReady: Bool {
    guard case .granted = quotas else { return false }
    return !missing.contains { $0.isRequired }
  }

  /// The command that installs what is missing; nil when nothing is.
  public var remedy: String? {
    missing.isEmpty
      ? nil : "apt-get install --no-install-recommends " + missing.map(\.debianPackage).joined(separator: " ")
  }
}
