/// Jobs that share servers equally, no job getting more than one server.
///
/// All jobs in service progress at one pace, so each needs only the virtual time at which it ends: virtual time
/// runs at the pace, `min(1, servers / jobs)`, and the job with the least end leaves first.
///
/// Invariant: `ends[(i - 1) / 2] <= ends[i]` for i in 1..<count; an end is the bits of a virtual time, then the job.
struct SharedProcessor {
  private var ends: UnsafeMutablePointer<UInt128>
  private var capacity: Int
  /// Jobs in service.
  private(set) var count = 0
  private let servers: Double
  private var virtualTime = 0.0
  private var updatedAt = 0.0
  /// The event that announces the next end; older ones are void.
  var announced: UInt32 = 0

  /// Makes an idle processor of `servers` ≥ 1 servers. Whoever holds it calls ``deallocate()``.
  init(servers: Double) {
    self.servers = servers
    capacity = 8
    ends = .allocate(capacity: capacity)
  }

  func deallocate() { ends.deallocate() }

  /// Begins a job that takes `service` seconds of a server.
  mutating func begin(_ job: Int, service: Double, now: Double) {
    advance(to: now)
    if count == 0 { virtualTime = 0 }
    if count == capacity { grow() }
    let end = UInt128((virtualTime + service).bitPattern) << 64 | UInt128(UInt64(job))
    var hole = count
    count += 1
    while hole > 0 {
      let parent = (hole &- 1) &>> 1
      if ends[parent] <= end { break }
      ends[hole] = ends[parent]
      hole = parent
    }
    ends[hole] = end
  }

  /// Ends the job that is first to end and returns it.
  mutating func end(now: Double) -> Int {
    precondition(count > 0, "a job ends only where one is in service")
    let job = Int(UInt64(truncatingIfNeeded: ends[0]))
    virtualTime = max(virtualTime, Self.virtualEnd(ends[0]))
    updatedAt = now
    count -= 1
    let last = ends[count]
    var hole = 0
    while true {
      var child = 2 &* hole &+ 1
      if child >= count { break }
      if child &+ 1 < count, ends[child &+ 1] < ends[child] { child &+= 1 }
      if last <= ends[child] { break }
      ends[hole] = ends[child]
      hole = child
    }
    ends[hole] = last
    return job
  }

  /// When the next job ends, if none comes before; call only with jobs in service.
  func nextEnd(now: Double) -> Double {
    let left = max(0, Self.virtualEnd(ends[0]) - virtualTime)
    return now + left / pace
  }

  private var pace: Double { min(1, servers / Double(max(1, count))) }

  private mutating func advance(to now: Double) {
    virtualTime += (now - updatedAt) * pace
    updatedAt = now
  }

  private static func virtualEnd(_ bits: UInt128) -> Double {
    Double(bitPattern: UInt64(truncatingIfNeeded: bits >> 64))
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<UInt128>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: ends, count: count)
    ends.deallocate()
    ends = larger
    capacity *= 2
  }
}
