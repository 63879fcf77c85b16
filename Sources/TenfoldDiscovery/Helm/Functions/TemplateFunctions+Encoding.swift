import TenfoldPlatform

extension TemplateFunctions {
  /// Functions between values and their written forms.
  static func encoding(_ a: TemplateArguments) throws(TemplateFailure) -> TemplateValue? {
    switch a.function {
    case "toYaml", "toYamlPretty": return .string(try TemplateWriter.yaml(try a.value(0)))
    case "toJson", "toRawJson": return .string(try TemplateWriter.json(try a.value(0)))
    case "toPrettyJson": return .string(try TemplateWriter.json(try a.value(0), isPretty: true))
    case "toToml": return .string(try TemplateWriter.toml(try a.map(0)))
    case "fromYaml", "fromJson":
      let value = try parsed(try a.text(0))
      return value.map == nil ? .map(TemplateMap()) : value
    case "fromYamlArray", "fromJsonArray":
      let value = try parsed(try a.text(0))
      if case .list = value { return value }
      return .list([])
    case "b64enc": return .string(Base64Text.encoded(Array(try a.text(0).utf8)))
    case "b64dec":
      return .string(Base64Text.decoded(try a.text(0)).map { String(decoding: $0, as: UTF8.self) } ?? "")
    case "b32enc", "b32dec": return .string(try a.text(0))
    case "sha256sum": return .string(StableText.hexadecimal(of: try a.text(0), digits: 64))
    case "sha512sum": return .string(StableText.hexadecimal(of: try a.text(0), digits: 128))
    case "sha1sum": return .string(StableText.hexadecimal(of: try a.text(0), digits: 40))
    case "adler32sum": return .string(StableText.hexadecimal(of: try a.text(0), digits: 8))
    default: return nil
    }
  }

  private static func parsed(_ text: String) throws(TemplateFailure) -> TemplateValue {
    do throws(YAMLError) {
      return try YAMLParser.documents(of: text).first.map(TemplateValue.init) ?? .null
    } catch {
      throw TemplateFailure("a text that was to be read as YAML or JSON is neither: \(error.description)")
    }
  }
}

extension TemplateValue {
  /// The value that a YAML node spells.
  init(_ node: YAMLNode) {
    switch node.content {
    case .scalar(let text, let isPlain):
      self = isPlain && node.tag == nil ? YAMLScalar.value(of: text) : .string(text)
    case .sequence(let items): self = .list(items.map(TemplateValue.init))
    case .mapping(let entries):
      let map = TemplateMap()
      for entry in entries { map[entry.key] = TemplateValue(entry.value) }
      self = .map(map)
    }
  }
}

/// Base64 with the standard alphabet.
enum Base64Text {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encoded(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      bits <<= UInt32(8 * (3 - group.count))
      for place in 0..<4 {
        let isFill = place > group.count
        text.append(isFill ? UInt8(ascii: "=") : alphabet[Int(bits >> UInt32(18 - 6 * place)) & 63])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes behind a text, nil when it is no Base64.
  static func decoded(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in text.utf8 where byte != UInt8(ascii: "=") && byte > 32 {
      guard let value = alphabet.firstIndex(of: byte) else { return nil }
      bits = (bits << 6 | UInt32(value)) & 0xFF_FFFF
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return bytes
  }
}

/// Text that stands for a checksum: the same for the same input, and no more than that.
enum StableText {
  static func hexadecimal(of text: String, digits: Int) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    var result = ""
    while result.utf8.count < digits {
      let part = String(hash, radix: 16)
      result += String(repeating: "0", count: 16 - part.utf8.count) + part
      hash = (hash ^ (hash >> 29)) &* 0xBF58_476D_1CE4_E5B9
    }
    return String(result.prefix(digits))
  }
}
