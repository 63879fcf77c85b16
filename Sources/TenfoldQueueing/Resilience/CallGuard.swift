import TenfoldModel

/// How slowness and failure of a call are met, as numbers: what a system states of a call, read once.
struct CallGuard: Sendable, Hashable {
  /// Seconds after which the caller gives an attempt up; infinite for never.
  var timeout = Double.infinity
  /// Attempts after the first.
  var retries = 0
  /// Retries that each call earns; infinite without a budget.
  var budget = Double.infinity
  /// Mean pause before the first retry, in seconds; each later one is twice the one before.
  var backoff = 0.0
  /// Failures in a row that open the breaker; 0 for no breaker.
  var breakerThreshold = 0
  /// Seconds after which a second copy is sent; infinite for never.
  var hedgeAfter = Double.infinity

  /// Seconds for which a breaker stays open before one call may try.
  static let breakerPause = 10.0

  /// A call that is never given up, repeated or sent twice.
  init() {}

  /// Reads the likely values; nil when the call is never given up, repeated or sent twice.
  init?(_ resilience: Resilience) {
    if let stated = resilience.timeout?.likely, stated > 0 { timeout = stated }
    retries = Int(max(0, min(resilience.retryLimit?.likely ?? 0, 100)))
    if let stated = resilience.retryBudget?.likely { budget = max(0, stated) }
    backoff = max(0, resilience.backoff?.likely ?? 0)
    breakerThreshold = Int(max(0, min(resilience.breakerThreshold?.likely ?? 0, 1e6)))
    if let stated = resilience.hedgeAfter?.likely, stated > 0 { hedgeAfter = stated }
    guard timeout < .infinity || retries > 0 || breakerThreshold > 0 || hedgeAfter < .infinity else {
      return nil
    }
  }

  /// True when failures or slowness make it send more.
  var amplifies: Bool { (retries > 0 && budget > 0) || hedgeAfter < timeout }
}
