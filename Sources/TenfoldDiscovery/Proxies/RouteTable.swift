/// What a table of routes is written for: some of the requests take a target that it names and others do not.
enum RouteTable: String, Sendable {
  case nginx, haproxy, caddy, envoy, traefik
  /// A gateway that is configured in keys of its framework: Zuul, Spring Cloud Gateway, Ocelot, YARP.
  case keys

  /// The proxy that serves requests where such a table belongs to a part; nil when it is the part's own program.
  var engine: String? { self == .keys ? nil : rawValue }

  /// The table that a path of keys is of: `zuul.routes.orders.url`, `virtual_hosts.routes.route.cluster`.
  init?(keys name: String) {
    let words = name.split(separator: ".").map { $0.lowercased() }
    guard words.contains(where: { ["route", "routes", "reroutes"].contains($0) }) else { return nil }
    self = words.contains("virtual_hosts") ? .envoy : .keys
  }
}
