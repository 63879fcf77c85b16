internal import TenfoldDiscovery
internal import TenfoldModel
internal import TenfoldPlatform

/// `tenfold serve`: the page, live on this machine.
package struct ServeCommand: Command {
  private static let port = OptionSpecification(
    name: "port", value: .required("NUMBER"),
    help: "Port to listen on, 8010 unless given; 0 takes a free one.")
  private static let host = OptionSpecification(
    name: "host", value: .required("ADDRESS"),
    help: "IPv4 address to listen on, 127.0.0.1 unless given; any other needs a token.")
  private static let tokenFile = OptionSpecification(
    name: "token-file", value: .required("FILE"),
    help: "File whose first line is the token that other machines must give; or $TENFOLD_TOKEN.")

  package static let specification = CommandSpecification(
    name: "serve",
    summary: "Show the page on this machine, and again whenever a file changes.",
    discussion: """
      The same page as analyze --html writes, on 127.0.0.1 alone unless --host says otherwise; then only those are answered \
      who know the token. When a file below the paths changes, all is read and solved again, and open pages follow, their \
      slider where it was. A form on it tries changes (replicas, caches, copies of stores, the load) and shows what they do, \
      and simulates them. Nothing is written. Ctrl-C ends it. Needs libmicrohttpd (on Debian: libmicrohttpd12). Pictures are \
      arranged by Graphviz's dot, where it is on the path and --no-external is not given.
      """,
    arguments: [
      ArgumentSpecification(
        name: "path", isRepeatable: true,
        help: "Folders or files of one system: Compose, Kubernetes, charts, pipelines, dumps, tenfold.yaml.")
    ],
    options: [port, host, tokenFile] + OptionSpecification.load + [
      .noExternal, .composeFile, .profile, .fileSet, .quiet,
    ],
    examples: ["tenfold serve .", "tenfold serve --port 0 --users 20K shop"])

  /// Seconds between two looks at the files.
  private static let interval = 0.5

  private let reader: SystemReader
  private let renderer: PageRenderer
  private let commandLine: ServedCommandLine
  private let paths: [String]
  private let address: IPv4Address
  private let port: UInt16
  private let tokenFile: String?
  private let isQuiet: Bool

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    reader = try SystemReader(arguments)
    commandLine = ServedCommandLine(arguments)
    renderer = PageRenderer(
      try AnalysisRequest(arguments),
      GraphvizLayout.engine(usesExternalTools: !arguments.has(.noExternal)), commandLine)
    paths = arguments.words
    isQuiet = arguments.has(.quiet)
    let text = arguments.value(Self.port) ?? "8010"
    guard let port = UInt16(text) else {
      throw UsageError("--port: '\(text)' is no port; give a whole number from 0 to 65535")
    }
    self.port = port
    let host = arguments.value(Self.host) ?? "127.0.0.1"
    guard let address = host == "localhost" ? .loopback : IPv4Address(host) else {
      throw UsageError("--host: '\(host)' is no IPv4 address; give one such as 127.0.0.1 or 0.0.0.0")
    }
    self.address = address
    tokenFile = arguments.value(Self.tokenFile)
    if paths.contains("-") {
      throw UsageError("the standard input cannot be followed; give files or folders")
    }
  }

  package func run(in environment: Environment) throws -> ExitStatus {
    let trials = trials()
    let page = ServedPage(trials: trials, gate: try gate(in: environment))
    var watch = FileWatch(paths)
    try renew(page, trials, in: environment)
    let server = try WebServer(address: address, port: port) { page.answer($0) }
    try environment.write("http://\(address):\(server.port)/ follows \(paths.joined(separator: ", "))\n")
    while true {
      FileWatch.pause(forSeconds: Self.interval)
      var changed = watch.changes()
      guard !changed.isEmpty else { continue }
      // Editors and checkouts write more than one file: wait until it is quiet.
      while true {
        FileWatch.pause(forSeconds: Self.interval)
        let more = watch.changes()
        if more.isEmpty { break }
        changed.formUnion(more)
      }
      do {
        try renew(page, trials, in: environment)
        if !isQuiet { try environment.remark("tenfold: read again: \(Self.named(changed))\n") }
      } catch let error as OutputError {
        throw error
      } catch {
        page.tell(problem: "\(error)")
        try environment.remark("tenfold: \(error); the page stays as it was\n")
      }
    }
  }

  /// `orders/compose.yaml and 2 others changed`, from the folder one is in.
  private static func named(_ paths: Set<String>) -> String {
    let here = ((try? FilePath.resolved(".")) ?? "") + "/"
    let path = paths.min() ?? ""
    let first = path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
    let others = paths.count > 1 ? " and " + QuantityText.count(Double(paths.count - 1), "other") : ""
    return first + others + " changed"
  }

  /// Who is answered: this machine, or whoever knows the token.
  private func gate(in environment: Environment) throws -> AccessGate {
    guard !address.isLoopback || tokenFile != nil else { return .loopback }
    var token = environment.variables["TENFOLD_TOKEN"] ?? ""
    if let tokenFile {
      let text = String(decoding: try FileReader.bytes(of: tokenFile, maximum: 4096), as: UTF8.self)
      token = text.split(separator: "\n").first.map(String.init) ?? ""
    }
    guard !token.isEmpty else {
      throw UsageError(
        "--host \(address) lets other machines ask, which needs a token: give --token-file FILE or set TENFOLD_TOKEN; "
          + "openssl rand -hex 16 > FILE makes one")
    }
    return try AccessGate(token: token)
  }

  /// What may be tried on the system, once ``renew(_:_:in:)`` has read it.
  package func trials() -> Trials { Trials(renderer: renderer, commandLine: commandLine) }

  /// Reads and solves all, and serves what comes of it.
  package func renew(_ page: ServedPage, _ trials: Trials, in environment: Environment) throws {
    let discovered = try reader.read(in: environment)
    let version = page.nextVersion
    let analysis = try renderer.analysis(of: discovered)
    let (text, result) = try renderer.page(of: analysis, version: version)
    trials.replaceGround(version: version, discovered: discovered, analysis: analysis)
    page.replace(page: text, result: result)
  }
}
