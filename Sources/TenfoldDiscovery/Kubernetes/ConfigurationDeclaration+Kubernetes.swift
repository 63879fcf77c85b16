import TenfoldModel
import TenfoldPlatform

extension ConfigurationDeclaration {
  /// Reads a ConfigMap or a Secret; of a SealedSecret or an ExternalSecret the name alone, since the values
  /// are not in the files. Nil for every other object.
  init?(_ object: KubernetesObject) {
    switch (object.group, object.kind) {
    case ("", "ConfigMap"):
      self.init(
        name: object.name, namespace: object.namespace, values: [:], location: object.location)
      add(object.node["data"]) { $0 }
    case ("", "Secret"):
      self.init(
        name: object.name, namespace: object.namespace, isSecret: true, values: [:],
        location: object.location)
      // Helm keeps its releases in Secrets: compressed, and no configuration of anything.
      guard object.node["type"]?.string?.hasPrefix("helm.sh/release") != true else { return }
      add(object.node["data"]) { Base64.text($0) }
      add(object.node["stringData"]) { $0 }
    case ("bitnami.com", "SealedSecret"):
      self.init(
        name: object.spec("template", "metadata", "name")?.string ?? object.name,
        namespace: object.namespace, isSecret: true, values: [:], location: object.location)
    case (let group, "ExternalSecret") where group.hasSuffix("external-secrets.io"):
      self.init(
        name: object.spec("target", "name")?.string ?? object.name, namespace: object.namespace,
        isSecret: true, values: [:], location: object.location)
    default:
      return nil
    }
  }

  private mutating func add(_ data: YAMLNode?, decode: (String) -> String?) {
    for entry in data?.entries ?? [] {
      lines[entry.key] = entry.line
      if let value = decode(entry.value.string ?? "") { values[entry.key] = value }
    }
  }
}

/// Reads base 64, the form of the values in a Secret.
enum Base64 {
  /// The text that `encoded` stands for; nil when it is not base 64 or no UTF-8. - Complexity: O(bytes).
  static func text(_ encoded: String) -> String? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    var padding = 0
    for character in encoded.utf8 {
      let value: UInt8
      switch character {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = character - UInt8(ascii: "A")
      case UInt8(ascii: "a")...UInt8(ascii: "z"): value = character - UInt8(ascii: "a") + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = character - UInt8(ascii: "0") + 52
      case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
      case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
      case UInt8(ascii: "="):
        padding += 1
        continue
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: " "): continue
      default: return nil
      }
      guard padding == 0 else { return nil }
      bits = (bits << 6 | UInt32(value)) & 0xFF_FFFF
      count += 1
      if count % 4 == 0 {
        bytes.append(UInt8(bits >> 16 & 0xFF))
        bytes.append(UInt8(bits >> 8 & 0xFF))
        bytes.append(UInt8(bits & 0xFF))
      }
    }
    switch count % 4 {
    case 1: return nil
    case 2: bytes.append(UInt8(bits >> 4 & 0xFF))
    case 3:
      bytes.append(UInt8(bits >> 10 & 0xFF))
      bytes.append(UInt8(bits >> 2 & 0xFF))
    default: break
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
