/// Runs repeated on different random numbers.
public enum Replications {
  /// Does `count` runs on at most `threads` threads at a time and returns their results in order.
  ///
  /// Each run draws from streams of its own and results are joined by number, so the number of threads changes no
  /// digit.
  ///
  /// - Parameters:
  ///   - count: Runs; ≥ 0.
  ///   - threads: Most runs at a time; ≥ 1.
  ///   - first: Number of the first run.
  ///   - run: Does the run of a number.
  public static func run<Result: Sendable>(
    _ count: Int, threads: Int, from first: Int = 0, _ run: @escaping @Sendable (Int) -> Result
  ) async -> [Result] {
    await withTaskGroup(of: (Int, Result).self) { group in
      var results: [Int: Result] = [:]
      var next = first
      func start() {
        let number = next
        next += 1
        group.addTask { (number, run(number)) }
      }
      while next < first + min(count, max(1, threads)) { start() }
      while let (number, result) = await group.next() {
        results[number] = result
        if next < first + count { start() }
      }
      return (first..<(first + count)).compactMap { results[$0] }
    }
  }
}
