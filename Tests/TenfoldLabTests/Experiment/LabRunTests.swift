import TenfoldOutput
import TenfoldPlatform
import TenfoldReplica
import TenfoldTestSupport
import Testing

@testable import TenfoldLab

/// `tenfold lab run` as a process of its own, on real PostgreSQL and Redis.
@Suite(.serialized) struct LabRunTests {
  private let folder: FixtureFolder

  init() throws { folder = try FixtureFolder() }

  @Test func `a short run predicts first, measures then, and leaves nothing`() throws {
    guard let tool = Tool.find() else { return }
    let (out, traces) = (folder.path + "/lab.json", folder.path + "/traces.json")
    let recording = Doctor.find("prometheus", searchPath: tool.searchPath) == nil ? [] : ["--prometheus"]
    if recording.isEmpty { print("skipped: prometheus is not there, so nothing is recorded by it") }
    let run = try tool.start(
      ["--only", "cache-remove", "--at", "0.2", "--duration", "1s", "--out", out, "--traces", traces]
        + recording,
      log: folder.path + "/log")
    var first: String?
    while run.isRunning() {
      if first == nil { first = KernelFile.read(out) }
      MonotonicClock.pause(forSeconds: 0.01)
    }
    let text = try #require(KernelFile.read(out), "\(KernelFile.read(folder.path + "/log") ?? "")")
    #expect(first?.contains("\"measured\": null") == true && first?.contains("\"solved\": {") == true)
    // What was said first was not changed by what was measured then.
    let predictions = { (text: String) in text.split(separator: "\n").filter { $0.contains("\"simulated\"") }
    }
    #expect(first.map(predictions) == predictions(text))
    // 200 requests in a second: half of them are not lost, whatever else this machine does.
    let measured = text.components("\"measured\": {").last.map(String.init) ?? ""
    #expect(number("hitRatio", in: measured) ?? 0 > 0.8)
    let throughput = try #require(number("throughput", in: measured))
    #expect(throughput > 100 && throughput < 300)
    for demand in ["db.read", "db.write", "db-cache.get", "api.request"] {
      #expect(text.contains("\"operation\": \"\(demand)\""))
    }
    for node in ["db", "db-cache"] { #expect(measured.contains("\"name\": \"\(node)\"")) }
    if !recording.isEmpty {
      // Prometheus has seen what was counted, but for what came between two of its questions.
      let recorded = try #require(
        number("answers", in: measured.components("\"recorded\": ").last.map(String.init) ?? ""))
      let answers = try #require(number("answers", in: measured))
      #expect(abs(recorded - answers) < 0.2 * answers, "\(recorded) of \(answers)")
    }
    let spans = TraceData(lines: Array((KernelFile.read(traces) ?? "").utf8))?.resourceSpans ?? []
    #expect(spans.map(\.service) == ["api"])
    let roots = spans.flatMap(\.spans).count { $0.parentSpanId == nil }
    #expect(roots > 20 && roots <= 101)
    try expectEvidence(out, tool)
    try Self.expectNothingLeft(of: run.identity)
  }

  /// What a run measured stands in place of what would be assumed of another system: what its cache took, while its statements
  /// were made to take what the check question says.
  private func expectEvidence(_ result: String, _ tool: Tool) throws {
    try folder.write(
      "shop/tenfold.yaml",
      """
      tenfold: 1
      system: shop
      workload: {users: 100, journeys: {item: {calls: [api.request]}}}
      services:
        api: {operations: {request: {steps: [{call: db.read, cachedIn: db-cache}]}}}
      stores:
        db: {engine: postgresql, operations: {read: {writes: false}}}
      caches: {db-cache: {engine: redis, operations: {get: {writes: false}}}}
      """)
    func told(_ options: [String]) throws -> String {
      let answer = try ExternalTool.run(
        tool.path, arguments: ["analyze", folder.path + "/shop"] + options, environment: ["NO_COLOR": "1"],
        limitSeconds: 60, maximumOutput: 1 << 20)
      #expect(answer.status == 0, "\(answer.errors)")
      let lines = String(decoding: answer.output, as: UTF8.self).split(separator: "\n")
      return lines.first { $0.contains("numbers:") }.map(String.init) ?? ""
    }
    #expect(try told([]).contains("numbers: 0 measured"))
    let numbers = try told(["--measured", result])
    #expect(numbers.contains("numbers: 1 measured"), "\(numbers)")
  }

  @Test func `after Ctrl-C nothing is left`() throws {
    guard let tool = Tool.find() else { return }
    let run = try tool.start(["--only", "alone", "--at", "0.2"], log: folder.path + "/log")
    let noted = try Self.waitForServers(of: run)
    run.identity.signal(EndSignal.interrupt)
    let deadline = MonotonicClock.seconds + 15
    while run.isRunning(), MonotonicClock.seconds < deadline { MonotonicClock.pause(forSeconds: 0.02) }
    #expect(!run.isRunning())
    #expect(KernelFile.read(folder.path + "/log")?.contains("interrupted") == true)
    #expect(!noted.contains { $0.isAlive })
    try Self.expectNothingLeft(of: run.identity)
  }

