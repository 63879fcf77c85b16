internal import TenfoldPlatform

/// A PostgreSQL primary with streaming replicas on a bench, and the one table that services ask.
struct PostgreSQLCluster {
  /// Account of the database that services use, and the database.
  static let user = "tenfold"
  static let database = "tenfold"
  /// Connections that one server takes.
  static let mostConnections = 200

  /// Name of the store.
  let name: String
  /// Port of the primary.
  let primary: UInt16
  /// Ports of the replicas.
  private(set) var replicas: [UInt16] = []
  private let bench: Bench
  private let programs: LabPrograms

  /// Names of the servers on the bench, the primary first.
  var serverNames: [String] { [name] + replicas.indices.map(replicaName) }

  /// Makes a database with a table of `rowCount` rows, and starts its primary without a limit.
  ///
  /// - Throws: ``LabError`` when a program is missing or a step fails.
  init(named name: String, rowCount: Int, on bench: Bench, _ programs: LabPrograms) throws(LabError) {
    self.name = name
    self.bench = bench
    self.programs = programs
    guard let port = FreePorts.find(1).first else { throw .refused("no port is free") }
    primary = port
    let data = try bench.makeFolder(name)
    try bench.run([
      try programs.path(of: "initdb"), "-D", data, "-A", "trust", "-U", Self.user, "--no-sync", "--no-locale",
      "-E", "UTF8",
      // Segments of the log are written whole when they are made, and lie in memory.
      "--wal-segsize", "1",
    ])
    try start(name, data: data, port: port)
    try ask("CREATE DATABASE \(Self.database)", database: "postgres")
    try ask(
      "CREATE TABLE tenfold_items (key bigint PRIMARY KEY, value bigint NOT NULL) WITH (fillfactor = 50)")
    try ask("INSERT INTO tenfold_items SELECT n, 0 FROM generate_series(1, \(rowCount)) n")
    try ask("VACUUM ANALYZE tenfold_items")
    // No other database is made from these, and the catalogue of each lies in memory too.
    try ask(
      "UPDATE pg_database SET datistemplate = false", "DROP DATABASE template0", "DROP DATABASE template1",
      "DROP DATABASE postgres")
    try ask("CHECKPOINT")
  }

  /// Copies the primary and starts the copy as a replica that follows it, without a limit.
  mutating func addReplica() throws(LabError) {
    guard let port = FreePorts.find(1).first else { throw .refused("no port is free") }
    let name = replicaName(replicas.count)
    let data = try bench.makeFolder(name)
    // PostgreSQL refuses folders that others may look into; pg_basebackup makes an empty one its own.
    try bench.run([
      try programs.path(of: "pg_basebackup"), "-h", "127.0.0.1", "-p", "\(primary)", "-U", Self.user, "-D",
      data + "/data", "-R", "-X", "stream", "--checkpoint=fast", "--no-sync",
    ])
    try start(name, data: data + "/data", port: port)
    replicas.append(port)
  }

  /// Waits until every replica has what the primary has written.
  ///
  /// - Throws: ``LabError`` when one has not after `seconds`.
  func waitForReplicas(seconds: Double = 20) throws(LabError) {
    let deadline = MonotonicClock.seconds + seconds
    while true {
      let answer = try ask(
        "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming' AND replay_lsn >= pg_current_wal_lsn()"
      )
      if Int(answer.prefix { $0.isNumber }) == replicas.count { return }
      guard MonotonicClock.seconds < deadline else {
        throw .notReady(server: "\(name) replicas", seconds: seconds, log: "")
      }
      MonotonicClock.pause(forSeconds: 0.05)
    }
  }

  /// The answers of the primary to statements, each a transaction of its own.
  @discardableResult
  func ask(_ statements: String..., database: String = database) throws(LabError) -> String {
    try bench.run(
      [
        try programs.path(of: "psql"), "-X", "-q", "-t", "-A", "-h", "127.0.0.1", "-p", "\(primary)", "-U",
        Self.user, "-d", database, "-v", "ON_ERROR_STOP=1",
      ] + statements.flatMap { ["-c", $0] })
  }

  /// Name of a replica of a cluster; the first is number 1.
  static func replicaName(_ number: Int, of cluster: String) -> String { "\(cluster)-replica-\(number)" }

  private func replicaName(_ index: Int) -> String { Self.replicaName(index + 1, of: name) }

  private func start(_ server: String, data: String, port: UInt16) throws(LabError) {
    let settings = [
      "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=\(Self.mostConnections)",
      "shared_buffers=64MB", "wal_level=replica", "max_wal_senders=8", "hot_standby=on",
      "wal_keep_size=256MB",
      "jit=off",
      // Its files lie in the data folder and go with it, also after a crash.
      "dynamic_shared_memory_type=mmap", "autovacuum=off", "checkpoint_timeout=1h", "max_wal_size=1GB",
      "min_wal_size=2MB",
    ]
    let ready = try programs.path(of: "pg_isready")
    var words = [try programs.path(of: "postgres"), "-D", data, "-p", "\(port)"]
    for setting in settings { words += ["-c", setting] }
    try bench.start(
      // Nobody needs the data afterwards: an end without a checkpoint is the soonest.
      Server(
        name: server, words: words, patience: 30, end: [(EndSignal.quit, 3), (EndSignal.kill, 5)]
      ) {
        let answer = try? ExternalTool.run(
          ready, arguments: ["-q", "-h", "127.0.0.1", "-p", "\(port)"], environment: [:], limitSeconds: 5,
          maximumOutput: 4096)
        return answer?.status == 0
      })
  }
}
