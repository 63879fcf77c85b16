/// A few members of a document, long lists cut, with its schema: an answer for readers who pay for every word.
package struct BriefDocument: Sendable {
  /// A member that is kept.
  package struct Part: Sendable {
    let name: String
    let most: Int
    let measure: String?

    /// - Parameters:
    ///   - name: The member's name.
    ///   - most: Items of a list that are kept.
    ///   - measure: Member of the items whose greatest values are kept first; nil for the order of the list.
    package init(_ name: String, atMost most: Int = .max, byGreatest measure: String? = nil) {
      self.name = name
      self.most = most
      self.measure = measure
    }
  }

  private let parts: [Part]
  private let fullSchema: JSONValue

  /// Keeps `parts` of documents that `schema` describes.
  package init(_ parts: [Part], of schema: JSONValue) {
    self.parts = parts
    fullSchema = schema
  }

  /// The members of a document that are kept, and how many items of each list were left out.
  package func value(of document: JSONValue) -> JSONValue {
    var members: [JSONValue.Member] = []
    var leftOut: [JSONValue.Member] = []
    for part in parts {
      guard let value = document[part.name] else { continue }
      guard case .array(var items) = value, items.count > part.most else {
        members.append(.init(part.name, value))
        continue
      }
      if let measure = part.measure {
        let ranked = items.enumerated().sorted { one, other in
          let (a, b) = (Self.magnitude(one.element[measure]), Self.magnitude(other.element[measure]))
          return (b, one.offset) < (a, other.offset)
        }
        items = ranked.map(\.element)
      }
      members.append(.init(part.name, .array(Array(items.prefix(part.most)))))
      leftOut.append(.init(part.name, .number(Double(items.count - part.most))))
    }
    return .object(members + [.init("leftOut", .object(leftOut))])
  }

  /// A number, or the estimate of an interval; what is unknown comes last.
  private static func magnitude(_ value: JSONValue?) -> Double {
    value?.number ?? value?["estimate"]?.number ?? -.infinity
  }

  /// The schema of what ``value(of:)`` returns.
  package var schema: JSONValue {
    let properties = fullSchema["properties"]
    let kept = parts.compactMap { part in properties?[part.name].map { JSONValue.Member(part.name, $0) } }
    let counts = JSONValue.members([
      "description": "Items that were left out, by list.", "type": "object",
      "additionalProperties": .members(["type": "integer"]),
    ])
    let definitions = Self.reachable(from: kept.map(\.value), in: fullSchema["$defs"])
    return .object([
      .init("type", "object"), .init("properties", .object(kept + [.init("leftOut", counts)])),
      .init("required", .array(["leftOut"])), .init("$defs", .object(definitions)),
    ])
  }

  /// The definitions that values refer to, and those that these refer to, in the order of the schema.
  private static func reachable(from values: [JSONValue], in definitions: JSONValue?) -> [JSONValue.Member] {
    guard case .object(let all)? = definitions else { return [] }
    var found: Set<String> = []
    var open = values
    while let value = open.popLast() {
      switch value {
      case .array(let items): open += items
      case .object(let members):
        for member in members {
          open.append(member.value)
          guard member.name == "$ref",
            let name = member.value.string?.split(separator: "/").last.map(String.init),
            found.insert(name).inserted
          else { continue }
          open += all.filter { $0.name == name }.map(\.value)
        }
      default: break
      }
    }
    return all.filter { found.contains($0.name) }
  }
}
