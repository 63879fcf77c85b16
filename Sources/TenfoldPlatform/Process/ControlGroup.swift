internal import Glibc

/// A group of processes that together get at most so many cores.
package struct ControlGroup: Sendable, Equatable {
  /// Folder of the group.
  package let folder: String
  private let version: ControlGroupTree.Version

  /// Seconds after which the quota is renewed. Below 10 ms slack between processors costs capacity; well above
  /// it, what was used up early makes the rest wait long.
  package static let period = 0.01

  /// Makes a group and says how many cores it gets.
  ///
  /// - Parameters:
  ///   - name: Its name, one folder's.
  ///   - tree: Where it is made.
  ///   - cores: Cores of processor time for each second; above 0. The kernel takes no less than 0.1 of a core.
  /// - Throws: ``ControlGroupError`` when the kernel refuses; nothing is left behind then.
  package static func make(
    named name: String, in tree: ControlGroupTree, cores: Double
  ) throws(ControlGroupError) -> ControlGroup {
    let group = ControlGroup(folder: tree.folder + "/" + name, version: tree.version)
    guard mkdir(group.folder, 0o755) == 0 else {
      throw ControlGroupError("the group \(group.folder) cannot be made: \(FileError.system(errno).reason)")
    }
    do {
      try group.limit(toCores: cores)
    } catch {
      rmdir(group.folder)
      throw error
    }
    return group
  }

  /// Puts a process into the group; what it starts from now on is in the group as well.
  package func add(process: Int32) throws(ControlGroupError) {
    try write("\(process)", to: "cgroup.procs")
  }

  /// Seconds that the group's processes were kept waiting because the quota was used up; nil when unknown.
  package var throttledTime: Double? {
    let (key, unit) = version == .one ? ("throttled_time", 1e-9) : ("throttled_usec", 1e-6)
    for line in (KernelFile.read(folder + "/cpu.stat") ?? "").split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2, words[0] == key, let value = Double(words[1]) { return value * unit }
    }
    return nil
  }

  /// Removes the group.
  ///
  /// - Returns: False while there are processes in it.
  package func remove() -> Bool { rmdir(folder) == 0 || errno == ENOENT }

  private func limit(toCores cores: Double) throws(ControlGroupError) {
    precondition(cores > 0, "a group without processor time never ends")
    let period = Int(Self.period * 1e6)
    let quota = max(1000, Int((cores * Double(period)).rounded()))
    switch version {
    case .one:
      try write("\(period)", to: "cpu.cfs_period_us")
      try write("\(quota)", to: "cpu.cfs_quota_us")
    case .two:
      try write("\(quota) \(period)", to: "cpu.max")
    }
  }

  private func write(_ text: String, to name: String) throws(ControlGroupError) {
    do {
      try KernelFile.write(text, to: folder + "/" + name)
    } catch {
      throw ControlGroupError("\(folder)/\(name) does not take \"\(text)\": \(error.reason)")
    }
  }
}

/// Why a group of processes could not be had.
package struct ControlGroupError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was tried and what the kernel said.
  package let description: String

  package init(_ description: String) { self.description = description }
}
