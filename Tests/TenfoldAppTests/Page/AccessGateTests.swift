import TenfoldApp
import TenfoldOutput
import TenfoldPlatform
import TenfoldTestSupport
import Testing

struct AccessGateTests {
  private static let token = "0123456789abcdef-token"

  private func ask(
    _ page: ServedPage, _ method: String, _ path: String, _ headers: [String: String] = [:]
  ) -> WebServer.Response {
    page.response(to: .init(method: method, path: path, headers: headers))
  }

  private func page() throws -> ServedPage {
    let page = ServedPage(gate: try AccessGate(token: Self.token))
    page.replace(page: "<!doctype html>one", result: "{}")
    return page
  }

  @Test func `nobody is answered without the token, and whoever has it is, under whatever name`() throws {
    let page = try page()
    for path in ["/", "/result.json", "/version", "/what-if", "/simulation", "/session", "/nothing"] {
      let refused = ask(page, "GET", path)
      #expect(refused.status == 401, "\(path)")
      #expect(!String(decoding: refused.body, as: UTF8.self).contains("doctype html>one"), "\(path)")
    }
    for header in [
      "", "Bearer", "Bearer ", "Bearer \(Self.token)x", "Bearer \(Self.token.dropLast())", Self.token,
    ] {
      #expect(ask(page, "GET", "/", ["authorization": header]).status == 401, "\(header)")
    }
    let answer = ask(
      page, "GET", "/", ["authorization": "Bearer \(Self.token)", "host": "shop.example:8010"])
    #expect(answer.status == 200)
  }

  @Test func `a browser gets a cookie for the token, which is another secret that scripts cannot read`()
    throws
  {
    let page = try page()
    #expect(ask(page, "POST", "/session", ["authorization": "Bearer wrong-wrong-wrong"]).status == 401)
    #expect(ask(page, "GET", "/session", ["authorization": "Bearer \(Self.token)"]).status == 401)
    let answer = ask(page, "POST", "/session", ["authorization": "Bearer \(Self.token)"])
    let cookie = try #require(answer.headers.first { $0.name == "Set-Cookie" }?.value)
    #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && !cookie.contains(Self.token))
    let value = String(try #require(cookie.split(separator: ";").first))
    #expect(ask(page, "GET", "/", ["cookie": "other=1; \(value)"]).status == 200)
    #expect(ask(page, "GET", "/", ["cookie": "\(value)x"]).status == 401)
    #expect(ask(page, "GET", "/", ["cookie": "tenfold=\(Self.token)"]).status == 401)
    // A server that was started again knows no cookie of the one before.
    #expect(ask(try self.page(), "GET", "/", ["cookie": value]).status == 401)
  }

  @Test func `a short token is refused, and another host without any`() throws {
    for token in ["", "short", "with space in it all"] {
      #expect(throws: UsageError.self) { try AccessGate(token: token) }
    }
    let shop = TextFile.root + "/Examples/check-question"
    let run = Run(["serve", "--host", "0.0.0.0", shop])
    #expect(run.status == .usage && run.errors.contains("TENFOLD_TOKEN"), "\(run.errors)")
    #expect(Run(["serve", "--host", "example", shop]).status == .usage)
    let short = Run(["serve", "--host", "0.0.0.0", shop], variables: ["TENFOLD_TOKEN": "tooshort"])
    #expect(short.status == .usage && !short.errors.contains("tooshort"), "\(short.errors)")
  }

  @Test func `texts are equal when every byte is, whatever their lengths`() {
    let secret = Array("secret-secret".utf8)
    #expect(ConstantTime.areEqual(secret, secret: secret))
    for other in ["", "s", "secret-secreT", "secret-secret-secret-secret", "Secret-secret"] {
      #expect(!ConstantTime.areEqual(Array(other.utf8), secret: secret), "\(other)")
    }
    #expect(!ConstantTime.areEqual([], secret: []))
  }
}
