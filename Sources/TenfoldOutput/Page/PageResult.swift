/// The result that a page carries in it, so that the page can be read again where a saved result can.
package enum PageResult {
  /// How a page begins, in small letters.
  private static let beginning = "<!doctype html"
  private static let opening = "<script type=\"application/json\" id=\"result\">"
  private static let closing = "</script>"

  /// True for the first bytes of a page, whoever wrote it.
  package static func isPage(_ beginning: String) -> Bool {
    beginning.prefix(Self.beginning.count).lowercased() == Self.beginning
  }

  /// The JSON of the result in a page; nil when there is none in it.
  ///
  /// - Complexity: O(size of the page).
  package static func json(in page: [UInt8]) -> [UInt8]? {
    guard let start = end(of: Array(opening.utf8), in: page[...]),
      let after = end(of: Array(closing.utf8), in: page[start...])
    else { return nil }
    return Array(page[start..<(after - closing.utf8.count)])
  }

  /// Adds the result to a page.
  static func add(_ analysis: JSONValue, to page: inout HTMLText) { page.embed(analysis, id: "result") }

  /// Where a text ends that stands somewhere in the bytes.
  private static func end(of text: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = text.first else { return nil }
    var from = bytes.startIndex
    while let found = bytes[from...].firstIndex(of: first), found + text.count <= bytes.endIndex {
      if bytes[found..<(found + text.count)].elementsEqual(text) { return found + text.count }
      from = found + 1
    }
    return nil
  }
}
