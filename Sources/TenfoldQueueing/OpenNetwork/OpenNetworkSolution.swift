/// An open network at its rates of arrival, or which stations keep it from a steady state.
public struct OpenNetworkSolution: Sendable, Hashable {
  /// One station.
  public struct Station: Sendable, Hashable {
    /// Requests that arrive per second.
    public let arrivalRate: Double
    /// Visits per request from outside.
    public let visitCount: Double
    /// Busy share of a server, or the overload at and above 1; mean number present at a delay.
    public let utilization: Double
    /// Mean wait of a visit, in seconds; nil without steady state.
    public let waitingTime: Double?
    /// Mean wait and service of a visit, in seconds; nil without steady state.
    public let timePerVisit: Double?
    /// Mean wait and service over all visits of a request, in seconds; nil without steady state.
    public let residenceTime: Double?
    /// Mean requests present; nil without steady state.
    public let queueLength: Double?
  }

  /// The stations, in the order of the network.
  public let stations: [Station]
  /// Requests from outside per second; equal to those that leave when all stations are stable.
  public let throughput: Double
  /// Mean time from arrival to departure, in seconds; nil when a station has no steady state.
  public let responseTime: Double?
  /// Mean requests in the network; nil when a station has no steady state.
  public let queueLength: Double?
  /// Stations that are overloaded, with the rates they would bear; empty for a steady state.
  public let saturations: [Saturation]
  /// The station with the greatest busy share; nil when all are delays.
  public let bottleneck: Int?
  /// What all arrivals may be multiplied by before a station saturates; below 1 when one already is, infinite when no
  /// station is asked for anything.
  public let stableScale: Double
}

extension OpenNetworkSolution {
  init(_ network: JacksonNetwork, waitingTimes: [Double]) {
    let outside = network.externalArrivals.reduce(0, +)
    var saturations: [Saturation] = []
    var stations: [Station] = []
    var bottleneck: (index: Int, utilization: Double)?
    for (k, station) in network.stations.enumerated() {
      let rate = network.arrivalRates[k]
      let work = rate * abs(station.serviceTime)
      let visits = outside > 0 ? rate / outside : 0
      var isStable = true
      var utilization = work
      if let servers = station.serverCount {
        utilization = work / Double(servers)
        isStable = utilization < 1
        if !isStable {
          saturations.append(
            Saturation(station: k, arrivalRate: rate, capacity: Double(servers) / station.serviceTime))
        }
        if utilization > bottleneck?.utilization ?? -1 { bottleneck = (k, utilization) }
      }
      let time = isStable ? waitingTimes[k] + station.serviceTime : nil
      stations.append(
        Station(
          arrivalRate: rate, visitCount: visits, utilization: utilization,
          waitingTime: isStable ? waitingTimes[k] : nil, timePerVisit: time,
          residenceTime: time.map { $0 * visits },
          queueLength: time.map { $0 * rate }))
    }
    self.stations = stations
    self.saturations = saturations
    self.bottleneck = bottleneck?.index
    throughput = outside
    let present = stations.reduce(0.0) { $0 + ($1.queueLength ?? 0) }
    queueLength = saturations.isEmpty ? present : nil
    responseTime = saturations.isEmpty ? (outside > 0 ? present / outside : 0) : nil
    let greatest = bottleneck?.utilization ?? 0
    stableScale = greatest > 0 ? 1 / greatest : .infinity
  }
}
