/// A short fingerprint of a text: the same on every machine, and another for nearly every other text.
///
/// **Source.** FNV-1a, 64 bits, by Fowler, Noll and Vo: www.isthe.com/chongo/tech/comp/fnv.
package enum Fingerprint {
  /// 16 hexadecimal digits. - Complexity: O(bytes).
  package static func digits(of text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
