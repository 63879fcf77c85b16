package import TenfoldDiscovery
internal import TenfoldModel
internal import TenfoldPlatform

/// Reads the files that a command line names, as its options say.
package struct SystemReader: Sendable {
  private var paths: [String]
  private let options: DiscoveryOptions
  private let minimumCoverage: Double?
  private let measured: String?
  private let isQuiet: Bool

  /// Takes the paths and the reading options of a command line.
  package init(_ arguments: ParsedArguments) throws(UsageError) {
    paths = arguments.words
    var options = DiscoveryOptions()
    options.usesExternalTools = !arguments.has(.noExternal)
    options.composeFiles = arguments.all(.composeFile)
    options.profiles = arguments.all(.profile)
    options.fileSets = arguments.all(.fileSet)
    self.options = options
    minimumCoverage = try arguments.share(.minimumCoverage)
    measured = arguments.value(.measured)
    isQuiet = arguments.has(.quiet)
  }

  /// The same options for other paths.
  package func over(_ paths: [String]) -> SystemReader {
    var reader = self
    reader.paths = paths
    return reader
  }

  /// Reads them, and what the lab measured where a file of it was named.
  ///
  /// The standard input (`-`) is read to its end and stands as `stdin.yaml`, or `stdin.json`, among the files.
  package func read(in environment: Environment) throws -> Discovered {
    // A file that cannot be used is told before the system is read.
    let evidence = try measured.map { try LabEvidence.read(path: $0) }
    var discovered = try readPaths(in: environment)
    for note in evidence.map({ discovered.add($0) }) ?? [] where !isQuiet {
      try environment.remark("tenfold: \(note.location.map { "\($0): " } ?? "")\(note.message)\n")
    }
    return discovered
  }

  private func readPaths(in environment: Environment) throws -> Discovered {
    guard paths.contains("-") else { return try Discovery.read(paths: paths, options: options) }
    guard let bytes = environment.readInput() else {
      throw InputError("standard input: more than 64 MiB; give a folder of files")
    }
    var folder = try TemporaryFolder()
    let isJSON = bytes.first { !($0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09) } == 0x7B
    let file = try folder.write(bytes, as: isJSON ? "stdin.json" : "stdin.yaml")
    var discovered: Discovered
    do {
      discovered = try Discovery.read(paths: paths.map { $0 == "-" ? file : $0 }, options: options)
    } catch {
      throw error.naming(file, as: "standard input")
    }
    if discovered.system.name.hasPrefix("stdin.") { discovered.system.name = "stdin" }
    _ = consume folder
    return discovered
  }

  /// `success`, or `unreadable` with a message when less was read than `--min-coverage` asks for.
  package func coverageStatus(of discovered: Discovered, in environment: Environment) throws -> ExitStatus {
    guard let minimumCoverage, discovered.inventory.coverage < minimumCoverage else { return .success }
    let read = QuantityText.share(discovered.inventory.coverage)
    try environment.remark(
      "tenfold: coverage is \(read), below --min-coverage \(QuantityText.share(minimumCoverage)); "
        + "tenfold discover lists what could not be read and why\n")
    return .unreadable
  }
}

extension DiscoveryError {
  /// The same error with a path called by another name.
  fileprivate func naming(_ file: String, as name: String) -> DiscoveryError {
    switch self {
    case .unreadable(file, let reason): .unreadable(path: name, reason: reason)
    case .nothingFound(let paths): .nothingFound(paths: paths.map { $0 == file ? name : $0 })
    case .unreadable, .unknownFileSet: self
    }
  }
}
