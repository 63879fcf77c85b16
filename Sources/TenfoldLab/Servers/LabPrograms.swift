internal import TenfoldPlatform

/// Programs that experiments run, as found on this machine.
struct LabPrograms: Sendable {
  /// The user's `PATH`.
  let searchPath: String

  /// The path of a program.
  ///
  /// - Throws: ``LabError`` that says which package has it.
  func path(of program: String) throws(LabError) -> String {
    if let path = Doctor.find(program, searchPath: searchPath) { return path }
    let packages = [
      "initdb": "postgresql", "postgres": "postgresql", "psql": "postgresql", "pg_isready": "postgresql",
      "pg_basebackup": "postgresql", "redis-server": "redis-server", "nats-server": "nats-server",
      "haproxy": "haproxy", "pgbouncer": "pgbouncer", "prometheus": "prometheus", "setpriv": "util-linux",
    ]
    throw .refused(
      "\(program) is not on this machine; "
        + (packages[program].map { "apt-get install --no-install-recommends \($0)" } ?? "make lab builds it"))
  }

  /// The program that plays a service: beside this one, or on the path.
  func service() throws(LabError) -> String {
    let own = ProcessEnvironment.absolutePath(of: "/proc/self/exe") ?? ""
    let folder = own.lastIndex(of: "/").map { String(own[..<$0]) } ?? ""
    let name = "tenfold-service"
    if let path = ExternalTool.find(name, searchPath: folder + ":" + searchPath) { return path }
    throw .refused("\(name) is neither beside \(own) nor on the path; make lab builds it")
  }
}
