import TenfoldModel

/// Names and numbers as the tools want them.
enum Spelling {
  /// Letters of a name that leave room for what tools add to it.
  static let objectLength = 52
  /// Letters of a server's name, which leave room for the number of a standby and the pod's besides.
  static let serverLength = 40

  /// A name that Kubernetes, Compose, HAProxy and file systems all accept: lower case letters, digits and dashes, at
  /// most `length`, beginning with a letter (RFC 1035).
  static func name(_ text: String, length: Int = objectLength) -> String {
    var result = ""
    for byte in text.lowercased().utf8.prefix(length) {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default: if !result.isEmpty, !result.hasSuffix("-") { result += "-" }
      }
    }
    while result.hasSuffix("-") { result.removeLast() }
    guard let first = result.first else { return "unnamed" }
    return first.isNumber ? "c-" + result : result
  }

  /// A name of a Compose service, which the system's own files give: letters, digits, dots, dashes, underscores.
  static func service(_ text: String) -> String {
    let name = String(
      text.unicodeScalars.map { scalar in
        let isAllowed =
          scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        return isAllowed || scalar == "." || scalar == "_" || scalar == "-" ? Character(scalar) : "-"
      })
    return name.first.map { $0 == "." || $0 == "-" } ?? true ? "c" + name : name
  }

  /// A name for a variable of the environment: `ORDER_SERVICE_PORT`.
  static func variable(_ name: String, _ what: String) -> String {
    (Self.name(name) + "-" + what).uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
  }

  /// Cores as Kubernetes spells them: `500m`, at least a hundredth.
  static func cores(_ cores: Double) -> String { "\(Int((max(cores, 0.01) * 1000).rounded()))m" }

  /// Cores as Compose spells them: `0.5`.
  static func decimalCores(_ cores: Double) -> String {
    let thousandths = Int((max(cores, 0.01) * 1000).rounded())
    let rest = String(1000 + thousandths % 1000).dropFirst()
    return "\(thousandths / 1000).\(rest)"
  }

  /// Bytes in whole mebibytes, at least 16: `512Mi` for Kubernetes, `512M` for Compose, `512mb` for Redis.
  static func mebibytes(_ bytes: Double) -> Int { max(16, Int((bytes / 1_048_576).rounded())) }
}

extension YAMLValue {
  /// A whole number.
  static func count(_ value: Double) -> YAMLValue { .plain(String(Int(value.rounded()))) }
}

extension Quantity {
  /// Where the number comes from, for a comment.
  var origin: String {
    switch provenance {
    case .stated(let place?): "stated at \(place)"
    case .stated(nil): "stated"
    case .measured(let source, let place): "measured: \(source)" + (place.map { " at \($0)" } ?? "")
    case .assumed(let entry, let grade):
      "an assumption: catalogue '\(entry)', grade \(grade.rawValue); check it"
    case .derived(let law, _): law
    }
  }
}

extension Quantity? {
  /// Where the number comes from, or that it is unknown.
  var origin: String { self?.origin ?? "an assumption, since it is unknown; check it" }
}
