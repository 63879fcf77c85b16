internal import TenfoldGenerate
internal import TenfoldModel
internal import TenfoldPlatform

/// PgBouncer on a bench, before a primary.
struct PgBouncerPooler {
  /// Its name.
  let name: String
  /// Its port.
  let port: UInt16

  /// Writes its configuration as `tenfold generate` sizes it, and starts it.
  ///
  /// - Parameters:
  ///   - store: The store, with the connections of its clients.
  ///   - server: Port of the primary.
  /// - Throws: ``LabError`` when the program is missing or does not come up.
  init(
    named name: String, for store: Component, server: UInt16, cores: Double?, on bench: Bench,
    _ programs: LabPrograms
  ) throws(LabError) {
    guard let port = FreePorts.find(1).first else { throw .refused("no port is free") }
    self.port = port
    self.name = name
    let folder = try bench.makeFolder(name)
    let (users, settings) = (folder + "/userlist.txt", folder + "/pgbouncer.ini")
    do {
      // The databases of a bench believe whoever asks from this machine, and so does what stands before them.
      try OutputFile.write("\"\(PostgreSQLCluster.user)\" \"\"\n", to: users)
      try OutputFile.write(
        PgBouncerText(for: store, port: port, server: server, users: users).text, to: settings)
    } catch {
      throw .refused("\(error)")
    }
    try bench.start(
      Server(
        name: name, words: [try programs.path(of: "pgbouncer"), settings], cores: cores,
        end: [(EndSignal.interrupt, 1), (EndSignal.terminate, 1), (EndSignal.kill, 5)]
      ) { Server.answers(at: port) })
  }
}
