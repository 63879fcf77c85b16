import Testing

@testable import TenfoldPlatform

struct HTTPResponseReaderTests {
  private static let whole = "HTTP/1.1 200 OK\r\ncontent-LENGTH: 5\r\nDate: x\r\n\r\nhello"

  @Test func `a response is whole at its last byte, in whatever pieces it comes`() {
    for size in 1...Self.whole.utf8.count {
      var reader = HTTPResponseReader()
      var outcomes: [HTTPResponseReader.Outcome] = []
      var rest = Array(Self.whole.utf8)[...]
      while !rest.isEmpty {
        outcomes.append(Self.take(Array(rest.prefix(size)), &reader))
        rest = rest.dropFirst(size)
      }
      #expect(outcomes.last == .complete(status: 200, isKept: true), "pieces of \(size)")
      #expect(outcomes.dropLast().allSatisfy { $0 == .incomplete }, "pieces of \(size)")
    }
  }

  @Test func `one reader reads one response after the other`() {
    var reader = HTTPResponseReader()
    #expect(Self.take(Array(Self.whole.utf8), &reader) == .complete(status: 200, isKept: true))
    let error = "HTTP/1.1 500 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    #expect(Self.take(Array(error.utf8), &reader) == .complete(status: 500, isKept: false))
  }

  @Test(arguments: [("", false), ("Connection: Keep-Alive\r\n", true), ("Connection: close\r\n", false)])
  func `the older version closes unless it says otherwise`(_ field: String, _ isKept: Bool) {
    var reader = HTTPResponseReader()
    let text = "HTTP/1.0 200 OK\r\n\(field)Content-Length: 2\r\n\r\nok"
    #expect(Self.take(Array(text.utf8), &reader) == .complete(status: 200, isKept: isKept))
  }

  @Test(arguments: [
    "HTTP/1.2 200 OK\r\nContent-Length: 0\r\n\r\n", "HTTP/1.0200 OK\r\nContent-Length: 0\r\n\r\n",
    "hello\r\n\r\n", "HTTP/1.1 abc OK\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\ntoo long",
    "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
  ])
  func `what is no response, or one whose end is unknown, is malformed`(_ text: String) {
    var reader = HTTPResponseReader()
    #expect(Self.take(Array(text.utf8), &reader) == .malformed)
  }

  @Test func `a header without end is given up`() {
    var reader = HTTPResponseReader()
    var outcomes: [HTTPResponseReader.Outcome] = []
    for _ in 0..<20 { outcomes.append(Self.take([UInt8](repeating: 65, count: 4096), &reader)) }
    #expect(outcomes.first == .incomplete && outcomes.last == .malformed)
  }

  private static func take(_ bytes: [UInt8], _ reader: inout HTTPResponseReader) -> HTTPResponseReader.Outcome
  {
    bytes.withUnsafeBytes { reader.take($0) }
  }
}
