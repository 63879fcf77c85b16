/// Words to write a JSON Schema (2020-12) with.
enum SchemaText {
  /// An object with exactly these members, all of them required.
  static func object(_ about: String, _ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    object(about, members, optional: [:])
  }

  /// An object with exactly these members; the optional ones may be missing.
  static func object(
    _ about: String, _ members: KeyValuePairs<String, JSONValue>,
    optional: KeyValuePairs<String, JSONValue>
  ) -> JSONValue {
    .members([
      "description": .string(about), "type": "object", "additionalProperties": false,
      "required": .array(members.map { .string($0.key) }),
      "properties": .object((members.map { $0 } + optional.map { $0 }).map { .init($0.key, $0.value) }),
    ])
  }

  /// A doubt without its place.
  static let diagnostic = object(
    "A doubt.",
    [
      "severity": one(of: ["note", "warning", "error"], "How much the answer suffers."),
      "id": string("A stable id."), "message": string("What was found and what to do."),
    ])

  static func array(_ about: String, of items: JSONValue) -> JSONValue {
    .members(["description": .string(about), "type": "array", "items": items])
  }

  static func string(_ about: String) -> JSONValue {
    .members(["description": .string(about), "type": "string"])
  }

  static func number(_ about: String) -> JSONValue {
    .members(["description": .string(about), "type": "number"])
  }

  static func share(_ about: String) -> JSONValue {
    .members(["description": .string(about), "type": "number", "minimum": 0, "maximum": 1])
  }

  static func count(_ about: String) -> JSONValue {
    .members(["description": .string(about), "type": "integer", "minimum": 0])
  }

  static func bool(_ about: String) -> JSONValue {
    .members(["description": .string(about), "type": "boolean"])
  }

  static func one(of words: [String], _ about: String) -> JSONValue {
    .members(["description": .string(about), "enum": .array(words.map { .string($0) })])
  }

  static func orNull(_ type: String, _ about: String) -> JSONValue {
    .members(["description": .string(about), "type": .array([.string(type), "null"])])
  }

  static func reference(_ name: String) -> JSONValue {
    .members(["$ref": .string("#/$defs/\(name)")])
  }

  static func referenceOrNull(_ name: String) -> JSONValue {
    .members(["anyOf": .array([reference(name), .members(["type": "null"])])])
  }
}
