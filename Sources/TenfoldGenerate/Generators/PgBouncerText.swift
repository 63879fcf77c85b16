import TenfoldCatalog
package import TenfoldModel

/// The configuration of PgBouncer for one store.
///
/// As many server connections as keep the cores busy, and at most what the server leaves after its own; as many client
/// connections as all replicas of all clients open at the goal, and a quarter more.
package struct PgBouncerText {
  /// Where it stands, and how its clients say who they are.
  private enum Place {
    /// Beside a server of this name, for clients elsewhere.
    case platform(host: String)
    /// On this machine: its own port, the server's, and the file of users, who are believed.
    case loopback(port: UInt16, server: UInt16, users: String)
  }

  private let store: Component
  private let place: Place
  private let poolers: Double
  private let clients: [(name: String, replicas: Double, connections: Quantity?)]

  /// PgBouncer's own default.
  private static let usualPool = 20.0
  /// Connections the server keeps for its superuser (`superuser_reserved_connections`) and for people and tools.
  private static let reserved = (superuser: 3.0, tools: 7.0)

  /// - Parameter poolers: Processes that share the server's connections.
  init(for store: Component, poolers: Double, in request: GenerationRequest) {
    self.store = store
    self.poolers = poolers
    place = .platform(
      host: request.platform == .compose ? Spelling.service(store.name) : Spelling.name(store.name))
    clients = request.clients(of: store.name).map { client in
      let replicas = client.scaling.autoscaler?.maximum ?? client.scaling.replicas
      return (client.name, max(1, replicas?.likely ?? 1), store.state?.connectionsPerReplica[client.name])
    }
  }

  /// One on 127.0.0.1 for the clients that the store says, one replica of each.
  ///
  /// - Parameters:
  ///   - port: The port that it listens on.
  ///   - server: Port of the server on this machine.
  ///   - users: File with the users that may ask, without spaces in its path.
  package init(for store: Component, port: UInt16, server: UInt16, users: String) {
    self.store = store
    poolers = 1
    place = .loopback(port: port, server: server, users: users)
    clients = (store.state?.connectionsPerReplica ?? [:]).sorted { $0.key < $1.key }.map {
      ($0.key, 1, $0.value)
    }
  }

  private var server: String {
    switch place {
    case .platform(let host): "host=\(host) port=5432"
    case .loopback(_, let server, _): "host=127.0.0.1 port=\(server)"
    }
  }

  private var entrance: String {
    switch place {
    case .platform:
      """
      listen_addr = *
      listen_port = 6432
      auth_type = scram-sha-256
      ; The users and their secrets: a secret of the platform, not a file of this repository.
      auth_file = /etc/pgbouncer/userlist.txt
      """
    case .loopback(let port, _, let users):
      """
      listen_addr = 127.0.0.1
      listen_port = \(port)
      unix_socket_dir =
      auth_type = trust
      auth_file = \(users)
      """
    }
  }

  /// The file.
  package var text: String {
    let limit = store.state?.connectionLimit
    let usable = max(poolers, (limit?.likely ?? 100) - Self.reserved.superuser - Self.reserved.tools)
    let most = max(1, (usable / poolers).rounded(.down))
    let cores = store.resources.cpu
    let forCores = ((cores?.likely ?? 1) * 2 + 1).rounded(.up)
    let pool = min(most, max(1, (max(Self.usualPool, forCores) / poolers).rounded(.up)))
    let opened = clients.reduce(0) { $0 + $1.replicas * ($1.connections?.likely ?? 10) }
    let clientLimit = max(100, (opened * 1.25 / 100).rounded(.up) * 100)
    let shared = poolers > 1 ? ", shared by \(Int(poolers)) poolers" : ""
    let who = clients.map {
      "\($0.name) \(QuantityText.count($0.replicas)) x \(QuantityText.count($0.connections?.likely ?? 10)) "
        + "(\($0.connections.origin))"
    }
    return """
      [databases]
      ; Any database, under its own name.
      * = \(server)

      [pgbouncer]
      \(entrance)

      ; A server connection belongs to a client for one transaction.
      pool_mode = transaction

      """
        + note(
          "\(QuantityText.number(forCores)) for 2 x cores + 1 (cores \(cores.origin)), at least PgBouncer's own \(Int(Self.usualPool))\(shared); for each user and database"
        )
        + "default_pool_size = \(Int(pool))\n"
        + note(
          "connection limit \(QuantityText.number(limit?.likely ?? 100)) (\(limit.origin)) less \(Int(Self.reserved.superuser)) for the superuser and \(Int(Self.reserved.tools)) for people and tools\(shared)"
        )
        + "max_db_connections = \(Int(most))\n"
        + note(
          "replicas x connections at the goal, and a quarter more: \(who.isEmpty ? "no client is known" : who.joined(separator: ", "))"
        )
        + "max_client_conn = \(Int(clientLimit))\n" + """

          ; Clients that wait longer than this get an error instead of a place in a growing queue, in seconds.
          query_wait_timeout = 10
          server_idle_timeout = 300
          ignore_startup_parameters = extra_float_digits

          """
  }

  private func note(_ text: String) -> String { CommentText.lines(text, margin: "; ") }
}
