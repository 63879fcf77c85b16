internal import TenfoldModel
internal import TenfoldPlatform

/// What `tenfold lab run --out FILE` measured: what operations took on real servers.
public struct LabEvidence: Sendable {
  /// What was measured of one operation, in every configuration that was stood up.
  struct Demand: Sendable {
    let component: String
    let operation: String
    /// Seconds of a core for one execution on a busy server, one for each configuration.
    var seconds: [Double]
    /// Rows that its statement counted up so that it took what the system said; nil where the file does not say.
    let rows: Int?
    let location: SourceLocation
  }

  /// The file.
  let file: String
  /// Cores of a node of a store or cache.
  let nodeCores: Double
  /// In the order of the file.
  let demands: [Demand]

  /// Versions of the format that are read.
  private static let majorVersion = "1"
  /// Seconds that no statement takes.
  private static let mostSeconds = 1e6

  /// Reads a result of at most 16 MiB.
  ///
  /// - Throws: ``LabEvidenceError`` when it cannot be read, is no result of the lab, or has another version.
  /// - Complexity: O(bytes).
  public static func read(path: String) throws(LabEvidenceError) -> LabEvidence {
    do {
      return try LabEvidence(FileReader.bytes(of: path, maximum: 16 << 20), file: path)
    } catch let error as LabEvidenceError {
      throw error
    } catch {
      throw LabEvidenceError("\(path): \(error)")
    }
  }

  /// Reads a result that is in memory. See ``read(path:)``.
  init(_ bytes: [UInt8], file: String) throws(LabEvidenceError) {
    let documents: [YAMLNode]
    do {
      documents = try YAMLParser.documents(of: bytes)
    } catch {
      throw LabEvidenceError("\(file):\(error)")
    }
    let write = "write one with tenfold lab run PATH --out FILE"
    guard let root = documents.first, documents.count == 1, root.isMapping,
      let version = root["schemaVersion"]?.string, let configurations = root["configurations"],
      configurations.isSequence
    else { throw LabEvidenceError("\(file): no result of the lab; \(write)") }
    guard version.split(separator: ".").first.map(String.init) == Self.majorVersion else {
      throw LabEvidenceError(
        "\(file):\(root["schemaVersion"]?.line ?? 1): schemaVersion is '\(version.prefix(20))', and only "
          + "\(Self.majorVersion).x is read; \(write) by this version of tenfold")
    }
    guard let cores = root["nodeCores"]?.double, cores > 0, cores.isFinite else {
      throw LabEvidenceError("\(file): nodeCores must be a number above 0; \(write)")
    }
    self.file = file
    nodeCores = cores
    var found: [Demand] = []
    var places: [String: Int] = [:]
    for configuration in configurations.items {
      for entry in configuration["demands"]?.items ?? [] {
        let demand = try Self.demand(entry, file: file)
        let name = demand.component + "." + demand.operation
        if let index = places[name] {
          found[index].seconds += demand.seconds
        } else {
          places[name] = found.count
          found.append(demand)
        }
      }
    }
    guard !found.isEmpty else {
      throw LabEvidenceError("\(file): nothing was measured in it yet; let tenfold lab run come to its end")
    }
    demands = found
  }

  private static func demand(_ entry: YAMLNode, file: String) throws(LabEvidenceError) -> Demand {
    let place = SourceLocation(file: file, line: entry.line)
    guard let name = entry["operation"]?.string, let dot = name.lastIndex(of: "."), dot > name.startIndex
    else { throw LabEvidenceError("\(place): operation must be a name such as db.read") }
    guard let seconds = entry["cpuSeconds"]?.double, (0...mostSeconds).contains(seconds) else {
      throw LabEvidenceError("\(place): cpuSeconds of \(name) must be seconds from 0 to 1e6")
    }
    return Demand(
      component: String(name[..<dot]), operation: String(name[name.index(after: dot)...]), seconds: [seconds],
      rows: entry["countedRows"]?.double.flatMap { Int(exactly: $0) }, location: place)
  }
}
