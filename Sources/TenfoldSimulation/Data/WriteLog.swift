/// Writes to a store that not every holder of its data has yet, in the order in which they began.
///
/// A holder is a copy, a replica of a quorum or a projection; each is a bit of a write's ``Write/holders``. A write that all
/// holders have is forgotten once all before it are, so memory grows with how far the slowest holder lies behind. Beyond
/// ``mostWrites`` the oldest are taken as held by all.
///
/// Invariants: versions first..<next stand in the ring; writes of one bucket are linked from newer to older.
struct WriteLog: ~Copyable {
  /// One write.
  struct Write: BitwiseCopyable {
    var key: Int64
    /// When it counted as done; infinite while it does not.
    var committed: Double
    /// A bit for each holder that has it.
    var holders: UInt64
    /// The version before it in its bucket.
    fileprivate var older: Int64
  }

  /// Most writes that are followed at a time.
  static let mostWrites = 1 << 20
  /// Most holders that can be followed.
  static let mostHolders = 63

  private var ring: UnsafeMutablePointer<Write>
  private var buckets: UnsafeMutablePointer<Int64>
  private var mask = 63
  private let everybody: UInt64
  /// The oldest version that is followed, and the one that the next write gets.
  private(set) var first: Int64 = 1
  private(set) var next: Int64 = 1

  /// Makes an empty log of a store with 0 to ``mostHolders`` holders.
  init(holders: Int) {
    everybody = 1 << UInt64(holders) - 1
    ring = .allocate(capacity: mask + 1)
    buckets = .allocate(capacity: mask + 1)
    buckets.initialize(repeating: 0, count: mask + 1)
  }

  deinit {
    ring.deallocate()
    buckets.deallocate()
  }

  /// Writes that are followed.
  var count: Int { Int(next - first) }

  /// Adds a write that is done at `committed` (infinite: not yet) and returns its version.
  mutating func add(_ key: Int64, committed: Double) -> Int64 {
    if count > mask { grow() }
    let version = next
    let bucket = bucket(of: key)
    ring[Int(version) & mask] = Write(key: key, committed: committed, holders: 0, older: buckets[bucket])
    buckets[bucket] = version
    next &+= 1
    if everybody == 0 { forget() }
    return version
  }

  /// Notes that a write is done.
  mutating func commit(_ version: Int64, at time: Double) {
    if version >= first, version < next { ring[Int(version) & mask].committed = time }
  }

  /// Notes that a holder has a write; returns when it was done, nil where it was forgotten or the holder had it.
  mutating func mark(_ version: Int64, _ holder: Int) -> Double? {
    guard version >= first, version < next else { return nil }
    let bit: UInt64 = 1 << UInt64(holder)
    guard ring[Int(version) & mask].holders & bit == 0 else { return nil }
    ring[Int(version) & mask].holders |= bit
    let committed = ring[Int(version) & mask].committed
    if version == first { forget() }
    return committed
  }

  /// True when a holder has a write.
  func has(_ version: Int64, _ holder: Int) -> Bool {
    version < first || ring[Int(version) & mask].holders & (1 << UInt64(holder)) != 0
  }

  /// When the oldest write of a key was done that a holder has not; infinite when it has all that are done.
  func oldestMissed(_ key: Int64, by holder: Int) -> Double {
    var oldest = Double.infinity
    var version = buckets[bucket(of: key)]
    while version >= first {
      let write = ring[Int(version) & mask]
      if write.key == key, write.committed < .infinity, write.holders & (1 << UInt64(holder)) == 0 {
        oldest = min(oldest, write.committed)
      }
      version = write.older
    }
    return oldest
  }

  /// The newest version of a key that is done, and when it was; version 0 when none is followed.
  func newestCommitted(_ key: Int64) -> (version: Int64, time: Double) {
    var version = buckets[bucket(of: key)]
    while version >= first {
      let write = ring[Int(version) & mask]
      if write.key == key, write.committed < .infinity { return (version, write.committed) }
      version = write.older
    }
    return (0, .infinity)
  }

  /// The newest version of a key that a holder has; where it has none that is followed, the newest that all have.
  func newestHeld(_ key: Int64, by holder: Int) -> Int64 {
    var version = buckets[bucket(of: key)]
    while version >= first {
      let write = ring[Int(version) & mask]
      if write.key == key, write.holders & (1 << UInt64(holder)) != 0 { return version }
      version = write.older
    }
    return first &- 1
  }

  /// When the oldest write of a key after a version was done; infinite when there is none.
  func oldestCommitted(_ key: Int64, after seen: Int64) -> Double {
    var oldest = Double.infinity
    var version = buckets[bucket(of: key)]
    while version >= first, version > seen {
      let write = ring[Int(version) & mask]
      if write.key == key { oldest = min(oldest, write.committed) }
      version = write.older
    }
    return oldest
  }

  private mutating func forget() {
    while first < next, ring[Int(first) & mask].holders == everybody { first &+= 1 }
  }

  private func bucket(of key: Int64) -> Int { Int(truncatingIfNeeded: KeyHash.mixed(key)) & mask }

  @inline(never)
  private mutating func grow() {
    if count >= Self.mostWrites {
      first &+= 1
      forget()
      return
    }
    let (old, oldMask) = (ring, mask)
    mask = mask * 2 + 1
    ring = .allocate(capacity: mask + 1)
    buckets.deallocate()
    buckets = .allocate(capacity: mask + 1)
    buckets.initialize(repeating: 0, count: mask + 1)
    for version in first..<next {
      var write = old[Int(version) & oldMask]
      let bucket = bucket(of: write.key)
      write.older = buckets[bucket]
      ring[Int(version) & mask] = write
      buckets[bucket] = version
    }
    old.deallocate()
  }
}
