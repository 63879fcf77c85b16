/// A value that a template works with.
enum TemplateValue {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case list([TemplateValue])
  case map(TemplateMap)
  /// Something with methods: the files of a chart, the API versions of a cluster.
  case object(any TemplateObject)
}

/// A value with methods, as Helm hands to templates.
protocol TemplateObject: Sendable {
  /// The result of a method, nil for a method it does not have.
  func call(_ method: String, _ arguments: TemplateArguments) throws(TemplateFailure) -> TemplateValue?
  /// Its entries when a template ranges over it.
  var entries: [(key: String, value: TemplateValue)] { get }
}

/// A mapping, shared by all that refer to it: `set` and `merge` change it in place, as in Go.
final class TemplateMap {
  var entries: [String: TemplateValue]

  init(_ entries: [String: TemplateValue] = [:]) {
    self.entries = entries
  }

  /// Takes nested maps apart one by one: a chain of a hundred thousand would overflow the stack.
  deinit {
    var pending: [TemplateMap] = []
    for value in entries.values { value.collectMaps(into: &pending) }
    entries = [:]
    while var map = pending.popLast() {
      guard isKnownUniquelyReferenced(&map) else { continue }
      for value in map.entries.values { value.collectMaps(into: &pending) }
      map.entries = [:]
    }
  }

  subscript(key: String) -> TemplateValue {
    get { entries[key] ?? .null }
    set { entries[key] = newValue }
  }

  /// Keys in the order in which templates see them.
  var sortedKeys: [String] { entries.keys.sorted() }
}

extension TemplateValue {
  /// False for what Go's templates take as empty: null, `false`, 0, and an empty text, list or map.
  var isTrue: Bool {
    switch self {
    case .null: false
    case .bool(let value): value
    case .int(let value): value != 0
    case .double(let value): value != 0
    case .string(let text): !text.isEmpty
    case .list(let items): !items.isEmpty
    case .map(let map): !map.entries.isEmpty
    case .object: true
    }
  }

  var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// The map, nil for every other value.
  var map: TemplateMap? {
    if case .map(let map) = self { map } else { nil }
  }

  /// The text, nil for every other value.
  var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The value under a key; null when there is none.
  subscript(key: String) -> TemplateValue {
    map?[key] ?? .null
  }

  /// The value at the end of a path of keys; null when a step is missing.
  subscript(path: [String]) -> TemplateValue {
    path.reduce(self) { $0[$1] }
  }

  /// What an action writes: nothing for null, else the form of Go's `%v`.
  var text: String {
    if case .null = self { return "" }
    var text = ""
    TemplateValue.write(self, to: &text, depth: 0)
    return text
  }

  /// The map that it is, or those in the list that it is; lists nest to a bounded depth only.
  fileprivate func collectMaps(into maps: inout [TemplateMap]) {
    switch self {
    case .map(let map): maps.append(map)
    case .list(let items): for item in items { item.collectMaps(into: &maps) }
    default: break
    }
  }

  /// True when lists lie in lists deeper than that.
  func isNested(deeperThan depth: Int) -> Bool {
    guard case .list(let items) = self else { return false }
    return depth == 0 || items.contains { $0.isNested(deeperThan: depth - 1) }
  }

  private static func write(_ value: TemplateValue, to text: inout String, depth: Int) {
    guard depth < 50, text.utf8.count < TemplateLimits.text else { return }
    switch value {
    case .null: text += "<nil>"
    case .bool(let value): text += value ? "true" : "false"
    case .int(let value): text += String(value)
    case .double(let value): text += TemplateValue.text(of: value)
    case .string(let value): text += value
    case .list(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += " " }
        write(item, to: &text, depth: depth + 1)
      }
      text += "]"
    case .map(let map):
      text += "map["
      for (index, key) in map.sortedKeys.enumerated() {
        text += (index > 0 ? " " : "") + key + ":"
        write(map[key], to: &text, depth: depth + 1)
      }
      text += "]"
    case .object: break
    }
  }

  /// The shortest text of a number, without a fraction when it has none.
  static func text(of number: Double) -> String {
    if let whole = Int(exactly: number), abs(number) < 1e15 { return String(whole) }
    return number.description
  }

  /// The number it is or spells; nil for none.
  var number: Double? {
    switch self {
    case .int(let value): Double(value)
    case .double(let value): value
    case .bool(let value): value ? 1 : 0
    case .string(let text): Double(text).flatMap { $0.isFinite ? $0 : nil }
    default: nil
    }
  }

  /// The whole number it is or spells, cut towards zero; 0 for everything else, as Sprig has it.
  var whole: Int {
    switch self {
    case .int(let value): value
    case .string(let text): Int(text) ?? Int(clamping: number)
    default: Int(clamping: number)
    }
  }
}

extension Int {
  /// The nearest whole number towards zero that can be represented; 0 for nil and for what is no number.
  fileprivate init(clamping number: Double?) {
    guard let number, !number.isNaN else {
      self = 0
      return
    }
    self = number >= 9.2e18 ? .max : number <= -9.2e18 ? .min : Int(number)
  }
}
