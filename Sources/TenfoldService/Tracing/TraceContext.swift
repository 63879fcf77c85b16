/// Where a piece of work belongs: to which trace, and to which span of it.
///
/// **Source.** W3C Trace Context, `traceparent`, version 00.
struct TraceContext: Sendable, Hashable {
  /// The name of the header that carries it, in requests and in messages.
  static let header = "traceparent"

  /// 32 hexadecimal digits.
  let trace: String
  /// 16 hexadecimal digits.
  let span: String

  /// A new trace that nothing belongs to yet, with a span.
  init() {
    trace = Self.digits() + Self.digits()
    span = Self.digits()
  }

  /// Another span of the same trace.
  init(childOf parent: TraceContext) {
    trace = parent.trace
    span = Self.digits()
  }

  /// Reads a header; nil for one that is malformed, and for a trace that is not recorded.
  init?(header: String) {
    let parts = header.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == "00",
      let trace = Self.identifier(parts[1], count: 32), let span = Self.identifier(parts[2], count: 16),
      Self.isDigits(parts[3], count: 2), let flags = UInt8(parts[3], radix: 16), flags & 1 == 1
    else { return nil }
    (self.trace, self.span) = (trace, span)
  }

  /// As a header.
  var text: String { "00-\(trace)-\(span)-01" }

  /// Sixteen hexadecimal digits by chance, not all zero.
  private static func digits() -> String {
    let text = String(UInt64.random(in: 1...UInt64.max), radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }

  private static func identifier(_ text: Substring, count: Int) -> String? {
    isDigits(text, count: count) && text.contains { $0 != "0" } ? String(text) : nil
  }

  private static func isDigits(_ text: Substring, count: Int) -> Bool {
    text.utf8.count == count
      && text.utf8.allSatisfy {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0
      }
  }
}
