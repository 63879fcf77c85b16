import Foundation
import TenfoldQueueing
import TenfoldTestSupport
import Testing

/// A solved model from beside the repository: inputs, expected outputs, tolerance, source.
struct ReferenceCase: Sendable, CustomTestStringConvertible {
  let id: String
  let family: String
  let description: String
  let citation: String
  let inputs: JSONValue
  let expected: JSONValue
  let tolerance: Double

  var testDescription: String { "\(id): \(description)\(citation.isEmpty ? "" : " [\(citation)]")" }

  static let path = "../shared/reference/reference_closed_form.json"
  static let vectorPath = "../shared/numbers/formula-vectors.json"

  static let all: [ReferenceCase] = {
    guard let text = TextFile.read(path), let file = JSONValue(text) else { return [] }
    return file["cases"].array.map { entry in
      ReferenceCase(
        id: entry["id"].text, family: entry["family"].text, description: entry["description"].text,
        citation: entry["citation"].text, inputs: entry["inputs"], expected: entry["expected"],
        tolerance: entry["tolerance"]["analytic_rel"].number)
    }
  }()

  static func of(_ families: String...) -> [ReferenceCase] { all.filter { families.contains($0.family) } }

  /// Expects `value` within the case's tolerance of the number at `key`.
  func expect(_ value: Double?, _ key: String, sourceLocation: SourceLocation = #_sourceLocation) {
    expectNear(value, expected[key].number, tolerance, "\(id) \(key)", sourceLocation: sourceLocation)
  }
}

/// Expects a value within a relative tolerance, or an absolute one of the same size where the expected is 0.
func expectNear(
  _ value: Double?, _ expected: Double, _ tolerance: Double, _ what: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard let value else {
    Issue.record("\(what): no value, expected \(expected)", sourceLocation: sourceLocation)
    return
  }
  let scale = abs(expected) < 1e-300 ? 1 : abs(expected)
  #expect(
    abs(value - expected) <= tolerance * scale, "\(what): \(value), expected \(expected)",
    sourceLocation: sourceLocation)
}

/// JSON as a value, read leniently: what is missing is null.
enum JSONValue: Sendable, Decodable {
  case null, flag(Bool), value(Double), string(String), list([JSONValue]), object([String: JSONValue])

  init?(_ text: String) {
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) else { return nil }
    self = value
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .flag(value)
    } else if let value = try? container.decode(Double.self) {
      self = .value(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  subscript(_ key: String) -> JSONValue {
    if case .object(let members) = self { members[key] ?? .null } else { .null }
  }
  var array: [JSONValue] { if case .list(let items) = self { items } else { [] } }
  var numbers: [Double] { array.map(\.number) }
  var number: Double { if case .value(let value) = self { value } else { .nan } }
  var count: Int { Int(number) }
  var text: String { if case .string(let value) = self { value } else { "" } }
  var isNull: Bool { if case .null = self { true } else { false } }
}
