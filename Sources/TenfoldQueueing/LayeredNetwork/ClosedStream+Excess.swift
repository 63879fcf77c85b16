import TenfoldModel

extension ClosedStream {
  /// What visits to a stop wait longer, or shorter, than with exponential service.
  ///
  /// Plain numbers, since they are asked for once for each number of customers.
  struct Excess {
    /// Visits per cycle to one copy, copies, and the share of the visits that is waited for.
    var visits: Double
    var copies: Double
    var awaited: Double
    /// What every visit waits besides, in seconds.
    var extraDelay: Double
    /// Share of the visits that wait, and what these wait longer, in seconds.
    var waitingShare: Double
    var extraWait: Double
    /// Busy shares of the servers by others and by the stream.
    var othersBusy: Double
    var ownBusy: Double
    /// Seconds between two completions when all servers are busy, and the servers.
    var slope: Double
    var serverCount: Double

    /// What a visit waits longer when the stream's flow is `pace` times the known one.
    func wait(pace: Double) -> Double {
      let free = 1 - othersBusy
      return extraDelay + share(pace) * extraWait * free / max(0.1 * free, free - ownBusy * pace)
    }

    /// The same with one customer more than those whose visits wait `before` longer.
    ///
    /// Those others queue for longer only as far as they are not there anyway (`shareOfTime`). Whoever comes back after
    /// a `gap` shorter than a service finds no service in the middle but the one that began when it left.
    func wait(pace: Double, before: Double, shareOfTime: Double, gap: Double) -> Double {
      let others = min(1, ownBusy * pace / (1 - othersBusy)) * (1 - shareOfTime)
      let fresh = gap / (gap + slope * serverCount)
      return extraDelay + share(pace) * fresh * extraWait + others * (before - extraDelay)
    }

    private func share(_ pace: Double) -> Double {
      min(1, waitingShare * power(pace, min(4, serverCount)))
    }
  }
}
