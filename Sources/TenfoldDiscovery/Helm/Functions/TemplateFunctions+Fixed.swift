extension TemplateFunctions {
  /// Functions of time, chance and secrets: a fixed text each, so that a reading never changes.
  static func fixed(_ a: TemplateArguments) throws(TemplateFailure) -> TemplateValue? {
    switch a.function {
    case "now", "date", "dateInZone", "date_in_zone", "htmlDate", "htmlDateInZone", "ago", "dateModify",
      "date_modify", "toDate", "duration", "durationRound":
      return .string("2000-01-01")
    case "unixEpoch": return .string("946684800")
    case "uuidv4": return .string("00000000-0000-4000-8000-000000000000")
    case "randAlphaNum", "randAlpha", "randAscii":
      return .string(String(repeating: "x", count: try a.size(0, limit: 4096)))
    case "randNumeric": return .string(String(repeating: "0", count: try a.size(0, limit: 4096)))
    case "randBytes":
      return .string(Base64Text.encoded([UInt8](repeating: 0, count: try a.size(0, limit: 4096))))
    case "randInt": return .int(try a.whole(0))
    case "shuffle": return .string(try a.text(0))
    case "derivePassword", "htpasswd", "bcrypt", "encryptAES", "decryptAES", "genPrivateKey",
      "buildCustomCert":
      return .string("generated")
    case "genCA", "genCAWithKey", "genSelfSignedCert", "genSelfSignedCertWithKey", "genSignedCert",
      "genSignedCertWithKey":
      return .map(TemplateMap(["Cert": .string("generated"), "Key": .string("generated")]))
    case "getHostByName": return .string("")
    case "semverCompare": return .bool(SemanticVersion.satisfies(try a.text(1), try a.text(0)))
    case "semver": return .map(SemanticVersion(try a.text(0)).map)
    case "urlParse": return .map(urlParts(try a.text(0)))
    case "urlJoin":
      let map = try a.map(0)
      return .string("\(map["scheme"].text)://\(map["host"].text)\(map["path"].text)")
    default: return nil
    }
  }

  private static func urlParts(_ text: String) -> TemplateMap {
    let map = TemplateMap()
    var rest = Substring(text)
    if let range = rest.firstRange(of: "://") {
      map["scheme"] = .string(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    if let fragment = rest.firstIndex(of: "#") {
      map["fragment"] = .string(String(rest[fragment...].dropFirst()))
      rest = rest[..<fragment]
    }
    if let query = rest.firstIndex(of: "?") {
      map["query"] = .string(String(rest[query...].dropFirst()))
      rest = rest[..<query]
    }
    let path = rest.firstIndex(of: "/") ?? rest.endIndex
    map["path"] = .string(String(rest[path...]))
    var host = rest[..<path]
    if let user = host.lastIndex(of: "@") {
      map["userinfo"] = .string(String(host[..<user]))
      host = host[user...].dropFirst()
    }
    map["host"] = .string(String(host))
    map["hostname"] = .string(String(host.prefix { $0 != ":" }))
    return map
  }
}
