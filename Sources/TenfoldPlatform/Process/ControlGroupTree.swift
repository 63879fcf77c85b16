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
  /// Folder of the groups that count processor time, where version 1 has a tree of its own for that; nil where the
  /// groups of ``folder`` count it.
  package let accountingFolder: String?

  package init(version: Version, folder: String, accountingFolder: String? = nil) {
    self.version = version
    self.folder = folder
    self.accountingFolder = accountingFolder
  }

  /// Puts a process into the tree's own folder, out of any group below.
  package func takeBack(process: Int32) {
    for folder in [folder] + (accountingFolder.map { [$0] } ?? []) {
      try? KernelFile.write("\(process)", to: folder + "/cgroup.procs")
    }
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
    /// The folder of this process in the tree of a controller of version 1; nil where that is mounted elsewhere or not.
    func folderOfOne(_ line: Substring, _ controller: Substring) -> String? {
      let fields = line.split(separator: " ")
      guard fields.count >= 4, fields[2] == "cgroup",
        fields[3].split(separator: ",").contains(controller)
      else { return nil }
      return folder(
        below: String(fields[1]), own: path(in: membership) { $0.contains(controller) }, exists: exists)
    }
    let lines = mounts.split(separator: "\n")
    for line in lines {
      let fields = line.split(separator: " ")
      guard fields.count >= 4 else { continue }
      let (mount, kind) = (String(fields[1]), fields[2])
      if let folder = folderOfOne(line, "cpu") {
        let counting = lines.compactMap { folderOfOne($0, "cpuacct") }.first
        return ControlGroupTree(
          version: .one, folder: folder, accountingFolder: counting == folder ? nil : counting)
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
