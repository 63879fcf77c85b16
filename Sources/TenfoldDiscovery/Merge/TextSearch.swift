/// Searches for texts within texts by bytes.
///
/// These stand in the whole module for the standard library's searches of the same names, which go by characters
/// and take twenty times as long. A match by bytes is one by characters unless it begins or ends within a
/// character made of several scalars, which names, paths and settings do not have at such places.
extension StringProtocol {
  /// True when `needle` occurs; an empty one always does. - Complexity: O(length of both, multiplied) at worst,
  /// O(length) for texts that do not repeat themselves.
  func contains(_ needle: some StringProtocol) -> Bool { offset(of: needle) != nil }

  /// Where `needle` first occurs. - Complexity: As ``contains(_:)``.
  func firstRange(of needle: some StringProtocol) -> Range<Index>? {
    guard let offset = offset(of: needle) else { return nil }
    let lower = utf8.index(utf8.startIndex, offsetBy: offset)
    return lower..<utf8.index(lower, offsetBy: needle.utf8.count)
  }

  /// Bytes before the first occurrence.
  private func offset(of needle: some StringProtocol) -> Int? {
    let found: Int??? = utf8.withContiguousStorageIfAvailable { text in
      needle.utf8.withContiguousStorageIfAvailable { TextSearch.offset(of: $0, in: text) }
    }
    guard let found, let found else {
      // Text that does not lie in one piece, as that of another language's library.
      return Array(utf8).withUnsafeBufferPointer { text in
        Array(needle.utf8).withUnsafeBufferPointer { TextSearch.offset(of: $0, in: text) }
      }
    }
    return found
  }
}

/// The search itself.
enum TextSearch {
  /// The first place of `needle` in `text`.
  static func offset(of needle: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let first = needle.first else { return 0 }
    guard needle.count <= text.count else { return nil }
    for start in 0...(text.count - needle.count) where text[start] == first {
      var length = 1
      while length < needle.count, text[start + length] == needle[length] { length += 1 }
      if length == needle.count { return start }
    }
    return nil
  }

  /// True when a word stands in a name at its first place between marks or the name's ends: `redis` in
  /// `my-redis-6`, not in `predisposed`.
  ///
  /// - Parameter name: A name in lower-case ASCII.
  static func hasWord(_ word: String, in name: String) -> Bool {
    guard let found = name.firstRange(of: word) else { return false }
    let bytes = name.utf8
    let isBegun =
      found.lowerBound > bytes.startIndex && isLetter(bytes[bytes.index(before: found.lowerBound)])
    return !isBegun && (found.upperBound == bytes.endIndex || !isLetter(bytes[found.upperBound]))
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a") <= byte && byte <= UInt8(ascii: "z")
  }
}
