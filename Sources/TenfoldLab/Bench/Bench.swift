internal import TenfoldPlatform

/// Everything that an experiment started on this machine: servers, groups of processes, folders.
///
/// Invariant: what runs, and every group and folder, was noted in the bench's folder before it came to be.
final class Bench {
  /// Where servers keep their data.
  let folder: BenchFolder
  /// Account that servers run as; nil for the one of this process.
  let account: UserAccount?
  /// Where groups with quotas are made; nil when servers run without.
  private let tree: ControlGroupTree?
  private var servers: [(server: Server, process: ServerProcess)] = []
  private var groups: [String: ControlGroup] = [:]
  private let environment: [String: String]

  /// How much more than other work on this machine the servers weigh when processors are short.
  private static let weight = 50.0
  private static let ownName = "generator"

  /// Cleans up what dead benches left, and makes one.
  ///
  /// - Parameters:
  ///   - hasQuotas: True when servers get the cores they are to have and no more.
  ///   - searchPath: Folders with programs, separated by colons.
  /// - Throws: ``LabError`` when there is no unprivileged account, no folder or no right to make groups.
  init(hasQuotas: Bool, searchPath: String, places: [String] = BenchFolder.places) throws(LabError) {
    _ = BenchCleaning.clean(in: places)
    if UserAccount.isPrivileged {
      guard let account = ["postgres", "nobody"].lazy.compactMap(UserAccount.init(named:)).first else {
        throw .refused(
          "servers do not run as root, and there is no account postgres or nobody to run them as")
      }
      self.account = account
    } else {
      account = nil
    }
    tree = hasQuotas ? ControlGroupTree.ofProcess() : nil
    if hasQuotas, tree == nil {
      throw .refused(
        "the kernel has no control groups that govern processors, so nodes cannot have a share of their own; "
          + "--without-quotas runs without, and then replicas add little on one machine")
    }
    folder = try BenchFolder.make(in: places)
    environment = ["PATH": searchPath, "LC_ALL": "C.UTF-8", "HOME": folder.path]
  }

  deinit { stop() }

  /// A folder for a server's data that its account may write to.
  func makeFolder(_ name: String) throws(LabError) -> String {
    let path = folder.path + "/" + name
    do {
      try FolderTree.make(path)
    } catch {
      throw .refused("\(path) cannot be made: \(error)")
    }
    if let account, !account.own(path) { throw .refused("\(path) cannot be given to \(account.name)") }
    return path
  }

  /// Runs a program to its end as the servers' account.
  ///
  /// - Returns: What it wrote.
  /// - Throws: ``LabError`` when it fails, with what it said.
  @discardableResult
  func run(_ words: [String], seconds: Double = 60) throws(LabError) -> String {
    let all = asAccount(words)
    do {
      let answer = try ExternalTool.run(
        all[0], arguments: Array(all.dropFirst()), environment: environment, limitSeconds: seconds,
        maximumOutput: 1 << 20)
      guard answer.status == 0 else {
        throw LabError.refused(
          "\(FilePath.name(of: words[0])) failed with status \(answer.status): "
            + answer.errors.split(separator: "\n").suffix(5).joined(separator: "\n"))
      }
      return String(decoding: answer.output, as: UTF8.self)
    } catch let error as LabError {
      throw error
    } catch {
      throw .refused("\(error)")
    }
  }

  /// Starts a server and waits until it is ready.
  ///
  /// - Throws: ``LabError`` when it does not start, ends, or is not ready in time, or on Ctrl-C.
  func start(_ server: Server) throws(LabError) {
    precondition(process(of: server.name) == nil, "names of servers differ")
    let log = folder.path + "/" + server.name + ".log"
    let group = try makeGroup(server.name, cores: server.cores)
    let process: ServerProcess
    do {
      process = try ServerProcess.start(asAccount(server.words), environment: environment, output: log) {
        try folder.note(.process($0, name: server.name))
        try group?.add(process: $0.number)
      }
    } catch {
      throw error as? LabError ?? .refused("\(server.name): \(error)")
    }
    servers.append((server, process))
    let deadline = MonotonicClock.seconds + server.patience
    while !server.isReady() {
      if Interruption.wasRequested { throw .interrupted }
      guard process.isRunning(), MonotonicClock.seconds < deadline else {
        throw .notReady(server: server.name, seconds: server.patience, log: Self.end(ofFile: log))
      }
      MonotonicClock.pause(forSeconds: 0.02)
    }
  }

  /// True while a server runs.
  func isRunning(_ name: String) -> Bool { process(of: name)?.isRunning() ?? false }

  /// The process of a server and those that it started; none when it has ended.
  func processes(of name: String) -> [ProcessIdentity] {
    guard let process = process(of: name), process.isRunning() else { return [] }
    return [process.identity] + process.identity.descendants
  }

  /// The group of a server; nil without quotas.
  func group(of name: String) -> ControlGroup? { groups[name] }

  /// Gives a server another quota; nothing without quotas.
  func limit(_ name: String, toCores cores: Double) throws(LabError) {
    do {
      try groups[name]?.limit(toCores: cores)
    } catch {
      throw .refused("\(error)")
    }
  }

  /// Kills a server and all that it started, as a crash of its machine would.
  func crash(_ name: String) {
    let all = processes(of: name)
    process(of: name)?.end([(EndSignal.kill, 5)])
    for process in all.dropFirst() { _ = process.end([(EndSignal.kill, 5)]) }
  }

  private func process(of name: String) -> ServerProcess? {
    servers.first { $0.server.name == name }?.process
  }

  /// Seconds of processor time that a server has used: by its group, or without quotas by its processes.
  func processorTime(of name: String) -> Double {
    groups[name]?.processorTime ?? process(of: name)?.identity.processorTime ?? 0
  }

  /// Gives this process the servers' weight, so that a load is sent when it is due; nothing without quotas.
  func weighOwnProcess() throws(LabError) {
    guard groups[Self.ownName] == nil, let group = try makeGroup(Self.ownName, cores: nil) else { return }
    // Where the kernel refuses it, the generator says how late it is.
    try? group.allowRealTime()
    try? group.add(process: ProcessEnvironment.processNumber)
  }

  /// Ends every server, the last one first, and removes everything that was made. May be called again.
  func stop() {
    for (server, process) in servers.reversed() { process.end(server.end) }
    servers = []
    if groups[Self.ownName] != nil { tree?.takeBack(process: ProcessEnvironment.processNumber) }
    groups = [:]
    _ = BenchCleaning.remove(folder)
  }

  private func makeGroup(_ server: String, cores: Double?) throws(LabError) -> ControlGroup? {
    guard let tree else { return nil }
    let name = folder.name + "-" + server
    try folder.note(.group(name))
    do {
      let group = try ControlGroup.make(
        named: name, in: tree, cores: cores ?? Double(Threads.processorCount))
      try? group.weigh(Self.weight)
      groups[server] = group
      return group
    } catch {
      throw .refused(
        "\(error); run it as root or in a delegated group (systemd-run --user --scope -p Delegate=yes), or with "
          + "--without-quotas, and then replicas add little on one machine")
    }
  }

  /// The words that run a program as the account of the servers.
  private func asAccount(_ words: [String]) -> [String] {
    guard let account else { return words }
    return [
      "/usr/bin/setpriv", "--reuid=\(account.name)", "--regid=\(account.group)", "--clear-groups", "--",
    ] + words
  }

  private static func end(ofFile path: String) -> String {
    (KernelFile.read(path) ?? "").split(separator: "\n").suffix(8).joined(separator: "\n")
  }
}
