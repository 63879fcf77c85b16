/// Where the kernel lets this process make groups of processes with a share of the processors of their own.
///
/// Both versions of the kernel's control groups are known: in version 1 the processor has a tree of its own,
/// in version 2 one tree holds every controller.
package struct ControlGroupTree: Sendable, Equatable {
  /// The versions of the kernel's interface.
  package enum Version: Int, Sendable {
    case one = 1
    case two = 2
  }

  /// Which files the groups have.
  package let version: Version
  /// Folder in which groups are made: the one this process is in, or the root of the mount where that is hidden.
  package let folder: String

  package init(version: Version, folder: String) {
    self.version = version
    self.folder = folder
  }

  /// The tree of this process; nil when the kernel has none that governs processors.
  package static func ofProcess() -> ControlGroupTree? {
    find(
      mounts: KernelFile.read("/proc/self/mounts") ?? "",
      membership: KernelFile.read("/proc/self/cgroup") ?? "",
      controllers: { KernelFile.read($0 + "/cgroup.controllers") ?? "" },
      exists: { OutputFile.exists($0) })
  }

  /// Finds the tree that governs processors.
  ///
  /// Where both versions are mounted, the one that has the processor's controller is taken.
  ///
  /// - Parameters:
  ///   - mounts: Text of `/proc/self/mounts`.
  ///   - membership: Text of `/proc/self/cgroup`.
  ///   - controllers: Gives the names of the controllers of a version 2 folder, separated by spaces.
  ///   - exists: Says whether a folder is there.
  package static func find(
    mounts: String, membership: String, controllers: (String) -> String, exists: (String) -> Bool
  ) -> ControlGroupTree? {
    for line in mounts.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count >= 4 else { continue }
      let (mount, kind, options) = (String(fields[1]), fields[2], fields[3].split(separator: ","))
      if kind == "cgroup", options.contains("cpu") {
        return ControlGroupTree(
          version: .one,
          folder: folder(below: mount, own: path(in: membership) { $0.contains("cpu") }, exists: exists))
      }
      if kind == "cgroup2", controllers(mount).split(whereSeparator: \.isWhitespace).contains("cpu") {
        return ControlGroupTree(
          version: .two,
          folder: folder(below: mount, own: path(in: membership) { $0.isEmpty }, exists: exists))
      }
    }
    return nil
  }

  /// The path of the line whose controllers are the wanted ones: `3:cpu,cpuacct:/user.slice`.
  private static func path(in membership: String, _ isWanted: ([Substring]) -> Bool) -> String {
    for line in membership.split(separator: "\n") {
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      if fields.count == 3, isWanted(fields[1].split(separator: ",")) { return String(fields[2]) }
    }
    return "/"
  }

  private static func folder(below mount: String, own: String, exists: (String) -> Bool) -> String {
    let inner = own == "/" ? mount : mount + own
    return exists(inner) ? inner : mount
  }
}
