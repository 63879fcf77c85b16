/// What of a load is simulated, and how many of the journeys stand for what is left out.
struct SimulatedPart: Sendable, Hashable {
  /// Requests of the simulated load, background among them, over those of the whole load.
  var loadShare = 1.0
  /// Journeys at the end of the workload that only keep components as busy as they are: they are not reported.
  var backgroundCount = 0
}
