internal import TenfoldDiscovery
internal import TenfoldPlatform

/// `tenfold serve`: the page, live on this machine.
package struct ServeCommand: Command {
  private static let port = OptionSpecification(
    name: "port", value: .required("NUMBER"),
    help: "Port of 127.0.0.1, 8010 unless given; 0 takes a free one.")

  package static let specification = CommandSpecification(
    name: "serve",
    summary: "Show the page on this machine, and again whenever a file changes.",
    discussion: """
      The same page as analyze --html writes, on 127.0.0.1 alone: nobody else can ask for it. When a file below the paths \
      changes, all is read and solved again, and open pages follow, their slider where it was. A form on it tries changes \
      (replicas, caches, copies of stores, the load) and shows what they do. Nothing is written. Ctrl-C ends it. Needs libmicrohttpd (on Debian: libmicrohttpd12). Pictures are arranged by Graphviz's dot, where it is on the \
      path and --no-external is not given.
      """,
    arguments: [
      ArgumentSpecification(
        name: "path", isRepeatable: true,
        help: "Folders or files of one system: Compose, Kubernetes, charts, pipelines, dumps, tenfold.yaml.")
    ],
    options: [port] + OptionSpecification.load + [.noExternal, .composeFile, .profile, .fileSet, .quiet],
    examples: ["tenfold serve .", "tenfold serve --port 0 --users 20K shop"])

  /// Seconds between two looks at the files.
  private static let interval = 0.5

  private let reader: SystemReader
  private let renderer: PageRenderer
  private let commandLine: ServedCommandLine
  private let paths: [String]
  private let port: UInt16
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
    if paths.contains("-") {
      throw UsageError("the standard input cannot be followed; give files or folders")
    }
  }

  package func run(in environment: Environment) throws -> ExitStatus {
    let trials = trials()
    let page = ServedPage(trials: trials)
    var watch = FileWatch(paths)
    try renew(page, trials, in: environment)
    let server = try WebServer(port: port) { page.answer($0) }
    try environment.write("http://127.0.0.1:\(server.port)/ follows \(paths.joined(separator: ", "))\n")
    while true {
      FileWatch.pause(forSeconds: Self.interval)
      guard watch.hasChanged() else { continue }
      // Editors and checkouts write more than one file: wait until it is quiet.
      repeat { FileWatch.pause(forSeconds: Self.interval) } while watch.hasChanged()
      do {
        try renew(page, trials, in: environment)
        if !isQuiet { try environment.remark("tenfold: read again\n") }
      } catch let error as OutputError {
        throw error
      } catch {
        page.tell(problem: "\(error)")
        try environment.remark("tenfold: \(error); the page stays as it was\n")
      }
    }
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
