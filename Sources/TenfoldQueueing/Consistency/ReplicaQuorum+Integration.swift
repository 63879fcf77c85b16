import TenfoldModel

extension ReplicaQuorum {
  /// A step of the time at which a write is done.
  struct Commit: Sendable {
    /// Middle of the step, in seconds since the write was sent.
    let time: Double
    /// By set of replicas read: probability of the step with all of them outside the write's quorum. Their own
    /// condition, that the write comes after the read, implies that they acknowledge after the step.
    let missing: [Int: Double]
  }

  static func commits(_ writes: [LatencySum], writeQuorum: Int, readQuorum: Int) -> [Commit] {
    let count = writes.count
    let all = (1 << count) - 1
    let grid = LatencySum.mergedGrid(writes)
    let tails = grid.map { time in writes.map { $0.tail(beyond: time) } }
    var result: [Commit] = []
    for step in 1..<grid.count {
      var missing: [Int: Double] = [:]
      let late = (0..<count).map { (tails[step - 1][$0] + tails[step][$0]) / 2 }
      for last in 0..<count {
        let mass = tails[step - 1][last] - tails[step][last]
        guard mass > 0 else { continue }
        for early in 0...all where early & (1 << last) == 0 && early.nonzeroBitCount == writeQuorum - 1 {
          let outside = all & ~early & ~(1 << last)
          var weight = mass
          for j in 0..<count where early & (1 << j) != 0 { weight *= 1 - late[j] }
          guard weight > 0 else { continue }
          for set in 1...all where set & ~outside == 0 && set.nonzeroBitCount == readQuorum {
            var each = weight
            for j in 0..<count where (outside & ~set) & (1 << j) != 0 { each *= late[j] }
            if each > 0 { missing[set, default: 0] += each }
          }
        }
      }
      if !missing.isEmpty { result.append(Commit(time: (grid[step - 1] + grid[step]) / 2, missing: missing)) }
    }
    return result
  }

  /// Probability, by time y since a write was sent at which a read is sent, that the replicas of a set are the first to
  /// reply and that each is read before the write reaches it.
  static func tables(
    _ replicas: [Replica], _ reads: [LatencySum], sets: Set<Int>, earliest: Double, latest: Double
  ) -> [Int: MissTable] {
    let count = replicas.count
    let grid = LatencySum.mergedGrid(reads)
    // Replicas that are alike share their tables.
    let distinct = replicas.indices.filter { j in replicas.firstIndex(of: replicas[j]) == j }
    let kinds = replicas.map { replica in distinct.firstIndex { replicas[$0] == replica } ?? 0 }
    let points = distinct.map { replicas[$0].read.points() }
    // P(reply back by v | read reached after r) for each point of the read and each v, once.
    let replied = distinct.indices.map { kind in
      grid.map { time in
        points[kind].map {
          $0.weight * (1 - replicas[distinct[kind]].response.tail(beyond: time - $0.value))
        }
      }
    }
    let tails = grid.map { time in reads.map { $0.tail(beyond: time) } }
    // Nine times y per decade, from well before the first commit to beyond the last.
    let (first, last) = (max(earliest, latest * 1e-9) * 0.1, latest * 4)
    let steps = max(8, Int(9 * logarithm(last / first) / 2.302585092994046))
    let times = [0.0] + (0...steps).map { first * power(last / first, Double($0) / Double(steps)) }
    var values: [Int: [Double]] = [:]
    for time in times {
      // For each kind and v: P(reply by v, write reaches later than the read did).
      let joint = distinct.indices.map { kind -> [Double] in
        let write = replicas[distinct[kind]].write
        let late = points[kind].map { write.tail(beyond: time + $0.value) }
        return replied[kind].map { row in dot(row, late) }
      }
      for set in sets {
        var (total, before) = (0.0, 0.0)
        for v in grid.indices {
          var product = 1.0
          for j in 0..<count where set & (1 << j) != 0 { product *= joint[kinds[j]][v] }
          if v > 0, product > before {
            var others = 1.0
            for j in 0..<count where set & (1 << j) == 0 { others *= (tails[v - 1][j] + tails[v][j]) / 2 }
            total += (product - before) * others
          }
          before = product
        }
        values[set, default: []].append(total)
      }
    }
    return values.mapValues { MissTable(times: times, values: $0) }
  }
}

/// Σ a b.
private func dot(_ a: [Double], _ b: [Double]) -> Double {
  a.withUnsafeBufferPointer { a in
    b.withUnsafeBufferPointer { b in
      var sum = 0.0
      for i in 0..<a.count { sum += a[i] * b[i] }
      return sum
    }
  }
}

/// A falling probability by time, interpolated in logarithms.
struct MissTable: Sendable {
  let times: [Double]
  let values: [Double]

  func value(at time: Double) -> Double {
    guard let last = times.last, time < last else { return time == times.last ? values[values.count - 1] : 0 }
    guard time > times[1] else {
      return values[0] + (values[1] - values[0]) * time / times[1]
    }
    var (low, high) = (1, times.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle } else { high = middle }
    }
    // Cubic in the logarithms of time and value through the four nearest.
    let begin = min(max(1, low - 1), times.count - 4)
    let nearest = begin..<(begin + 4)
    guard nearest.allSatisfy({ values[$0] > 1e-290 }) else {
      return values[low] + (values[high] - values[low]) * (time - times[low]) / (times[high] - times[low])
    }
    var sum = 0.0
    for i in nearest {
      var factor = logarithm(values[i])
      for j in nearest where j != i { factor *= logarithm(time / times[j]) / logarithm(times[i] / times[j]) }
      sum += factor
    }
    return exponential(sum)
  }
}
