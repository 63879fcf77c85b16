internal import Glibc

/// A group of processes that together get at most so many cores.
package struct ControlGroup: Sendable, Equatable {
  /// Folder of the group.
  package let folder: String
  /// Folder of its twin that counts processor time; nil where ``folder`` does.
  private let accountingFolder: String?
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
    let group = ControlGroup(named: name, in: tree)
    for folder in group.folders {
      guard mkdir(folder, 0o755) == 0 else {
        let reason = FileError.system(errno).reason
        _ = group.remove()
        throw ControlGroupError("the group \(folder) cannot be made: \(reason)")
      }
    }
    do {
      try group.limit(toCores: cores)
    } catch {
      _ = group.remove()
      throw error
    }
    return group
  }

  /// The group of a name, whether it is there or not.
  package init(named name: String, in tree: ControlGroupTree) {
    folder = tree.folder + "/" + name
    accountingFolder = tree.accountingFolder.map { $0 + "/" + name }
    version = tree.version
  }

  private var folders: [String] { [folder] + (accountingFolder.map { [$0] } ?? []) }

  /// Puts a process into the group; what it starts from now on is in the group as well.
  package func add(process: Int32) throws(ControlGroupError) {
    for folder in folders { try write("\(process)", to: "cgroup.procs", in: folder) }
  }

  /// Numbers of the processes that are in it; none when it is not there.
  package var processes: [Int32] {
    (KernelFile.read(folder + "/cgroup.procs") ?? "").split(separator: "\n").compactMap { Int32($0) }
  }

  /// Seconds of processor time that processes used while they were in it; nil when the kernel does not count it.
  package var processorTime: Double? {
    switch version {
    case .one:
      let text = KernelFile.read((accountingFolder ?? folder) + "/cpuacct.usage")
      return text.flatMap { Double($0.prefix { $0 != "\n" }) }.map { $0 * 1e-9 }
    case .two: return statistic("usage_usec").map { $0 * 1e-6 }
    }
  }

  /// Gives it so many times the share of processors that a group gets by default, when there are too few for all.
  ///
  /// - Parameter factor: From 0.02 to 100.
  package func weigh(_ factor: Double) throws(ControlGroupError) {
    switch version {
    case .one: try write("\(Int(factor * 1024))", to: "cpu.shares", in: folder)
    case .two: try write("\(Int(factor * 100))", to: "cpu.weight", in: folder)
    }
  }

  /// Lets its threads be of the class that runs before all others, for most of each second; version 2 has no such limit.
  package func allowRealTime() throws(ControlGroupError) {
    guard version == .one, OutputFile.exists(folder + "/cpu.rt_runtime_us") else { return }
    try write("900000", to: "cpu.rt_runtime_us", in: folder)
  }

  /// Seconds that the group's processes were kept waiting because the quota was used up; nil when unknown.
  package var throttledTime: Double? {
    switch version {
    case .one: statistic("throttled_time").map { $0 * 1e-9 }
    case .two: statistic("throttled_usec").map { $0 * 1e-6 }
    }
  }

  private func statistic(_ name: String) -> Double? {
    for line in (KernelFile.read(folder + "/cpu.stat") ?? "").split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2, words[0] == name { return Double(words[1]) }
    }
    return nil
  }

  /// Removes the group.
  ///
  /// - Returns: False while there are processes in it.
  package func remove() -> Bool {
    folders.reduce(true) { all, folder in (rmdir(folder) == 0 || errno == ENOENT) && all }
  }

  /// Gives it another quota.
  ///
  /// - Parameter cores: Cores of processor time for each second; above 0.
  package func limit(toCores cores: Double) throws(ControlGroupError) {
    precondition(cores > 0, "a group without processor time never ends")
    let period = Int(Self.period * 1e6)
    let quota = max(1000, Int((cores * Double(period)).rounded()))
    switch version {
    case .one:
      try write("\(period)", to: "cpu.cfs_period_us", in: folder)
      try write("\(quota)", to: "cpu.cfs_quota_us", in: folder)
    case .two:
      try write("\(quota) \(period)", to: "cpu.max", in: folder)
    }
  }

  private func write(_ text: String, to name: String, in folder: String) throws(ControlGroupError) {
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
