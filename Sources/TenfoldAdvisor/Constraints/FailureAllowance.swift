import TenfoldCatalog
import TenfoldModel

/// What one way to spoil requests may spend of what the promise of availability leaves.
///
/// The promise is the strictest of the journeys, or what is usual at the scale; one way may spend a tenth of the rest.
struct FailureAllowance: Sendable {
  /// Largest share of failed requests that is promised; nil where nothing is.
  private let promise: Double?
  private static var budgetShare: Double { Catalog.required("objective budgetShare.incident").likely }

  init(objectives: Objectives, in reading: Reading) {
    let stated = reading.system.journeys.compactMap {
      objectives.promise(for: reading.system.operations[$0.operation].name).availability?.likely
    }.max()
    promise = stated.map { 1 - $0 }
  }

  /// Largest share of the requests at a number of users.
  func share(at users: Double) -> Double {
    (promise ?? DefaultObjectives.unavailability(at: users)) * Self.budgetShare
  }

  /// The same in words, as the end of a sentence.
  func text(at users: Double) -> String {
    "where one cause may spoil \(QuantityText.share(share(at: users)))"
      + (promise == nil ? " (assumed for this scale)" : "")
  }
}
