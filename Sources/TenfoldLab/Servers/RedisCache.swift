internal import TenfoldPlatform

/// A Redis server on a bench that keeps nothing on a disk.
struct RedisCache {
  /// Its name.
  let name: String
  /// Its port.
  let port: UInt16

  /// Starts one, with so many cores or as many as there are.
  ///
  /// - Throws: ``LabError`` when the program is missing or it does not come up.
  init(named name: String, cores: Double?, on bench: Bench, _ programs: LabPrograms) throws(LabError) {
    self.name = name
    guard let port = FreePorts.find(1).first else { throw .refused("no port is free") }
    self.port = port
    let data = try bench.makeFolder(name)
    try bench.start(
      Server(
        name: name,
        words: [
          try programs.path(of: "redis-server"), "--port", "\(port)", "--bind", "127.0.0.1", "--save", "",
          "--appendonly", "no", "--daemonize", "no", "--dir", data,
        ], cores: cores, end: [(EndSignal.terminate, 2), (EndSignal.kill, 5)]
      ) { Server.answers(at: port) })
  }
}