  @Test func `a request to end is obeyed with its own status, and leaves nothing`() throws {
    guard let tool = Tool.find() else { return }
    // The shell tells the status that a process ended with.
    let script = """
      "$@" >"$LOG" 2>&1 &
      until grep -q starting "$LOG"; do sleep 0.05; done
      kill -TERM $!; wait $!; echo "status $? of $!"
      """
    let run = try ExternalTool.run(
      "/bin/sh", arguments: ["-c", script, "sh"] + tool.words(["--only", "alone", "--at", "0.2"]),
      environment: ["PATH": tool.searchPath, "LOG": folder.path + "/log"], limitSeconds: 60,
      maximumOutput: 4096)
    let told = String(decoding: run.output, as: UTF8.self)
    #expect(told.contains("status 143 of "), "\(told)")
    let number = told.split(whereSeparator: \.isWhitespace).last ?? ""
    #expect(!BenchFolder.all().contains { "\($0.owner.number)" == number })
  }

  @Test func `what kill -9 leaves is gone after the next start`() throws {
    guard let tool = Tool.find() else { return }
    let run = try tool.start(["--only", "alone", "--at", "0.2"], log: folder.path + "/log")
    let noted = try Self.waitForServers(of: run)
    run.end([(EndSignal.kill, 5)])
    // Servers go on without the tool: this is what there is to clean.
    #expect(noted.contains { $0.isAlive })
    _ = BenchCleaning.clean()
    #expect(!noted.contains { $0.isAlive })
    try Self.expectNothingLeft(of: run.identity)
  }

  /// Waits until a database runs, and gives what the bench noted.
  private static func waitForServers(of run: ServerProcess) throws -> [ProcessIdentity] {
    let deadline = MonotonicClock.seconds + 30
    while run.isRunning(), MonotonicClock.seconds < deadline {
      let noted = BenchFolder.all().filter { $0.owner == run.identity }.flatMap(\.records)
      let processes = noted.compactMap { record -> ProcessIdentity? in
        if case .process(let identity, _) = record { identity } else { nil }
      }
      if processes.contains(where: { !$0.descendants.isEmpty }) { return processes }
      MonotonicClock.pause(forSeconds: 0.02)
    }
    throw LabError.refused("no database was started")
  }

  private static func expectNothingLeft(of owner: ProcessIdentity) throws {
    #expect(!BenchFolder.all().contains { $0.owner == owner })
    let tree = ControlGroupTree.ofProcess()
    let groups = tree.map { FolderTree.names(in: $0.folder) } ?? []
    #expect(!groups.contains { $0.hasPrefix("\(BenchFolder.prefix)\(owner.number)-\(owner.start)-") })
  }

  private func number(_ name: String, in text: String) -> Double? {
    text.components("\"\(name)\": ").dropFirst().first.flatMap { rest in
      Double(rest.prefix { $0.isNumber || ".e-+".contains($0) })
    }
  }

  /// The built `tenfold`, where everything is there that its lab needs.
  private struct Tool {
    let path: String
    let searchPath: String

    static func find() -> Tool? {
      // The test bundle stands beside the programs that were built with it.
      let words = (KernelFile.read("/proc/self/cmdline") ?? "").split(separator: "\0")
      let bundle = words.first { $0.contains(".xctest") } ?? ""
      let folder = bundle.components(".xctest").first.map {
        String($0.prefix(upTo: $0.lastIndex(of: "/") ?? $0.startIndex))
      }
      let searchPath = "\(folder ?? ""):/usr/local/bin:/usr/bin:/bin"
      for program in ["tenfold", "tenfold-service", "postgres", "redis-server", "redis-cli"]
      where Doctor.find(program, searchPath: searchPath) == nil {
        print("skipped: \(program) is not there")
        return nil
      }
      return Doctor.find("tenfold", searchPath: searchPath).map { Tool(path: $0, searchPath: searchPath) }
    }

    /// A command line that runs the check question.
    func words(_ options: [String]) -> [String] {
      let all = [path, "lab", "run", TextFile.root + "/Examples/check-question"] + options
      if case .refused = Doctor.examine([], searchPath: searchPath).quotas {
        return all + ["--without-quotas"]
      }
      return all
    }

    func start(_ options: [String], log: String) throws -> ServerProcess {
      try ServerProcess.start(words(options), environment: ["PATH": searchPath], output: log) { _ in }
    }
  }
}

extension String {
  /// What stands between occurrences of a text.
  fileprivate func components(_ separator: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    return parts + [rest]
  }
}

extension Substring {
  fileprivate func components(_ separator: String) -> [Substring] { String(self).components(separator) }
}
