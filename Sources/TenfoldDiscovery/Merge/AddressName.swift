/// What the name of a variable or a configuration key says about its value.
enum AddressName {
  private static let addressWords: Set<String> = [
    "host", "hosts", "hostname", "addr", "addrs", "address", "addresses", "url", "urls", "uri", "uris",
    "endpoint", "endpoints", "server", "servers", "service", "seeds", "seed", "broker", "brokers",
    "bootstrap",
    "nodes", "node", "upstream", "upstreams", "backend", "backends", "dsn", "points", "serviceid", "target",
    "origin", "base", "fqdn", "peers", "cluster", "domain", "location",
  ]

  private static let otherEndings: Set<String> = [
    "name", "names", "user", "username", "password", "passwd", "pass", "pwd", "secret", "token", "key", "db",
    "database", "type", "mode", "level", "env", "environment", "version", "id", "path", "prefix", "region",
    "profile", "profiles", "driver", "dialect", "class", "topic", "port", "ports", "timeout", "namespace",
    "file", "dir", "directory", "enabled", "count", "size", "format", "image", "tag", "options", "opts",
    "zone",
    "account", "role", "schema", "catalog", "vhost", "protocol", "scheme", "title", "label", "description",
  ]

  /// The words of a name, `host name` taken for the one word it is.
  private static func words(_ name: String) -> [String] {
    var words = Naming.words(name)
    if words.count > 1, words[words.count - 1] == "name", words[words.count - 2] == "host" {
      words.removeLast(2)
      words.append("hostname")
    }
    return words
  }

  /// True when a bare word under this name is a host.
  static func asksForHost(_ name: String) -> Bool {
    if name.hasSuffix("serviceId") || name.hasSuffix("service-id") { return true }
    let words = Self.words(name)
    guard let last = words.last, !otherEndings.contains(last) else { return false }
    return words.suffix(3).contains {
      addressWords.contains($0) || $0.hasSuffix("host") || $0.hasSuffix("url")
    }
  }

  /// True when a value under this name is a user, a database, a mode and the like, whatever it reads.
  static func namesSomethingElse(_ name: String) -> Bool {
    guard let last = words(name).last else { return true }
    return otherEndings.contains(last)
  }

  /// True when the name itself says that the value is an address, whatever it is.
  static func isAddress(_ name: String) -> Bool {
    let words = Self.words(name)
    guard let last = words.last, !otherEndings.contains(last) else { return false }
    return words.contains {
      ["host", "addr", "address", "url", "uri", "endpoint", "dsn", "hostname", "urls"].contains($0)
    }
  }

  private static let nonCallWords: Set<String> = [
    "otel", "otlp", "jaeger", "zipkin", "eureka", "healthcheck", "health", "healthz", "cors", "origins",
    "docs",
    "documentation", "swagger", "springdoc", "openapi", "callback", "redirect", "advertised", "listeners",
    "listener",
    "listen", "bind", "statsd", "newrelic", "datadog", "sentry", "collector", "telemetry", "tracing",
    "prometheus",
    "probe", "readiness", "liveness", "actuator", "logging", "pushgateway", "loki", "logstash", "issuer",
    "cli", "apm", "instana", "traceloop", "appinsights", "applicationinsights", "insights", "sonar",
    "pyroscope", "schemas", "xmlns", "license", "logout",
  ]

  private static let nonCallPrefixes = [
    "DD_", "NEW_RELIC_", "ELASTIC_APM_", "GF_", "OC_AGENT", "SW_AGENT", "COLLECTOR_",
  ]

  /// True when what stands under this name is no call: telemetry, registries, health checks, links for people.
  static func isNoCall(_ name: String) -> Bool {
    let upper = name.uppercased()
    if upper == "NO_PROXY" || upper == "HTTP_PROXY" || upper == "HTTPS_PROXY" { return true }
    if nonCallPrefixes.contains(where: { upper.hasPrefix($0) }) { return true }
    return Naming.words(name).contains { nonCallWords.contains($0) }
  }

  /// Words that tell which target a variable is about: `SERVICE_URI_PACKAGE` is about `package`.
  static func subjectWords(_ name: String) -> [String] {
    var words = Naming.words(name)
    while let last = words.last, addressWords.contains(last) || last == "port" { words.removeLast() }
    while let first = words.first, addressWords.contains(first) { words.removeFirst() }
    return words
  }

  /// Engine that the name speaks of: `MONGO_HOST`, `ES_SEEDS`, `QueueEndpoint` speaks of none.
  static func engine(_ name: String) -> String? {
    let words = Naming.words(name)
    for word in words { if let engine = Engines.byWord[word] { return engine } }
    if words.first == "es", words.count > 1 { return "elasticsearch" }
    for pair in zip(words, words.dropFirst()) {
      if let engine = Engines.byWord[pair.0 + pair.1] { return engine }
    }
    return nil
  }
}

/// Variables inside configuration: `${NAME}`, `${NAME:default}`, `${NAME:-default}`, `$NAME`.
enum Placeholder {
  /// Begins a word that stands for a variable nobody defines; its name follows.
  static let mark = "__variable__"

  /// The text with variables replaced by their values, by their defaults, or by a mark with their names.
  static func resolved(_ text: String, values: (String) -> String?) -> String {
    guard text.contains("${") else { return text }
    var result = ""
    var rest: Substring = text[...]
    while let open = rest.firstRange(of: "${") {
      result += String(rest[..<open.lowerBound])
      guard let close = closing(rest[open.upperBound...]) else {
        rest = rest[open.upperBound...]
        continue
      }
      let inside: Substring = rest[open.upperBound..<close]
      let colon = inside.firstIndex(of: ":")
      let name = (colon.map { inside[..<$0] } ?? inside).unquoted
      if let value = values(name), !value.isEmpty {
        result += value
      } else if let colon {
        var fallback = inside[inside.index(after: colon)...]
        if let first = fallback.first, "-=?".contains(first) { fallback = fallback.dropFirst() }
        result += resolved(String(fallback), values: values)
      } else {
        result += mark + name.filter { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "." }
      }
      rest = rest[rest.index(after: close)...]
    }
    return result + String(rest)
  }

  private static func closing(_ text: Substring) -> String.Index? {
    var depth = 1
    for index in text.indices {
      if text[index] == "{" { depth += 1 }
      if text[index] == "}" {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }
}
