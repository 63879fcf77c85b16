internal import TenfoldModel

/// The entries of a cache by key, in the order in which they were last asked for.
///
/// Holds at most ``capacity`` entries; when full it drops what was not asked for longest. An entry that was filled more than
/// the time to live ago is no longer there. All memory is taken at the beginning.
///
/// Invariants: entries are linked from ``newest`` to ``oldest``; each stands in the bucket of its key's hash.
struct KeyedCache: ~Copyable {
  /// What asking for a key finds.
  enum Answer: Equatable {
    case miss
    /// The entry, and since when the store has something newer; infinite when it does not.
    case hit(outdatedSince: Double)
  }

  /// One entry.
  struct Entry: BitwiseCopyable {
    var key: Int64 = 0
    var expires = Double.infinity
    var outdatedSince = Double.infinity
    var newer: Int32 = -1
    var older: Int32 = -1
    /// The next entry of its bucket, or of the free ones.
    var next: Int32 = -1
  }

  private let entries: FlatArray<Entry>
  private let buckets: FlatArray<Int32>
  private let mask: Int
  private let timeToLive: Double
  private var newest: Int32 = -1
  private var oldest: Int32 = -1
  private var free: Int32 = -1
  private var used: Int32 = 0
  /// Entries held, those among them that have expired and were not asked for since included.
  private(set) var count = 0

  /// Makes an empty cache.
  ///
  /// - Parameters:
  ///   - capacity: Entries that fit; ≥ 0.
  ///   - timeToLive: Time from filling to expiry, in seconds; infinite for never.
  init(capacity: Int, timeToLive: Double = .infinity) {
    entries = FlatArray(repeating: Entry(), count: capacity)
    var size = 16
    while size < capacity { size *= 2 }
    buckets = FlatArray(repeating: -1, count: size)
    mask = size - 1
    self.timeToLive = timeToLive
  }

  /// Entries that fit.
  var capacity: Int { entries.count }

  /// Asks for a key at a time.
  mutating func find(_ key: Int64, now: Double) -> Answer {
    let entry = position(of: key)
    guard entry >= 0 else { return .miss }
    guard entries[entry].expires > now else {
      remove(key)
      return .miss
    }
    if entry != newest {
      unlink(entry)
      linkAsNewest(entry)
    }
    return .hit(outdatedSince: entries[entry].outdatedSince)
  }

  /// Fills a key with what the store has, dropping the least recently used entry where there is no room.
  mutating func fill(_ key: Int64, now: Double) {
    guard capacity > 0 else { return }
    var entry = position(of: key)
    if entry >= 0 {
      unlink(entry)
    } else {
      if count == capacity { remove(entries[oldest].key) }
      entry = takeFree()
      entries[entry].key = key
      let bucket = Int(truncatingIfNeeded: KeyHash.mixed(key)) & mask
      entries[entry].next = buckets[bucket]
      buckets[bucket] = entry
      count &+= 1
    }
    entries[entry].expires = now + timeToLive
    entries[entry].outdatedSince = .infinity
    linkAsNewest(entry)
  }

  /// Takes a key out; nothing happens when it is not there.
  mutating func remove(_ key: Int64) {
    let bucket = Int(truncatingIfNeeded: KeyHash.mixed(key)) & mask
    var before: Int32 = -1
    var entry = buckets[bucket]
    while entry >= 0, entries[entry].key != key { (before, entry) = (entry, entries[entry].next) }
    guard entry >= 0 else { return }
    if before < 0 {
      buckets[bucket] = entries[entry].next
    } else {
      entries[before].next = entries[entry].next
    }
    unlink(entry)
    entries[entry].next = free
    free = entry
    count &-= 1
  }

  /// Notes that the store has something newer for a key from now on, which the entry does not show.
  mutating func outdate(_ key: Int64, now: Double) {
    let entry = position(of: key)
    if entry >= 0 { entries[entry].outdatedSince = min(entries[entry].outdatedSince, now) }
  }

  /// Shows a key's newest content, if the key is there.
  mutating func update(_ key: Int64, now: Double) {
    if position(of: key) >= 0 { fill(key, now: now) }
  }

  /// Empties it.
  mutating func clear() {
    while oldest >= 0 { remove(entries[oldest].key) }
  }

  // MARK: Links

  private func position(of key: Int64) -> Int32 {
    var entry = buckets[Int(truncatingIfNeeded: KeyHash.mixed(key)) & mask]
    while entry >= 0, entries[entry].key != key { entry = entries[entry].next }
    return entry
  }

  private mutating func takeFree() -> Int32 {
    if free >= 0 {
      defer { free = entries[free].next }
      return free
    }
    used &+= 1
    return used &- 1
  }

  private mutating func unlink(_ entry: Int32) {
    let (newer, older) = (entries[entry].newer, entries[entry].older)
    if newer >= 0 { entries[newer].older = older } else { newest = older }
    if older >= 0 { entries[older].newer = newer } else { oldest = newer }
  }

  private mutating func linkAsNewest(_ entry: Int32) {
    entries[entry].newer = -1
    entries[entry].older = newest
    if newest >= 0 { entries[newest].newer = entry } else { oldest = entry }
    newest = entry
  }
}

/// Hashes of keys.
enum KeyHash {
  /// Bits that look random and are the same in every run: the last step of SplitMix64.
  @inline(__always)
  static func mixed(_ key: Int64) -> UInt64 {
    var generator = SplitMix64(state: UInt64(bitPattern: key))
    return generator.next()
  }
}
