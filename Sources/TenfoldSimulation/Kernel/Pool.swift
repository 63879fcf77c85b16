/// Records of one kind in one block of memory, taken and given back by index.
///
/// Given back records are handed out again, the last one first, so memory grows with what is in flight at once.
/// Only trivial records belong in it: growing copies them as bytes.
struct Pool<Record: BitwiseCopyable>: ~Copyable {
  private(set) var records: UnsafeMutablePointer<Record>
  private var free: UnsafeMutablePointer<UInt32>
  private var freeCount = 0
  private var used = 0
  private var capacity: Int

  /// Makes an empty pool with room for `capacity` ≥ 1 records; it grows when that is not enough.
  init(capacity: Int = 256) {
    self.capacity = capacity
    records = .allocate(capacity: capacity)
    free = .allocate(capacity: capacity)
  }

  deinit {
    records.deallocate()
    free.deallocate()
  }

  /// Records taken and not given back.
  var takenCount: Int { used - freeCount }

  /// Records that were ever taken: indices below it stand for something, or for what was given back.
  var usedCount: Int { used }

  /// Takes a record, whose contents are what its last user left; `isNew` when nobody used it before.
  @inline(__always)
  mutating func take() -> (index: Int, isNew: Bool) {
    if freeCount > 0 {
      freeCount &-= 1
      return (Int(free[freeCount]), false)
    }
    if used == capacity { grow() }
    used &+= 1
    return (used &- 1, true)
  }

  /// Gives a record back.
  @inline(__always)
  mutating func giveBack(_ index: Int) {
    assert(index >= 0 && index < used && freeCount < used, "only what was taken is given back")
    free[freeCount] = UInt32(truncatingIfNeeded: index)
    freeCount &+= 1
  }

  @inline(never)
  private mutating func grow() {
    precondition(capacity < 1 << 27, "more than 2^27 records in flight")
    let larger = UnsafeMutablePointer<Record>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: records, count: used)
    records.deallocate()
    records = larger
    let largerFree = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity * 2)
    largerFree.moveInitialize(from: free, count: freeCount)
    free.deallocate()
    free = largerFree
    capacity *= 2
  }
}
