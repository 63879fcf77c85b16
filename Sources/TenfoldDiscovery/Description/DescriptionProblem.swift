/// What can be doubtful in a `tenfold.yaml`, each with an id that never changes.
package enum DescriptionProblem: String, Sendable, CaseIterable {
  /// Something else stands where a mapping, a list or a text belongs.
  case form = "TF-DESC-001"
  /// A key that means nothing here.
  case unknownKey = "TF-DESC-002"
  /// A text that is not the kind of value its key takes.
  case value = "TF-DESC-003"
  /// A key without which the rest says nothing.
  case missingKey = "TF-DESC-004"
  /// Shares of alternatives that do not add up.
  case shares = "TF-DESC-005"
  /// A name that nothing in the file has.
  case unknownName = "TF-DESC-006"
  /// Operations that wait for each other in a circle.
  case cycle = "TF-DESC-007"
  /// A range whose low, likely and high are out of order.
  case range = "TF-DESC-008"
  /// Two statements about one thing that do not fit.
  case contradiction = "TF-DESC-009"
  /// One name given twice.
  case duplicate = "TF-DESC-010"
  /// A number so unusual that another unit was probably meant.
  case improbable = "TF-DESC-011"
  /// A version of the format that is not stated.
  case version = "TF-DESC-012"

  /// What it is, in one sentence, for the reference.
  package var summary: String {
    switch self {
    case .form: "Something else stands where a mapping, a list or a text belongs."
    case .unknownKey: "A key that means nothing here; the nearest known key is named."
    case .value: "A text that is not the kind of value its key takes, or has no unit where one is needed."
    case .missingKey: "A key without which the rest says nothing."
    case .shares: "Shares of alternatives or journeys that add up to more than 100 %, or leave a rest unsaid."
    case .unknownName:
      "A component or operation that nothing in the file declares; the nearest name is given."
    case .cycle: "Operations that wait for each other in a circle: no request would ever end."
    case .range: "A range whose low, likely and high are out of order."
    case .contradiction: "Two statements about one thing that do not fit within 20 %."
    case .duplicate: "One name or key given twice; the last one counts."
    case .improbable:
      "A number so unusual that another unit was probably meant, such as `cpu: 5m` per request."
    case .version: "The file does not say which version of the format it is written in; version 1 is assumed."
    }
  }
}

/// Why a text could not be understood as a description at all.
public struct DescriptionError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file as given.
  public let file: String
  /// Line of the trouble, from 1; nil when it belongs to no line.
  public let line: Int?
  /// What was found, what was expected and what to do.
  public let message: String

  /// `file:line: message`.
  public var description: String {
    (line.map { "\(file):\($0)" } ?? file) + ": " + message
  }
}
