/// The bytes of a request, with a place for its key.
struct RequestText {
  private let start: [UInt8]
  private let end: [UInt8]
  private let hasKey: Bool

  init(method: String, path: String) {
    let parts = path.split(separator: "{key}", maxSplits: 1, omittingEmptySubsequences: false)
    hasKey = parts.count == 2
    start = Array("\(method) \(parts[0])".utf8)
    let body = method == "GET" ? "" : "Content-Length: 0\r\n"
    end = Array("\(hasKey ? parts[1] : "") HTTP/1.1\r\nHost: 127.0.0.1\r\n\(body)\r\n".utf8)
  }

  /// Puts the request for a key in place of what `buffer` holds.
  func write(key: Int, into buffer: inout [UInt8]) {
    buffer.removeAll(keepingCapacity: true)
    buffer += start
    if hasKey { buffer += String(key).utf8 }
    buffer += end
  }
}
