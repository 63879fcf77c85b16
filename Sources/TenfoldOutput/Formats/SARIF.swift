internal import TenfoldMaturity
internal import TenfoldModel

/// A report as SARIF 2.1.0, for code scanning.
///
/// One result stands for one cause, its first place as the location and the rest as related locations.
/// Fingerprints come from rule and subject, so that they survive when lines move.
///
/// **Source.** OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, 2020.
package enum SARIF {
  /// The document. Paths are those of the report, which are relative to the repository's root.
  package static func document(of report: GateReport) -> JSONValue {
    var rules: [String] = []
    for issue in report.issues where !rules.contains(issue.rule) { rules.append(issue.rule) }
    return .members([
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
      "runs": .array([
        .members([
          "tool": .members([
            "driver": .members([
              "name": "Tenfold", "version": .string(Release.version),
              "semanticVersion": .string(Release.version), "rules": .array(rules.map(rule)),
            ])
          ]),
          "columnKind": "utf16CodeUnits",
          "originalUriBaseIds": .members([
            "%SRCROOT%": .members([
              "description": .members(["text": "The root of the repository, or the folder given."])
            ])
          ]),
          "results": .array(report.issues.map { result($0, index: rules.firstIndex(of: $0.rule) ?? 0) }),
        ])
      ]),
    ])
  }

  private static func rule(_ id: String) -> JSONValue {
    let text = RuleText(of: id)
    return .members([
      "id": .string(id), "shortDescription": .members(["text": .string(text.title)]),
      "fullDescription": .members(["text": .string(text.meaning)]),
      "help": .members(["text": .string(text.meaning)]),
      "properties": .members(["tags": .array([.string(tag(of: id))])]),
    ])
  }

  private static func tag(of rule: String) -> String {
    if let entry = ConstraintGlossary.entries.first(where: { $0.kind == rule }) {
      return entry.family.rawValue
    }
    return rule.hasPrefix("gate.") ? "gate" : Ladder.cell(named: rule) == nil ? "coverage" : "maturity"
  }

  private static func result(_ issue: Issue, index: Int) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("ruleId", .string(issue.rule)), .init("ruleIndex", .number(Double(index))),
      .init("level", .string(issue.severity.rawValue)),
      .init("message", .members(["text": .string(issue.message)])),
      .init("locations", .array(issue.places.prefix(1).map { location($0, id: nil) })),
      .init("partialFingerprints", .members(["tenfoldCause/v1": .string(issue.fingerprint)])),
    ]
    if issue.places.count > 1 {
      let related = issue.places.dropFirst().enumerated().map { location($1, id: $0 + 1) }
      members.append(.init("relatedLocations", .array(related)))
    }
    // An empty list says that suppressions are known and that there are none.
    members.append(.init("suppressions", .array(issue.waiver.map { [suppression($0)] } ?? [])))
    if let isNew = issue.isNew { members.append(.init("baselineState", isNew ? "new" : "unchanged")) }
    return .object(members)
  }

  private static func suppression(_ waiver: Waiver) -> JSONValue {
    .members([
      "kind": "external", "status": "accepted", "justification": .string(waiver.justification),
      "location": location(waiver.location, id: nil),
    ])
  }

  private static func location(_ place: SourceLocation, id: Int?) -> JSONValue {
    let artifact = JSONValue.members([
      "uri": .string(URIText.path(place.file)), "uriBaseId": "%SRCROOT%",
    ])
    let region = place.line.map {
      JSONValue.Member("region", .members(["startLine": .number(Double(max(1, $0)))]))
    }
    let physical = [JSONValue.Member("artifactLocation", artifact)] + (region.map { [$0] } ?? [])
    return .object(
      (id.map { [.init("id", .number(Double($0)))] } ?? []) + [.init("physicalLocation", .object(physical))])
  }
}

/// Writes paths as parts of a URI.
enum URIText {
  /// A relative path as a relative reference (RFC 3986, section 4.2): what is not allowed in it is percent-encoded.
  static func path(_ path: String) -> String {
    var text = ""
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: text.unicodeScalars.append(Unicode.Scalar(byte))
      case _ where "-._~/@!$&'()*+,;=".utf8.contains(byte): text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        text += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return text
  }
}
