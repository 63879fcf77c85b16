internal import TenfoldModel
internal import TenfoldPlatform

/// Turns the bytes of a YAML or JSON file into documents, or says why not.
struct DocumentText {
  /// The documents; empty when `failure` or `isTemplate` tells why.
  var documents: [YAMLNode] = []
  /// True when Go template actions stand where YAML values should.
  var isTemplate = false
  /// Why it could not be parsed, with a way out.
  var failure: String?
  /// The text in UTF-8 without a byte order mark.
  var bytes: [UInt8]

  init(_ raw: [UInt8], name: String) {
    bytes = Self.normalized(raw)
    if let place = Self.invalidUTF8(in: bytes) {
      failure = "\(place.line):\(place.column): not UTF-8; save the file as UTF-8"
      return
    }
    let isJSON = name.lowercased().hasSuffix(".json")
    do {
      documents = try YAMLParser.documents(of: isJSON ? Self.withoutSurrogates(bytes) : bytes)
      isTemplate = Self.hasActions(bytes) && documents.contains { Self.holdsAction($0) }
    } catch {
      if Self.hasActions(bytes) {
        isTemplate = true
      } else {
        failure = "\(error.description); correct it, or leave the file out"
      }
    }
  }

  /// UTF-16 (as PowerShell redirects output) becomes UTF-8; a byte order mark is taken off.
  private static func normalized(_ raw: [UInt8]) -> [UInt8] {
    if raw.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(raw.dropFirst(3)) }
    let isLittle = raw.starts(with: [0xFF, 0xFE])
    guard isLittle || raw.starts(with: [0xFE, 0xFF]) else { return raw }
    let units = stride(from: 2, to: raw.count - 1, by: 2).map { index -> UInt16 in
      let first = UInt16(raw[index])
      let second = UInt16(raw[index + 1])
      return isLittle ? second << 8 | first : first << 8 | second
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private static func invalidUTF8(in bytes: [UInt8]) -> (line: Int, column: Int)? {
    var decoder = Unicode.UTF8.ForwardParser()
    var rest = bytes.makeIterator()
    var read = 0
    while true {
      switch decoder.parseScalar(from: &rest) {
      case .valid(let encoded): read += encoded.count
      case .emptyInput: return nil
      case .error:
        let before = bytes[..<read]
        let start = before.lastIndex(of: 10).map { $0 + 1 } ?? 0
        return (before.count { $0 == 10 } + 1, read - start + 1)
      }
    }
  }

  /// Writes characters that JSON spells as a pair of escapes as themselves, since YAML knows no such pairs.
  private static func withoutSurrogates(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    func unit(at start: Int) -> UInt32? {
      guard start + 6 <= bytes.count, bytes[start] == 0x5C, bytes[start + 1] | 0x20 == 0x75 else {
        return nil
      }
      return UInt32(String(decoding: bytes[(start + 2)..<(start + 6)], as: UTF8.self), radix: 16)
    }
    while let slash = bytes[index...].firstIndex(of: 0x5C) {
      result += bytes[index..<slash]
      index = slash
      if let high = unit(at: slash), (0xD800..<0xE000).contains(high) {
        if high < 0xDC00, let low = unit(at: slash + 6), (0xDC00..<0xE000).contains(low),
          let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        {
          result += Array(String(Character(scalar)).utf8)
          index += 12
        } else {
          result += Array("\u{FFFD}".utf8)
          index += 6
        }
      } else {
        result += bytes[slash..<min(slash + 2, bytes.count)]
        index = min(slash + 2, bytes.count)
      }
    }
    return result.isEmpty ? bytes : result + bytes[index...]
  }

  /// Whether `{{` occurs at all.
  private static func hasActions(_ bytes: [UInt8]) -> Bool {
    var previous: UInt8 = 0
    for byte in bytes {
      if byte == 0x7B && previous == 0x7B { return true }
      previous = byte
    }
    return false
  }

  /// `{{ x }}` without quotes reads in YAML as a mapping whose only key is a mapping: no text, no value.
  private static func holdsAction(_ node: YAMLNode) -> Bool {
    switch node.content {
    case .scalar: false
    case .sequence(let items): items.contains { holdsAction($0) }
    case .mapping(let entries):
      entries.contains { ($0.key.isEmpty && $0.value.isNull) || holdsAction($0.value) }
    }
  }
}
