import TenfoldModel

/// The ranges of every number of the reference systems that decides what breaks first in them, each with its source.
///
/// They are written down before anything is sampled from them, and a change of one is a change of what the order of the
/// three bottlenecks rests on: see docs/decisions/0041-three-bottlenecks.md. What is not here is assumed from the catalogue
/// (demands of engines, availabilities, growth of services with users), where it has its own range and source, or is a
/// promise and no parameter (p99, staleness, share of failed requests).
enum ReferenceRanges {
  /// A number of a reference system: least, likely and greatest, and where that comes from.
  struct Entry: Sendable {
    let low: Double
    let likely: Double
    let high: Double
    let source: String

    init(_ low: Double, _ likely: Double, _ high: Double, _ source: String) {
      self.low = low
      self.likely = likely
      self.high = high
      self.source = source
    }

    var quantity: Quantity { .stated(likely, low: low, high: high) }
  }

  private static let dora =
    "DORA, State of DevOps 2024: low, medium, high and elite performers deploy once in one to six months, a week to a month, "
    + "a day to a week, on demand; 40, 10, 20 and 5 % of changes fail"
  private static let expert = "expert estimate, uncited"

  // MARK: Coordination

  /// Changes per service and week: by hand as medium to high performers do, with a pipeline as high ones, beyond as elite ones.
  static let changes: [ReferenceRow: Entry] = [
    .first: .init(0.25, 1, 5, dora), .second: .init(0.5, 2, 7, dora), .third: .init(1, 3, 10, dora),
    .fourth: .init(1, 5, 15, dora),
  ]

  /// Share of changes that fail.
  static let failures: [ReferenceRow: Entry] = [
    .first: .init(0.1, 0.2, 0.4, dora), .second: .init(0.05, 0.1, 0.2, dora),
    .third: .init(0.05, 0.1, 0.2, dora),
    .fourth: .init(0.02, 0.05, 0.1, dora),
  ]

  /// Seconds of attention that a deployment takes.
  static let handsOn: [ReferenceRow: Entry] = [
    .first: .init(
      900, 2700, 7200,
      "by hand: published cases of two hours each (before automation), a quarter of an hour at best"),
    .second: .init(180, 600, 1800, expert), .third: .init(60, 180, 600, expert),
    .fourth: .init(30, 60, 300, expert),
  ]

  /// Share of people's time that deployments may take.
  static let peopleShare = Entry(
    0.1, 0.2, 0.5,
    "Beyer et al., Site Reliability Engineering, 2016, ch. 5: at most half of the time on toil of all kinds")

  /// People who deploy, for each service.
  static let people: [ReferenceRow: Entry] = [
    .first: .init(0.2, 0.6, 1, expert), .second: .init(0.5, 1, 2, expert), .third: .init(1, 2, 3, expert),
    .fourth: .init(2, 4, 6, expert),
  ]

  // MARK: Communication

  /// CPU seconds of a service for a request it answers from a store, for one that writes, of a page, and of a gateway.
  static let readDemand = Entry(0.001, 0.002, 0.008, expert)
  static let writeDemand = Entry(0.002, 0.004, 0.015, expert)
  static let pageDemand = Entry(0.001, 0.003, 0.01, expert)
  static let gatewayDemand = Entry(
    0.00005, 0.0002, 0.0005, "NGINX and HAProxy published throughputs of 2014 to 2021, with encryption")

  /// Queries of a read.
  static let queries = Entry(1, 2, 5, expert)

  /// Requests/s at the busiest moment over those of the mean.
  static let peakFactor = Entry(2, 3, 5, expert)

  // MARK: Consistency

  /// Share of requests that change something.
  static let changing = Entry(
    0.01, 0.05, 0.2,
    "Cooper et al., SoCC 2010: workloads of 5 % writes (photo tags) to 50 % (sessions); shops lie lower")

  /// Seconds by which a copy of a database lies behind when nothing is in its way.
  static let lag = Entry(
    0.01, 0.1, 1,
    "AWS, Aurora replicas: usually much less than 100 ms; replicas that replay a log: seconds at peaks")

  /// Seconds from a change to its read model: a log's poll, the work, a write.
  static let projectionLag = Entry(0.05, 0.3, 3, expert)

  /// Zipf exponent of what everybody looks at, and of what belongs to one customer.
  static let popularKeys = Entry(
    0.6, 0.8, 1,
    "Breslau et al., INFOCOM 1999: 0.64 to 0.83 for pages (recalled); Cooper et al., SoCC 2010: 0.99")
  static let ownKeys = Entry(0, 0.3, 0.6, expert)

  /// Share of reads that a cache answers.
  static let hitRatio = Entry(
    0.7, 0.9, 0.98, "Yang, Yue and Rashmi, OSDI 2020: most clusters miss less than a tenth (recalled)")

  // MARK: Capacity

  /// Bytes kept for a user, and written with a change.
  static let bytesPerUser = Entry(50e3, 200e3, 1e6, expert)
  static let bytesPerWrite = Entry(300, 1000, 3000, expert)
}
