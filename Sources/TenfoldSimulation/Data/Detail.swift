/// What only some executions have: what they are about, what they wrote, how much they matter, what they must undo.
struct Detail: BitwiseCopyable {
  /// The key it is about; -1 for none.
  var key: Int64 = -1
  /// The key that its next call is about; -1 for none.
  var nextKey: Int64 = -1
  /// The version that was written last on its way, in the dataset ``writtenIn``; of a quorum's request, the version that
  /// it writes or should see.
  var version: Int64 = 0
  /// The key of that version.
  var writtenKey: Int64 = -1
  /// Of a quorum's request, the newest version that the answers so far show.
  var seen: Int64 = 0
  /// Of a quorum's read, when the version was done that it should see.
  var committed = Double.infinity
  /// When it came to its replica.
  var arrived = 0.0
  /// The dataset that was written to last on its way; -1 for none.
  var writtenIn: Int32 = -1
  /// The fetch that others wait for; -1 for none.
  var flight: Int32 = -1
  /// Where its compensations begin; -1 when nothing is to undo.
  var undoing: Int32 = -1
  /// A bit for each step done that a compensation undoes.
  var done: UInt32 = 0
  /// Of a tied call's watch, the replica that the first copy went to, and the copy that began first; -1 for none.
  var firstReplica: Int32 = -1
  var tieWinner: Int32 = -1
  /// 0 for what is shed last.
  var priority: UInt8 = 1
  /// True while compensations run.
  var isUndoing = false
  /// True when a compensation failed.
  var isBroken = false
  /// How it failed, while compensations run.
  var failure = Outcome.fine
  /// The cache whose fetch it leads.
  var cache: Int16 = -1
}

/// Details by execution; nothing is held of systems that need none.
struct DetailTable: ~Copyable {
  private var base: UnsafeMutablePointer<Detail>
  private var capacity: Int

  /// Makes a table that grows with the executions it covers.
  init(isUsed: Bool) {
    capacity = isUsed ? 256 : 0
    base = .allocate(capacity: max(1, capacity))
    base.initialize(repeating: Detail(), count: max(1, capacity))
  }

  deinit { base.deallocate() }

  /// Makes room for the details of an execution.
  @inline(__always)
  mutating func cover(_ execution: Int) {
    if execution >= capacity { grow(to: execution) }
  }

  subscript(execution: Int) -> Detail {
    @inline(__always)
    unsafeAddress {
      assert(execution < capacity, "an execution has details")
      return UnsafePointer(base + execution)
    }
    @inline(__always)
    nonmutating unsafeMutableAddress {
      assert(execution < capacity, "an execution has details")
      return base + execution
    }
  }

  @inline(never)
  private mutating func grow(to execution: Int) {
    var size = capacity * 2
    while size <= execution { size *= 2 }
    let larger = UnsafeMutablePointer<Detail>.allocate(capacity: size)
    larger.update(from: base, count: capacity)
    (larger + capacity).initialize(repeating: Detail(), count: size - capacity)
    base.deallocate()
    base = larger
    capacity = size
  }
}
