/// A host that a text names.
struct Address: Sendable, Hashable {
  /// Host name in lower case, without port or user.
  var host: String
  /// Port, when written.
  var port: Int?
  /// Scheme without its variants (`mongodb+srv` is `mongodb`); nil when there is none.
  var scheme: String?
  /// Engine that the form of the text implies; nil when it implies none.
  var engine: String?
  /// Last part of the path, for hosts of which the path says which queue is meant.
  var resource: String?
}

/// Finds the hosts in values of configuration: URLs, connection strings, lists of hosts.
///
/// Only hosts leave it, never user names, passwords or database names.
enum AddressParser {
  /// The hosts that a value names.
  ///
  /// - Parameters:
  ///   - text: A value as a container sees it.
  ///   - name: Name of the variable or the path of keys it stands under, which decides whether a bare word is
  ///     a host.
  static func addresses(in text: String, named name: String) -> [Address] {
    guard !text.isEmpty, text.utf8.count < 4096 else { return [] }
    if let found = schemeMarks(in: text) { return found }
    if let found = networkInParentheses(text) ?? oracle(text) { return [found] }
    if text.contains("="), let found = keywords(text) { return found }
    return list(text, named: name)
  }

  // MARK: Forms

  /// `scheme://user:password@host:port,host:port/path`, any number of them in the text.
  private static func schemeMarks(in text: String) -> [Address]? {
    let bytes = Array(text.utf8)
    var found: [Address] = []
    var isPresent = false
    var index = 0
    while index + 2 < bytes.count {
      guard bytes[index] == UInt8(ascii: ":"), bytes[index + 1] == slash, bytes[index + 2] == slash else {
        index += 1
        continue
      }
      isPresent = true
      var start = index
      while start > 0, isSchemeByte(bytes[start - 1]) { start -= 1 }
      let scheme = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
        .split(separator: "+").first.map(String.init)
      // gRPC names a resolver before the host: `dns:///orders:9000`.
      if scheme == "dns" || scheme == "passthrough", index + 3 < bytes.count, bytes[index + 3] == slash {
        index += 1
      }
      var end = index + 3
      while end < bytes.count, !isAuthorityEnd(bytes[end]) { end += 1 }
      var authority = bytes[(index + 3)..<end]
      // A password may hold the characters that end an authority: the host then stands after the last @.
      if !authority.contains(at), let late = lateAuthority(bytes, from: end) { authority = late }
      if let sign = authority.lastIndex(of: at) { authority = authority[(sign + 1)...] }
      for piece in authority.split(separator: UInt8(ascii: ",")) {
        if var address = host(in: String(decoding: piece, as: UTF8.self), scheme: scheme) {
          if Engines.isQueueHost(address.host) {
            let path = bytes[end...].prefix { !isSpace($0) && $0 != UInt8(ascii: "?") }
            address.resource = path.split(separator: slash).last.map { String(decoding: $0, as: UTF8.self) }
          }
          found.append(address)
        }
      }
      index = end
    }
    return isPresent ? found : nil
  }

  private static func lateAuthority(_ bytes: [UInt8], from end: Int) -> ArraySlice<UInt8>? {
    var stop = end
    while stop < bytes.count, !isSpace(bytes[stop]), bytes[stop] != UInt8(ascii: "\"") { stop += 1 }
    guard let sign = bytes[end..<stop].lastIndex(of: at) else { return nil }
    var last = sign + 1
    while last < stop, !isAuthorityEnd(bytes[last]) { last += 1 }
    // `?to=me@example.org` is a parameter and no authority.
    return bytes[end..<sign].contains(UInt8(ascii: "?")) ? nil : bytes[(sign + 1)..<last]
  }

  /// `user:password@tcp(host:3306)/name`, the form of Go's MySQL driver.
  private static func networkInParentheses(_ text: String) -> Address? {
    guard let open = text.firstRange(of: "tcp("), let close = text[open.upperBound...].firstIndex(of: ")")
    else {
      return nil
    }
    return host(in: String(text[open.upperBound..<close]), scheme: "mysql")
  }

  /// `jdbc:oracle:thin:@//host:1521/service` and `jdbc:oracle:thin:@host:1521:sid`.
  private static func oracle(_ text: String) -> Address? {
    guard text.hasPrefix("jdbc:oracle"), let sign = text.firstIndex(of: "@") else { return nil }
    let rest = text[text.index(after: sign)...].drop { $0 == "/" }
    let parts = rest.split(whereSeparator: { $0 == "/" || $0 == ":" })
    guard let first = parts.first else { return nil }
    return host(in: String(first), scheme: "oracle")
  }

