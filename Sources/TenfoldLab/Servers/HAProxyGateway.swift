internal import TenfoldGenerate
internal import TenfoldPlatform

/// HAProxy on a bench, as a gateway before services.
struct HAProxyGateway {
  /// Its name.
  let name: String
  /// Its port.
  let port: UInt16

  /// Connections at once at most: those of a load, and as many to services.
  private static let connections = 4000

  /// Writes its configuration, lets HAProxy check it, and starts it.
  ///
  /// - Throws: ``LabError`` when the program is missing, refuses its configuration, or does not come up.
  init(
    named name: String, routes: [GatewayText.Route], cores: Double?, on bench: Bench, _ programs: LabPrograms
  ) throws(LabError) {
    self.name = name
    guard let port = FreePorts.find(1).first else { throw .refused("no port is free") }
    self.port = port
    let file = try bench.makeFolder(name) + "/haproxy.cfg"
    do {
      try OutputFile.write(
        GatewayText.text(port: port, routes: routes, connections: Self.connections), to: file)
    } catch {
      throw .refused("\(error)")
    }
    let program = try programs.path(of: "haproxy")
    try bench.run([program, "-c", "-f", file])
    try bench.start(
      Server(
        name: name, words: [program, "-db", "-f", file], cores: cores,
        end: [(EndSignal.terminate, 2), (EndSignal.kill, 5)]
      ) { Server.answers(at: port) })
  }
}
