/// Names as people write them, made comparable.
enum Naming {
  /// The name in lower case without punctuation: `front-end`, `frontEnd` and `FRONT_END` have one key.
  static func key(_ name: some StringProtocol) -> String {
    var key = ""
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        key.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        key.unicodeScalars.append(Unicode.Scalar(byte + 32))
      default: break
      }
    }
    return key
  }

  /// True for what is called a gateway: `api-gateway`, `webshoppingapigw`, `orders-gw`.
  static func isGateway(_ name: some StringProtocol) -> Bool {
    words(name).contains { $0.hasSuffix("gateway") || $0.hasSuffix("apigw") || $0 == "gw" }
  }

  /// The words of a name in lower case; `orderService_DB` has three.
  static func words(_ name: some StringProtocol) -> [String] {
    var words: [String] = []
    var word = ""
    var previousIsLower = false
    for byte in name.utf8 {
      let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      let isLower = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
      let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      if !(isUpper || isLower || isDigit) || (isUpper && previousIsLower) {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if isUpper || isLower || isDigit {
        word.unicodeScalars.append(Unicode.Scalar(isUpper ? byte + 32 : byte))
      }
      previousIsLower = isLower
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// Words at the end of a name that say what it is and not which one.
  static let genericEndings: Set<String> = [
    "service", "services", "svc", "api", "app", "server", "deployment", "deploy", "microservice", "ms",
    "backend", "application", "srv",
  ]

  /// The key without generic words at its end: `orders`, `orders-service` and `orders-api` share a stem.
  static func stem(_ name: some StringProtocol) -> String {
    var words = words(name)
    while words.count > 1, let last = words.last, genericEndings.contains(last) { words.removeLast() }
    return words.joined()
  }

  /// The name without a version at its end (`reviews-v2`, `delivery-v0-1-0`); nil when there is none.
  static func withoutVersion(_ name: String) -> String? {
    var parts = name.split(separator: "-", omittingEmptySubsequences: false)
    var removed = false
    while parts.count > 1, let last = parts.last, isVersion(last, isContinued: removed) {
      parts.removeLast()
      removed = true
      if last.first == "v" { return parts.joined(separator: "-") }
    }
    return nil
  }

  private static func isVersion(_ part: Substring, isContinued: Bool) -> Bool {
    var digits = part
    if digits.first == "v" { digits = digits.dropFirst() }
    return !digits.isEmpty && digits.allSatisfy { $0.isNumber || $0 == "." }
  }
}
