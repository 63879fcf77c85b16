internal import TenfoldGenerate
internal import TenfoldPlatform

/// A NATS server with JetStream on a bench; its streams lie in the bench's folder.
struct NATSServer {
  /// Its name.
  let name: String
  /// Its port.
  let port: UInt16

  /// Bytes of streams in memory, of which the lab makes none, and of one stream on the bench's disk; a message has tens.
  private static let memory = 16e6
  private static let streamSize = 256e6
  /// Seconds that a message is kept at most: longer than any experiment.
  private static let retention = 86_400.0

  /// Starts one, with so many cores or as many as there are.
  ///
  /// - Throws: ``LabError`` when the program is missing, refuses its configuration, or does not come up.
  init(named name: String, cores: Double?, on bench: Bench, _ programs: LabPrograms) throws(LabError) {
    self.name = name
    let ports = FreePorts.find(2)
    guard ports.count == 2 else { throw .refused("no port is free") }
    port = ports[0]
    let folder = try bench.makeFolder(name)
    let file = folder + "/nats.conf"
    do {
      try OutputFile.write(
        NATSText.settings(
          address: "127.0.0.1", port: Int(ports[0]), monitoringPort: Int(ports[1]),
          folder: folder + "/streams",
          memory: Self.memory), to: file)
    } catch {
      throw .refused("\(error)")
    }
    let program = try programs.path(of: "nats-server")
    try bench.run([program, "-t", "-c", file])
    let monitoring = ports[1]
    try bench.start(
      Server(
        name: name, words: [program, "-c", file], cores: cores,
        end: [(EndSignal.terminate, 2), (EndSignal.kill, 5)]
      ) { LoopbackHTTP.get("/healthz", port: monitoring, seconds: 1)?.contains("\"ok\"") == true })
  }

  /// Makes a stream that keeps a message until each consumer has acknowledged it.
  ///
  /// - Throws: ``LabError`` when the server refuses it.
  func addStream(_ topic: String) throws(LabError) {
    let definition = NATSText.stream(
      topic, subjects: [topic], retention: .interest, copies: 1, keptFor: Self.retention,
      bytes: Self.streamSize)
    let stream = try JetStream(port: port)
    defer { stream.close() }
    let answer = try stream.ask("STREAM.CREATE.\(topic)", definition)
    if answer.error != nil || answer.streamName != topic {
      throw .refused("\(name) makes no stream \(topic): \(answer.error ?? "it does not say why")")
    }
  }
}
