internal import TenfoldDiscovery
internal import TenfoldModel
internal import TenfoldOutput

/// Makes the page and the result of a system that is served, as it is or with changes tried on it.
struct PageRenderer: Sendable {
  private let request: AnalysisRequest
  private let layout: GraphLayoutEngine
  private let commandLine: ServedCommandLine

  init(_ request: AnalysisRequest, _ layout: GraphLayoutEngine, _ commandLine: ServedCommandLine) {
    self.request = request
    self.layout = layout
    self.commandLine = commandLine
  }

  /// The answer about the system.
  ///
  /// - Throws: ``UsageError`` for a change that it cannot have, ``InputError`` and ``AdvisorError`` as analysis does.
  func analysis(of discovered: Discovered, trying whatIf: WhatIf = .none) throws -> Analysis {
    try request.trying(whatIf, on: discovered).analysis(of: discovered)
  }

  /// Page and result of an answer.
  func page(
    of analysis: Analysis, trying whatIf: WhatIf = .none, version: Int
  ) throws -> (page: String, result: String) {
    let live = LivePage(
      version: version, changes: whatIf.texts,
      command: whatIf.isEmpty ? "" : commandLine.analyzing(changes: whatIf.texts))
    let curve = try request.growthCurve(of: analysis)
    return (
      HTMLPage.text(of: analysis, curve: curve, engine: layout, live: live),
      ResultJSON.document(of: analysis).text
    )
  }

  /// Page and result of what was read.
  func page(
    of discovered: Discovered, trying whatIf: WhatIf, version: Int
  ) throws -> (page: String, result: String) {
    try page(of: try analysis(of: discovered, trying: whatIf), trying: whatIf, version: version)
  }
}
