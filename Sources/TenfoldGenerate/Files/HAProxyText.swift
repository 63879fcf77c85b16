/// Configuration of HAProxy in front of replicas that a name service lists.
enum HAProxyText {
  /// Servers behind one port.
  struct Pool {
    /// Name of the pool, unique in the file.
    var name: String
    /// The port that HAProxy listens on.
    var port: Int
    /// `http` or `tcp`.
    var mode: String
    /// Lines of the pool besides, such as its check.
    var lines: [String]
    /// Servers: prefix, number, and `host:port` as the configuration spells it.
    var servers: [(name: String, count: Int, address: String)]
    /// Where the numbers come from.
    var comment: String
  }

  /// The resolver that containers of Compose have.
  static let composeResolver = "127.0.0.11:53"

  /// A configuration file.
  static func text(of pools: [Pool]) -> String {
    var text = """
      global
        log stdout format raw local0

      defaults
        log global
        option dontlognull
      \(patience)
        # Addresses come from the resolver below: a replica that is not there yet is down, not an error.
        default-server init-addr none check inter 2s fall 3 rise 2

      resolvers containers
        nameserver dns \(composeResolver)
        hold valid 5s

      """
    for pool in pools {
      text += "\n" + CommentText.hash(pool.comment)
      text += "listen \(pool.name)\n  bind :\(pool.port)\n  mode \(pool.mode)\n"
      for line in pool.lines { text += "  \(line)\n" }
      for server in pool.servers {
        text +=
          server.count == 1
          ? "  server \(server.name) \(server.address) resolvers containers\n"
          : "  server-template \(server.name)- 1-\(server.count) \(server.address) resolvers containers\n"
      }
    }
    return text
  }

  /// How long HAProxy waits, and how often it tries another server where none took the request.
  static let patience = """
      timeout connect 2s
      timeout client 30s
      timeout server 30s
      timeout http-request 10s
      retries 2
      option redispatch
    """
}
