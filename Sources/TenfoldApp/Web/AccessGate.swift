internal import TenfoldOutput
internal import TenfoldPlatform

/// Who is answered: those who call the server by a name of this machine, or, where other machines reach it, those who know
/// its token.
///
/// The token comes once, in a header; a cookie that only the server reads stands for it after that, so that it is in no address,
/// no log and no page.
package struct AccessGate: Sendable {
  /// Characters that a token must have at least: 64 bits where it is hexadecimal.
  static let leastCharacters = 16
  private static let cookieName = "tenfold"

  private let token: [UInt8]
  private let session: [UInt8]

  /// Answers this machine alone.
  package static let loopback = AccessGate()

  private init() { (token, session) = ([], []) }

  /// Answers everyone who knows a token.
  ///
  /// - Throws: ``UsageError`` when it is too short to keep anybody out.
  package init(token: String) throws(UsageError) {
    guard token.utf8.count >= Self.leastCharacters, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else {
      throw UsageError(
        "the token must be \(Self.leastCharacters) or more letters, digits and signs without spaces; "
          + "openssl rand -hex 16 makes one")
    }
    self.token = Array(token.utf8)
    var random = SystemRandomNumberGenerator()
    let words = (0..<4).map { _ in String(random.next(), radix: 36) }
    session = Array(words.joined().utf8)
  }

  /// Why a request is refused, or what lets its browser in; nil for one that may be answered.
  func answer(_ request: WebServer.Request) -> WebServer.Response? {
    guard !token.isEmpty else {
      return Self.isOwnName(request.host)
        ? nil : .text(403, "This server answers to 127.0.0.1 and localhost alone.\n")
    }
    if request.path == "/session" {
      guard request.method == "POST", knowsToken(request) else { return Self.refusal(request) }
      let cookie =
        "\(Self.cookieName)=\(String(decoding: session, as: UTF8.self)); Path=/; HttpOnly; SameSite=Strict"
      return .text(200, "", [.init("Set-Cookie", cookie)])
    }
    return hasSession(request) || knowsToken(request) ? nil : Self.refusal(request)
  }

  private func knowsToken(_ request: WebServer.Request) -> Bool {
    let bearer = "Bearer "
    guard let header = request.headers["authorization"], header.hasPrefix(bearer) else { return false }
    return ConstantTime.areEqual(Array(header.dropFirst(bearer.count).utf8), secret: token)
  }

  private func hasSession(_ request: WebServer.Request) -> Bool {
    let name = Self.cookieName + "="
    return (request.headers["cookie"] ?? "").split(separator: ";").contains { pair in
      let pair = pair.drop { $0 == " " }
      return pair.hasPrefix(name)
        && ConstantTime.areEqual(Array(pair.dropFirst(name.count).utf8), secret: session)
    }
  }

  private static func refusal(_ request: WebServer.Request) -> WebServer.Response {
    guard request.path == "/", request.method == "GET" else {
      return .text(
        401, "This server asks for its token: Authorization: Bearer TOKEN.\n",
        [.init("WWW-Authenticate", "Bearer")])
    }
    return WebServer.Response.document(
      401, "text/html; charset=utf-8", WebBody(Array(TokenPage.text.utf8)),
      [.init("WWW-Authenticate", "Bearer")])
  }

  private static func isOwnName(_ host: String?) -> Bool {
    guard let host else { return false }
    let name = host.prefix { $0 != ":" }
    let port = host.dropFirst(name.count).dropFirst()
    return ["127.0.0.1", "localhost"].contains(name.lowercased()) && port.allSatisfy(\.isNumber)
  }
}
