import TenfoldModel

/// Reads the targets out of the configuration of proxies that have a language of their own.
///
/// Envoy, Traefik, Kong, KrakenD, Ocelot, YARP and Spring Cloud Gateway are configured in YAML or JSON, which
/// ``ConfigurationText`` reads.
enum ProxyConfiguration {
  /// The targets a file sends traffic to; nil when it is no proxy's configuration.
  static func values(in file: SourceFile, environment: [String: String]) -> [ConfigurationText.Value]? {
    guard file.documents.isEmpty else { return nil }
    return values(in: file.text, named: file.name, at: file.at(1), environment: environment)
  }

  /// The same for a text held in a ConfigMap.
  static func values(
    in text: String, named name: String, at location: SourceLocation, environment: [String: String]
  ) -> [ConfigurationText.Value]? {
    let name = name.lowercased()
    let table: RouteTable
    let found: [(name: String, text: String, line: Int)]
    if name == "caddyfile" || name.hasSuffix(".caddyfile") {
      table = .caddy
      found = CaddyConfiguration.targets(in: text)
    } else if NginxConfiguration.isLikely(text) {
      table = .nginx
      found = NginxConfiguration.targets(in: text)
    } else if name.contains("haproxy") || HAProxyConfiguration.isLikely(text) {
      table = .haproxy
      found = HAProxyConfiguration.targets(in: text)
    } else {
      return nil
    }
    return found.map {
      ConfigurationText.Value(
        name: $0.name, text: Placeholder.resolved($0.text) { environment[$0] },
        location: SourceLocation(file: location.file, line: (location.line ?? 1) + $0.line - 1), route: table)
    }
  }
}
