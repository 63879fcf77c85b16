import TenfoldModel
import Testing

@testable import TenfoldDiscovery

struct ProxyConfigurationTests {
  private func targets(_ text: String, named name: String, _ environment: [String: String] = [:]) -> [String]?
  {
    ProxyConfiguration.values(
      in: text, named: name, at: SourceLocation(file: name), environment: environment)?
      .map(\.text)
  }

  @Test func `nginx targets come from passes and upstreams, not from comments`() {
    let text = """
      upstream pool { server a:80 weight=2; server b:81; }
      server {
        # proxy_pass http://old:80;
        location /x { proxy_pass http://pool/; }
        location /y { proxy_pass "http://${Y_HOST}:8080"; grpc_pass grpc://g:9000; }
        location ~ \\.php$ { fastcgi_pass php:9000; }
      }
      """
    #expect(
      targets(text, named: "default.conf", ["Y_HOST": "y"])
        == ["a:80", "b:81", "http://y:8080", "grpc://g:9000", "php:9000"])
  }

  @Test func `lines of targets are those of the file`() {
    let values = ProxyConfiguration.values(
      in: "\n\nserver {\n  location / { proxy_pass http://a; }\n}", named: "x.conf",
      at: SourceLocation(file: "x.conf", line: 1), environment: [:])
    #expect(values?.first?.location.line == 4)
  }

  @Test func `HAProxy targets come from servers`() {
    let text =
      "global\n  maxconn 10\nfrontend f\n  bind *:80\nbackend b\n  # server no x:1\n  server one web:8080 check\n"
    #expect(targets(text, named: "haproxy.cfg") == ["web:8080"])
  }

  @Test func `Caddy targets come from reverse_proxy`() {
    let text =
      ":80 {\n  # reverse_proxy no:1\n  handle /api/* {\n    reverse_proxy api:8080 {$API2:api2:8080}\n  }\n}\n"
    #expect(targets(text, named: "Caddyfile") == ["api:8080", "api2:8080"])
  }

  @Test func `other texts are no proxy's configuration`() {
    #expect(targets("server.port=80\nname=x", named: "application.properties") == nil)
  }
}
