internal import TenfoldDiscovery
internal import TenfoldLoad
internal import TenfoldModel

/// The options of `tenfold lab load`, as a plan.
enum LabLoad {
  private static let load = OptionSpecification(
    name: "load", value: .required("CURVE"),
    help: "Load over time instead of --rate: phases such as 'ramp 100/s..900/s over 30s, 900/s for 1min'.")
  static let duration = OptionSpecification(
    name: "duration", value: .required("TIME"),
    help: "How long requests are sent; 10s unless given, and 5s for each load of run.")
  private static let writes = OptionSpecification(
    name: "writes", value: .required("SHARE"),
    help: "Share of requests sent as POST, such as 10%; 0 unless given.")
  private static let keys = OptionSpecification(
    name: "keys", value: .required("COUNT"), help: "Different keys, such as 100K; 1 unless given.")
  private static let zipf = OptionSpecification(
    name: "zipf", value: .required("EXPONENT"),
    help: "Exponent of the keys' popularity; 0, all alike, unless given.")
  private static let connections = OptionSpecification(
    name: "connections", value: .required("COUNT"), help: "Connections kept open, 1 to 900; 64 unless given.")
  private static let timeout = OptionSpecification(
    name: "timeout", value: .required("TIME"), help: "When a request is given up; 10s unless given.")
  private static let seed = OptionSpecification(
    name: "seed", value: .required("NUMBER"), help: "The same seed sends the same requests; 1 unless given.")

  private static let knee = OptionSpecification(
    name: "knee",
    help:
      "Search the load up to which the server keeps up, beginning with --rate; each load takes --duration.")
  private static let p99 = OptionSpecification(
    name: "p99", value: .required("TIME"),
    help: "What --knee lets the 99th percentile take; ten times that of the first load unless given.")

  static let options = [load, duration, writes, keys, zipf, connections, timeout, seed, knee, p99]

  /// Where a search for the knee begins and what it lets a request take; nil where none is asked for.
  static func kneeSearch(_ arguments: ParsedArguments) throws(UsageError) -> (rate: Double, p99: Double?)? {
    guard arguments.has(knee) else {
      if arguments.value(p99) != nil {
        throw UsageError("--p99 says what --knee lets a request take; give both")
      }
      return nil
    }
    guard let rate = try arguments.rate(.rate) else {
      throw UsageError("--knee begins with a rate: give --rate, such as --rate 100/s")
    }
    return (rate, try arguments.duration(p99))
  }

  static func plan(_ arguments: ParsedArguments) throws(UsageError) -> LoadPlan {
    guard arguments.words.count == 2 else {
      throw UsageError("tenfold lab load needs a URL such as http://127.0.0.1:8080/")
    }
    let (port, path) = try address(arguments.words[1])
    var plan = LoadPlan(
      port: port, path: path, rate: try rate(arguments), duration: try arguments.duration(duration) ?? 10)
    plan.writeShare = try arguments.share(writes) ?? 0
    plan.keyCount = try arguments.count(keys) ?? 1
    plan.zipfExponent =
      try arguments.value(zipf, expected: "a number from 0 to 10 such as 0.99") { text in
        Double(text).flatMap { (0...10).contains($0) ? $0 : nil }
      } ?? 0
    plan.connectionCount = try arguments.whole(connections, in: 1...900) ?? 64
    plan.timeout = try arguments.duration(timeout) ?? 10
    plan.seed = UInt64(try arguments.whole(seed, in: 0...Int.max) ?? 1)
    return plan
  }

  private static func rate(_ arguments: ParsedArguments) throws(UsageError) -> LoadCurve {
    switch (try arguments.rate(.rate), arguments.value(load)) {
    case (let rate?, nil): return .constant(rate)
    case (nil, let text?):
      let curve: LoadCurve
      do {
        curve = try LoadText.curve(of: text.split(separator: ",").map(String.init))
      } catch {
        throw UsageError("--load: \(error)")
      }
      guard curve.measure == .rate else {
        throw UsageError(
          "--load is '\(text)'; a server of its own has no load that could be multiplied: say 100/s")
      }
      return curve
    case (nil, nil): throw UsageError("tenfold lab load needs --rate or --load")
    default: throw UsageError("--rate and --load both say the load; give one")
    }
  }

  /// Port and path of a URL of this machine.
  private static func address(_ url: String) throws(UsageError) -> (UInt16, String) {
    let expectation = "'\(url)' must be a URL of this machine such as http://127.0.0.1:8080/item"
    guard url.hasPrefix("http://") else { throw UsageError(expectation) }
    let rest = url.dropFirst(7)
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
    let isPlain = url.utf8.allSatisfy { $0 > 32 && $0 < 127 }
    guard parts.count <= 2, ["127.0.0.1", "localhost"].contains(parts[0]), isPlain,
      let port = parts.count == 2 ? UInt16(parts[1]) : 80, port > 0
    else { throw UsageError(expectation) }
    let path = rest.dropFirst(authority.count)
    return (port, path.hasPrefix("/") ? String(path) : "/" + path)
  }
}
