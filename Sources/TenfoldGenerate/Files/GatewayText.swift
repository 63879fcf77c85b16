/// Configuration of HAProxy as a gateway: each path goes to a server, under the path that the server knows.
package enum GatewayText {
  /// Where requests for a path go.
  package struct Route: Sendable, Hashable {
    /// The path at the gateway, such as `/catalogue`.
    package var path: String
    /// Name of the server, its port on this machine, and the path there.
    package var server: String
    package var port: UInt16
    package var serverPath: String
    /// Seconds after which an answer is not waited for any more; nil for the usual.
    package var timeout: Double?

    /// Joins them.
    package init(path: String, server: String, port: UInt16, serverPath: String, timeout: Double? = nil) {
      self.path = path
      self.server = server
      self.port = port
      self.serverPath = serverPath
      self.timeout = timeout
    }
  }

  /// A configuration file for a gateway and servers on this machine, whose connections are kept and used for whatever comes.
  ///
  /// Names and paths must be letters, digits, `/`, `-`, `_` and `.`.
  ///
  /// - Parameters:
  ///   - port: The port of 127.0.0.1 that it listens on.
  ///   - connections: Connections at once at most.
  package static func text(port: UInt16, routes: [Route], connections: Int) -> String {
    var text = """
      global
        maxconn \(connections)

      defaults
      \(HAProxyText.patience)

      listen gateway
        bind 127.0.0.1:\(port)
        mode http
        http-reuse always
        http-request set-var(txn.path) path

      """
    for route in routes where route.path != route.serverPath {
      text += "  http-request set-path \(route.serverPath) if { var(txn.path) -m str \(route.path) }\n"
    }
    for route in routes {
      guard let timeout = route.timeout else { continue }
      let milliseconds = Int(min(max(1, timeout * 1000), 3.6e6))
      text +=
        "  http-request set-timeout server \(milliseconds)ms if { var(txn.path) -m str \(route.path) }\n"
    }
    // A path that no route has is nobody's.
    let paths = routes.map(\.path).joined(separator: " ")
    text += "  http-request deny deny_status 404 unless { var(txn.path) -m str \(paths) }\n"
    for route in routes {
      text += "  use-server \(route.server) if { var(txn.path) -m str \(route.path) }\n"
    }
    var servers: [String] = []
    for route in routes where !servers.contains(route.server) {
      servers.append(route.server)
      text += "  server \(route.server) 127.0.0.1:\(route.port)\n"
    }
    return text
  }
}
