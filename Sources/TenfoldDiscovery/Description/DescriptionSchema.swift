internal import TenfoldModel

/// The JSON Schema of `tenfold.yaml` and its key reference, both made from the tables the reader reads by.
package enum DescriptionSchema {
  /// Every kind of mapping, in the order of the reference.
  static var outlines: [DescriptionOutline] {
    [
      SystemKeys.table.outline, SystemKeys.workload.outline, SystemKeys.tenants.outline,
      SystemKeys.journey.outline,
    ]
      + [SystemKeys.objectives.outline, SystemKeys.promiseTable.outline]
      + ComponentDirectory.sections.map { ComponentKeys.table(of: $0.kind).outline }
      + [TrafficKeys.balancing.outline, TrafficKeys.admission.outline]
      + [ComponentKeys.scaling.outline, ComponentKeys.observedLoad.outline]
      + [OperationKeys.operation(of: .service).outline, StepKeys.outline, CallKeys.outline]
      + [OperationKeys.retries.outline, ComponentKeys.consumption.outline]
      + [StateKeys.connections.outline, StateKeys.replication.outline, StateKeys.sharding.outline]
      + [StateKeys.keys.outline, StateKeys.projection.outline, StateKeys.consumer.outline]
      + [PlacementKeys.placement.outline, PlacementKeys.region.outline, PlacementKeys.link.outline]
      + [PlacementKeys.nodePool.outline, PlacementKeys.failover.outline, PlacementKeys.mesh.outline]
      + [
        ProcessKeys.delivery.outline, ProcessKeys.stage.outline, ProcessKeys.exposure.outline,
        ProcessKeys.incident.outline,
      ]
      + [ProcessKeys.observation.outline]
  }

  // MARK: JSON Schema

  /// The published schema (JSON Schema 2020-12), laid out for reading.
  package static var text: String {
    text(of: outlines, root: "system", file: "tenfold.schema.json", title: "tenfold.yaml, version 1")
  }

  /// The schema of a document whose root is the outline named `root`.
  static func text(of outlines: [DescriptionOutline], root: String, file: String, title: String) -> String {
    var members = [
      "\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"",
      "\"$id\": \"https://tenfold.dev/schemas/\(file)\"", "\"title\": \(quoted(title))",
      "\"$ref\": \"#/$defs/\(root)\"",
    ]
    // No key of a description is a price of data.
    let units = QuantityUnit.allCases.filter { $0 != .dataPrice }.map {
      "    \(quoted($0.rawValue)): \(schema(of: $0))"
    }
    let tables = outlines.map { "    \(quoted($0.name)): \(schema(of: $0))" }
    members.append("\"$defs\": {\n" + (units + [range] + tables).joined(separator: ",\n") + "\n  }")
    return "{\n" + members.map { "  " + $0 }.joined(separator: ",\n") + "\n}\n"
  }

  private static let range = """
        "range": {
          "description": "A number with its range and where it came from.",
          "type": "object", "additionalProperties": false,
          "properties": {
            "likely": {"type": ["number", "string"], "description": "The single best value"},
            "low": {"type": ["number", "string"], "description": "The least plausible value"},
            "high": {"type": ["number", "string"], "description": "The greatest plausible value"},
            "measured": {"type": "string", "description": "What measured it"},
            "assumed": {"type": "string", "description": "The catalogue entry it was taken from"},
            "grade": {"enum": ["A", "B", "C", "D", "E"], "description": "How well that entry is founded"},
            "derived": {"type": "string", "description": "The law it was computed by"},
            "basis": {"enum": ["stated", "measured", "assumed"], "description": "What it rests on in the end"}
          }
        }
    """

  private static func schema(of unit: QuantityUnit) -> String {
    let names = unit.unitNames.sorted { $0.count > $1.count }.map(escapedForPattern).joined(separator: "|")
    let number = "[0-9][0-9._]*([eE][-+]?[0-9]+)? ?(\(names))?"
    let part = unit == .duration ? "(\(number) ?)+" : unit == .money ? "[$]?" + number : number
    let plain = unit.needsUnit ? "{\"const\": 0}" : "{\"type\": \"number\", \"minimum\": 0}"
    return """
      {
            "description": \(quoted(unit.expectation + "; or low..likely..high")),
            "anyOf": [
              \(plain), {"enum": ["unknown", null]},
              {"type": "string", "pattern": \(quoted("^\(part)([.][.]\(part)){0,2}$"))},
              {"$ref": "#/$defs/range"}
            ]
          }
      """
  }

  private static func schema(of outline: DescriptionOutline) -> String {
    let properties = outline.keys.map { key in
      "        \(quoted(key.name)): {\"description\": \(quoted(key.help)), \(members(of: key.form))}"
    }
    let required = outline.keys.filter(\.isRequired).map { quoted($0.name) }.joined(separator: ", ")
    let isOpen = required.isEmpty ? "[\"object\", \"null\"]" : "\"object\""
    let object = """
      {
            "description": \(quoted(outline.help)),
            "type": \(isOpen), "additionalProperties": false, "required": [\(required)],
            "properties": {
      \(properties.joined(separator: ",\n"))
            }
          }
      """
    guard let shorthand = outline.shorthand else { return object }
    return "{\"anyOf\": [{\(members(of: shorthand))}, \(object)]}"
  }

  /// The members of the schema of a form, without braces.
  private static func members(of form: DescriptionForm) -> String {
    switch form {
    case .quantity(let unit): return "\"$ref\": \"#/$defs/\(unit.rawValue)\""
    case .text: return "\"type\": [\"string\", \"number\", \"boolean\", \"null\"]"
    case .flag: return "\"enum\": [true, false, \"unknown\", null]"
    case .choice(let words):
      let values = words.map { Int($0) == nil ? quoted($0) : $0 } + ["\"unknown\"", "null"]
      return "\"enum\": [\(values.joined(separator: ", "))]"
    case .table(let name): return "\"$ref\": \"#/$defs/\(name)\""
    case .map(let form):
      return "\"type\": [\"object\", \"null\"], \"additionalProperties\": {\(members(of: form))}"
    case .list(let form): return "\"type\": [\"array\", \"null\"], \"items\": {\(members(of: form))}"
    case .either(let forms):
      return "\"anyOf\": [\(forms.map { "{\(members(of: $0))}" }.joined(separator: ", "))]"
    }
  }

  private static func escapedForPattern(_ text: String) -> String {
    text.map { $0 == "." ? "[.]" : String($0) }.joined()
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
  }

  // MARK: Reference

  /// Every key in Markdown tables, as the guide shows them.
  package static var reference: String { reference(of: outlines) }

  /// The keys of some tables in Markdown.
  static func reference(of outlines: [DescriptionOutline]) -> String {
    outlines.map { outline in
      let short = outline.shorthand.map { " In its place may stand \(words(for: $0))." } ?? ""
      let rows = outline.keys.map { key in
        "| `\(key.name)`\(key.isRequired ? " (needed)" : "") | \(words(for: key.form)) | \(key.help) |"
      }
      return "### `\(outline.name)`\n\n\(outline.help)\(short)\n\n| key | value | meaning |\n|---|---|---|\n"
        + rows.joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  /// Every diagnostic in a Markdown table.
  package static var problems: String {
    "| id | what it says |\n|---|---|\n"
      + DescriptionProblem.allCases.map { "| `\($0.rawValue)` | \($0.summary) |\n" }.joined()
  }

  private static func words(for form: DescriptionForm) -> String {
    switch form {
    case .quantity(let unit): unit.expectation
    case .text: "a text"
    case .flag: "true or false"
    case .choice(let words): words.map { "`\($0)`" }.joined(separator: ", ")
    case .table(let name): "mapping [`\(name)`](#\(name.lowercased()))"
    case .map(let form): "by name: \(words(for: form))"
    case .list(let form): "list of: \(words(for: form))"
    case .either(let forms): forms.map(words).joined(separator: ", or ")
    }
  }
}
