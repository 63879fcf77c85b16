internal import TenfoldPlatform
internal import TenfoldReplica

/// A `tenfold-service` on a bench.
struct ServiceReplica {
  /// Its name on the bench.
  let name: String
  /// Its port.
  let port: UInt16
  /// The file with its spans; nil when it does not trace.
  let traces: String?

  /// Writes its configuration and starts it.
  ///
  /// - Parameters:
  ///   - configuration: What it does; its port and the file of its spans are chosen here.
  ///   - tracesPerSecond: How many traces may begin with it in a second; nil where nothing is traced.
  /// - Throws: ``LabError`` when the program is missing or it does not come up.
  init(
    named name: String, _ configuration: ServiceConfiguration, cores: Double?, tracesPerSecond: Double? = nil,
    on bench: Bench, _ programs: LabPrograms
  ) throws(LabError) {
    self.name = name
    guard let port = FreePorts.find(1).first else { throw .refused("no port is free") }
    self.port = port
    var configuration = configuration
    configuration.port = port
    let folder = try bench.makeFolder(name)
    configuration.tracing = tracesPerSecond.map {
      .init(path: folder + "/traces.jsonl", tracesPerSecond: $0)
    }
    traces = configuration.tracing?.path
    let file = folder + "/service.json"
    // A home that only its owner may enter hides the program from other accounts: all run one copy.
    let program = bench.folder.path + "/tenfold-service"
    do {
      try OutputFile.write(String(decoding: configuration.json, as: UTF8.self), to: file)
      if !OutputFile.exists(program) { try FileCopy.copyProgram(from: programs.service(), to: program) }
    } catch {
      throw error as? LabError ?? .refused("\(error)")
    }
    try bench.start(
      Server(
        name: name, words: [program, file], cores: cores,
        end: [(EndSignal.terminate, 2), (EndSignal.kill, 5)]
      ) { Server.answers(at: port) })
  }
}
