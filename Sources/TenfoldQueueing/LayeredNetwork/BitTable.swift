/// Sets of small numbers, one a row, as bits: what would be a set for each row, without hashing.
struct BitTable {
  private var bits: [UInt64]
  private let words: Int

  /// Makes empty sets of numbers below `columns`.
  init(rows: Int, columns: Int) {
    words = (columns + 63) / 64
    bits = [UInt64](repeating: 0, count: rows * words)
  }

  /// Adds a number to a row. Returns true when it was not there.
  @discardableResult mutating func insert(_ column: Int, in row: Int) -> Bool {
    let (word, bit) = (row * words + column / 64, UInt64(1) << UInt64(column % 64))
    guard bits[word] & bit == 0 else { return false }
    bits[word] |= bit
    return true
  }

  /// Adds all numbers of one row to another.
  mutating func formUnion(_ row: Int, with other: Int) {
    for word in 0..<words { bits[row * words + word] |= bits[other * words + word] }
  }

  /// True when a row has a number in common with a row of another table of the same columns.
  func meets(_ row: Int, _ other: Int, of table: borrowing BitTable) -> Bool {
    (0..<words).contains { bits[row * words + $0] & table.bits[other * words + $0] != 0 }
  }
}