  /// `Server=host,1433;Database=x`, `host=db port=5432`, `Endpoint=sb://...` without its scheme.
  private static func keywords(_ text: String) -> [Address]? {
    let separator: Character = text.contains(";") ? ";" : " "
    var host: String?
    var port: Int?
    var engine: String?
    var pairs = 0
    for pair in text.split(separator: separator) {
      guard let equals = pair.firstIndex(of: "=") else { continue }
      pairs += 1
      let key = pair[..<equals].lowercased().filter { $0 != " " && $0 != "_" }
      let value = pair[pair.index(after: equals)...].unquoted
      switch key {
      case "server", "datasource", "addr", "address", "networkaddress", "host", "hostname", "servers",
        "hosts":
        if host == nil { host = value }
      case "port": port = Int(value)
      case "initialcatalog", "trustservercertificate", "multipleactiveresultsets", "trustedconnection",
        "integratedsecurity":
        engine = "sqlserver"
      case "searchpath", "sslmode": engine = engine ?? (host == nil ? nil : "postgresql")
      case "allowpublickeyretrieval", "convertzerodatetime", "sslca": engine = "mysql"
      default: break
      }
    }
    guard pairs > 1, var host else { return nil }
    if host.lowercased().hasPrefix("tcp:") { host = String(host.dropFirst(4)) }
    var found: [Address] = []
    for (position, part) in host.split(separator: ",").enumerated() {
      // SQL Server writes its port after a comma and an instance after a backslash.
      if position > 0, let number = Int(part) {
        if !found.isEmpty { found[found.count - 1].port = number }
        continue
      }
      let name = part.split(separator: "\\").first ?? part
      if var address = Self.host(in: String(name), scheme: nil) {
        address.port = address.port ?? port
        address.engine = engine ?? address.port.flatMap { Engines.byPort[$0] }
        found.append(address)
      }
    }
    return found
  }

  /// `host:port`, bare hosts where the name asks for one, and lists of both.
  private static func list(_ text: String, named name: String) -> [Address] {
    var found: [Address] = []
    var isBareAllowed: Bool?
    for piece in text.split(whereSeparator: {
      $0 == "," || $0 == ";" || $0 == " " || $0 == "\n" || $0 == "\t"
    }) {
      guard !piece.contains("=") else { continue }
      var part = piece[...]
      if let sign = part.lastIndex(of: "@") { part = part[part.index(after: sign)...] }
      if let slashIndex = part.firstIndex(of: "/") {
        guard slashIndex != part.startIndex else { continue }
        part = part[..<slashIndex]
      }
      guard let address = host(in: String(part), scheme: nil) else { continue }
      if address.port == nil {
        if isBareAllowed == nil { isBareAllowed = AddressName.asksForHost(name) }
        guard isBareAllowed == true else { continue }
      }
      found.append(address)
    }
    return found
  }

  /// `host` or `host:port`; nil for addresses of the own machine, numbers and what is no host name.
  private static func host(in text: String, scheme: String?) -> Address? {
    var host = text.unquoted[...]
    var port: Int?
    if let colon = host.lastIndex(of: ":") {
      let digits = host[host.index(after: colon)...]
      if let number = Int(digits) {
        port = number
      } else if !digits.hasPrefix(Placeholder.mark) {
        return nil
      }
      host = host[..<colon]
    }
    guard isHostName(host), port.map({ (1...65535).contains($0) }) ?? true else { return nil }
    let name = host.hasPrefix(Placeholder.mark) ? String(host) : host.lowercased()
    guard !isOwnMachine(name) else { return nil }
    return Address(host: name, port: port, scheme: scheme, engine: scheme.flatMap { Engines.byScheme[$0] })
  }

  private static func isHostName(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, !text.isEmpty, text.utf8.count < 254 else { return false }
    var hasLetter = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): hasLetter = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
        break
      default: return false
      }
    }
    return hasLetter && first != UInt8(ascii: "-") && first != UInt8(ascii: ".")
  }

  private static let ownMachine: Set<String> = [
    "localhost", "true", "false", "none", "null", "yes", "no", "nil", "localhost.localdomain",
  ]

  private static func isOwnMachine(_ host: String) -> Bool { ownMachine.contains(host) }

  private static let slash = UInt8(ascii: "/")
  private static let at = UInt8(ascii: "@")

  private static func isSchemeByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte <= 32 }

  private static func isAuthorityEnd(_ byte: UInt8) -> Bool {
    switch byte {
    case slash, UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\""), UInt8(ascii: "'"),
      UInt8(ascii: ";"),
      UInt8(ascii: ")"), UInt8(ascii: ">"), UInt8(ascii: "<"), UInt8(ascii: "`"), UInt8(ascii: "|"),
      UInt8(ascii: "\\"), UInt8(ascii: "]"):
      true
    default: isSpace(byte)
    }
  }
}

extension StringProtocol {
  /// The text without spaces and quotes around it.
  var unquoted: String {
    func isMargin(_ character: Character) -> Bool {
      character.isWhitespace || character == "\"" || character == "'"
    }
    var rest = self[...]
    while let first = rest.first, isMargin(first) { rest = rest.dropFirst() }
    while let last = rest.last, isMargin(last) { rest = rest.dropLast() }
    return String(rest)
  }
}
