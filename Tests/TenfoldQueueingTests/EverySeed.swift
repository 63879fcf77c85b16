import TenfoldRandomSystems
import Testing

/// Runs `check` with a random source for each seed; a failure names the seed.
func withEvery(_ name: String, in seeds: Range<Int>, _ check: (inout SeededRandom) throws -> Void) rethrows {
  for seed in seeds {
    var random = SeededRandom(seed)
    do {
      try check(&random)
    } catch {
      Issue.record("\(name) \(seed): \(error)")
      throw error
    }
  }
}
