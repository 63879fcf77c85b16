internal import TenfoldModel
package import TenfoldOutput
package import TenfoldPlatform

/// Reads results that were saved, as JSON or as a page.
package enum SavedResult {
  /// Reads where a system stood.
  ///
  /// - Throws: ``InputError`` with the path, what was found and what to do.
  package static func standing(path: String) throws(InputError) -> Standing {
    try read(path) { document throws(ResultError) in try Standing(result: document) }
  }

  /// What a file holds that can be rendered again.
  enum Answer {
    /// The whole answer about a system, and the solved loads where they were saved with it.
    case analysis(Analysis, GrowthCurve?)
    /// An experiment of the lab.
    case experiment(LabReport)
  }

  /// Reads what can be rendered again.
  ///
  /// - Throws: ``InputError`` with the path, what was found and what to do.
  static func answer(path: String) throws(InputError) -> Answer {
    try read(path) { document throws(ResultError) in
      if LabReport.isOne(document) { return .experiment(try LabReport.read(document)) }
      let result = document["result"] ?? document
      return .analysis(try Analysis(result: document), SavedPicture(result["picture"]).curve)
    }
  }

  private static func read<Value>(
    _ path: String, _ make: (JSONValue) throws(ResultError) -> Value
  ) throws(InputError) -> Value {
    let documents: [YAMLNode]
    do {
      var bytes = try FileReader.bytes(of: path, maximum: 64 << 20)
      if PageResult.isPage(String(decoding: bytes.prefix(64), as: UTF8.self)) {
        guard let json = PageResult.json(in: bytes) else {
          throw InputError(
            "\(path): a page with no result in it; write one with tenfold analyze --html FILE PATH")
        }
        bytes = json
      }
      documents = try YAMLParser.documents(of: bytes)
    } catch let error as InputError {
      throw error
    } catch let error as YAMLError {
      throw InputError("\(path):\(error)")
    } catch {
      throw InputError("\(path): \(error)")
    }
    do throws(ResultError) {
      return try make(documents.first.map(JSONValue.init) ?? .null)
    } catch {
      throw InputError("\(path): \(error)")
    }
  }
}

extension SavedResult {
  /// Reads a file that claims to be a result; nil for everything else, which may be a system to analyze.
  ///
  /// Every result begins with the version of its schema, which no description of a system has, or is a page.
  static func ifAny(path: String) throws(InputError) -> Standing? {
    let beginning = String(decoding: FileReader.beginning(of: path, count: 256), as: UTF8.self)
    let isResult = beginning.hasPrefix("{") && beginning.contains("\"schemaVersion\"")
    guard isResult || PageResult.isPage(beginning) else { return nil }
    return try standing(path: path)
  }
}

extension JSONValue {
  /// The document that a node of a JSON file stands for.
  package init(_ node: YAMLNode) {
    switch node.content {
    case .mapping(let entries): self = .object(entries.map { Member($0.key, JSONValue($0.value)) })
    case .sequence(let items): self = .array(items.map(JSONValue.init))
    case .scalar(let text, let isPlain):
      if !isPlain {
        self = .string(text)
      } else if node.isNull {
        self = .null
      } else if text == "true" || text == "false" {
        self = .bool(text == "true")
      } else {
        self = Double(text).map { .number($0) } ?? .string(text)
      }
    }
  }
}
