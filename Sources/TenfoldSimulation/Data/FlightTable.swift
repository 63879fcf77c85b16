/// Keys that are being fetched, each with those who wait for it: of several misses of one key only the first asks the store.
struct FlightTable: ~Copyable {
  /// One fetch.
  struct Flight: BitwiseCopyable {
    var key: Int64
    /// Who waits for it.
    var waiting = Row()
    /// The next flight of its bucket.
    fileprivate var next: Int32
  }

  private var pool = Pool<Flight>(capacity: 64)
  private let buckets = FlatArray<Int32>(repeating: -1, count: 4096)

  /// The fetch of a key; -1 when nobody fetches it.
  func flight(of key: Int64) -> Int {
    var flight = buckets[bucket(of: key)]
    while flight >= 0, pool.records[Int(flight)].key != key { flight = pool.records[Int(flight)].next }
    return Int(flight)
  }

  /// Begins a fetch of a key that nobody fetches.
  mutating func begin(_ key: Int64) -> Int {
    let (flight, _) = pool.take()
    pool.records[flight] = Flight(key: key, next: buckets[bucket(of: key)])
    buckets[bucket(of: key)] = Int32(truncatingIfNeeded: flight)
    return flight
  }

  /// All fetches. - Complexity: O(buckets).
  var underWay: [Int] {
    var flights: [Int] = []
    for bucket in 0..<buckets.count {
      var flight = buckets[bucket]
      while flight >= 0 {
        flights.append(Int(flight))
        flight = pool.records[Int(flight)].next
      }
    }
    return flights
  }

  /// Who waits for a fetch.
  func waiting(for flight: Int) -> Row { pool.records[flight].waiting }

  /// Says who waits for a fetch.
  func setWaiting(_ row: Row, for flight: Int) { pool.records[flight].waiting = row }

  /// Ends a fetch and returns the row of those who wait for it.
  mutating func end(_ flight: Int) -> Row {
    let (key, next) = (pool.records[flight].key, pool.records[flight].next)
    var before: Int32 = -1
    var other = buckets[bucket(of: key)]
    while other != Int32(truncatingIfNeeded: flight) {
      (before, other) = (other, pool.records[Int(other)].next)
    }
    if before < 0 { buckets[bucket(of: key)] = next } else { pool.records[Int(before)].next = next }
    pool.giveBack(flight)
    return pool.records[flight].waiting
  }

  private func bucket(of key: Int64) -> Int { Int(truncatingIfNeeded: KeyHash.mixed(key)) & 4095 }
}
