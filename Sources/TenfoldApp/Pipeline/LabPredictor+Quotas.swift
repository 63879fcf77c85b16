internal import TenfoldLab
internal import TenfoldModel
internal import TenfoldQueueing

/// What the solver can say of times on nodes with quotas.
extension LabPredictor {
  /// The system with whole cores, and how many of its requests a used-up quota may delay.
  ///
  /// Two bounds hold for a share of the requests: its time with cores that are as slow as the quotas are small, and that of cores
  /// at full speed for a share which is greater by the requests that may be delayed. Both as far as solved distributions and
  /// independent arrivals at each node are right (``QuotaQueue``).
  struct FullSpeed {
    private let answers: SystemAnswers
    /// At most the delayed ones of all nodes together.
    private let delayedShare: Double

    init(_ question: LabExperiment.Question, _ quota: LabQuota) throws {
      let system = LabQuota.atFullSpeed(question.system)
      let reading = Reading(
        Lowering.lower(LabPredictor.withKindsApart(system), conventions: question.conventions))
      answers = try SystemAnswers(reading, rate: question.rate)
      let awaited = reading.awaitedVisits()
      var sum = 0.0
      for (index, component) in reading.system.components.enumerated()
      where LabQuota.isNode(component.kind) {
        let visits = component.operations.reduce(0) { $0 + awaited[$1] }
        guard visits > 0 else { continue }
        let stations = reading.stations.filter { $0.component == index && $0.demand > 0 }
        sum += visits * (try stations.map { try Self.delayedShare(at: $0, question.rate, quota) }.max() ?? 0)
      }
      delayedShare = sum
    }

    /// The time within which a share of the requests is answered at most, in seconds; infinite where more may be delayed.
    func bound(_ share: Double) -> Double {
      share + delayedShare < 1 ? answers.quantile(share + delayedShare) : .infinity
    }

    private static func delayedShare(
      at station: Reading.Station, _ rate: Double, _ quota: LabQuota
    ) throws -> Double {
      let service = station.demand / station.visitCount
      return try QuotaQueue(
        arrivalRate: station.utilization(at: rate) / service, serviceTime: service,
        squaredVariation: station.variability, cores: quota.cores, period: quota.period
      ).delayedShare
    }
  }
}
