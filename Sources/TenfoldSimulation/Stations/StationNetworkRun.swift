internal import TenfoldModel

/// One run of a station network: the textbook's loop over one calendar.
struct StationNetworkRun: ~Copyable {
  /// A customer, at a station or thinking.
  struct Customer {
    var entered: Double
    var arrived: Double
    var next: Int32
    var station: Int32
    var kind: Int32
  }

  /// A station's state.
  struct Place {
    var present = 0
    var serverCount: Int
    var capacity: Int
    var discipline: StationNetwork.Discipline
    /// Its first queue; a priority station has one for each level.
    var queue: Int
    var levels: Int
    var changed = 0.0
    var presentArea = 0.0
    var busyArea = 0.0
    var refused = 0.0
  }

  /// Customers waiting in a row, linked by their `next`.
  struct Queue {
    var head: Int32 = -1
    var tail: Int32 = -1
  }

  /// What a class did, at one station or in all.
  struct Count {
    var completed = 0.0
    var time = 0.0
  }

  /// One way to go on from a station.
  struct Way {
    var cumulative: Double
    var station: Int32
  }

  private enum Kind {
    static let completion: UInt32 = 0
    static let arrival: UInt32 = 1
    static let sharedEnd: UInt32 = 2
    static let thought: UInt32 = 3
    static let shift: UInt32 = 29
    static let mask: UInt32 = 1 << 29 - 1
  }

  private var calendar = EventCalendar()
  private var pool = Pool<Customer>()
  private let bank: SamplerBank
  private let stationCount: Int
  private let classCount: Int
  private let places: UnsafeMutablePointer<Place>
  private let queues: UnsafeMutablePointer<Queue>
  private let processors: UnsafeMutablePointer<SharedProcessor>
  /// Ways by class and station, entry last, as ranges of `ways`.
  private let wayStarts: UnsafeMutablePointer<Int32>
  private let ways: UnsafeMutablePointer<Way>
  private let priorities: UnsafeMutablePointer<Int>
  private let isClosed: UnsafeMutablePointer<Bool>
  /// Streams: service by station, then routing and source by class.
  private let streams: UnsafeMutablePointer<RandomStream>
  private let visits: UnsafeMutablePointer<Count>
  private let responses: UnsafeMutablePointer<Count>
  private let bins: UnsafeMutablePointer<UInt32>

  private var now = 0.0
  private var clock: PartClock
  private var record: RunRecord

  /// Prepares a run of `network`, which is valid.
  ///
  /// - Parameter duration: Simulated time, in seconds; > 0.
  init(
    _ network: StationNetwork, duration: Double, seed: UInt64, run: Int,
    stops: @escaping @Sendable (Int) -> Bool = { _ in false }
  ) {
    let (stations, classes) = (network.stations, network.classes)
    stationCount = stations.count
    classCount = classes.count
    bank = SamplerBank(
      stations.flatMap(\.service)
        + classes.map {
          switch $0.source {
          case .open(let interarrival): interarrival
          case .closed(_, let thinkTime): thinkTime
          }
        })
    places = .allocate(capacity: stationCount)
    processors = .allocate(capacity: stationCount)
    var queueCount = 0
    for (index, station) in stations.enumerated() {
      let levels = station.discipline == .priority ? 8 : 1
      let servers = station.discipline == .delay ? Int.max : station.serverCount
      (places + index).initialize(
        to: Place(
          serverCount: servers, capacity: station.capacity ?? .max, discipline: station.discipline,
          queue: queueCount, levels: levels))
      (processors + index).initialize(to: SharedProcessor(servers: Double(station.serverCount)))
      queueCount += levels
    }
    queues = .allocate(capacity: queueCount)
    queues.initialize(repeating: Queue(), count: queueCount)
    (wayStarts, ways) = Self.compileWays(classes)
    priorities = .allocate(capacity: classCount)
    isClosed = .allocate(capacity: classCount)
    for (index, one) in classes.enumerated() {
      priorities[index] = one.priority
      if case .closed = one.source { isClosed[index] = true } else { isClosed[index] = false }
    }
    let streamCount = stationCount + 2 * classCount
    streams = .allocate(capacity: streamCount)
    for index in 0..<streamCount {
      (streams + index).initialize(to: RandomStream(seed: seed, run: run, purpose: index))
    }
    visits = .allocate(capacity: stationCount * classCount)
    visits.initialize(repeating: Count(), count: stationCount * classCount)
    responses = .allocate(capacity: classCount)
    responses.initialize(repeating: Count(), count: classCount)
    bins = .allocate(capacity: classCount * LatencyHistogram.binCount)
    bins.initialize(repeating: 0, count: classCount * LatencyHistogram.binCount)
    record = RunRecord(sliceLength: duration / Double(RunRecord.sliceCount))
    clock = PartClock(record, stops: stops)
    for (index, one) in classes.enumerated() { open(one, index) }
  }

  deinit {
    for index in 0..<stationCount { processors[index].deallocate() }
    places.deallocate()
    queues.deallocate()
    processors.deallocate()
    wayStarts.deallocate()
    ways.deallocate()
    priorities.deallocate()
    isClosed.deallocate()
    streams.deallocate()
    visits.deallocate()
    responses.deallocate()
    bins.deallocate()
  }

  private static func compileWays(
    _ classes: [StationNetwork.CustomerClass]
  ) -> (UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Way>) {
    var starts: [Int32] = []
    var all: [Way] = []
    for one in classes {
      for row in one.routing + [one.entry] {
        starts.append(Int32(all.count))
        var sum = 0.0
        for (station, probability) in row.enumerated() where probability > 0 {
          sum += probability
          all.append(Way(cumulative: sum > 1 - 1e-9 ? 2 : sum, station: Int32(station)))
        }
        // A last way, taken when none before is: out.
        all.append(Way(cumulative: 2, station: -1))
      }
    }
    let startBlock = UnsafeMutablePointer<Int32>.allocate(capacity: starts.count)
    startBlock.initialize(from: starts, count: starts.count)
    let wayBlock = UnsafeMutablePointer<Way>.allocate(capacity: all.count)
    wayBlock.initialize(from: all, count: all.count)
    return (startBlock, wayBlock)
  }

  private mutating func open(_ one: StationNetwork.CustomerClass, _ index: Int) {
    switch one.source {
    case .open: scheduleArrival(index)
    case .closed(let population, _):
      for _ in 0..<population {
        let customer = pool.take().index
        pool.records[customer] = Customer(entered: 0, arrived: 0, next: -1, station: -1, kind: Int32(index))
        think(customer)
      }
    }
  }

  // MARK: The loop

  /// Runs to the end and returns what was counted.
  consuming func finish() -> RunRecord {
    while !calendar.isEmpty {
      let event = calendar.next()
      now = event.time
      let looks = record.events & PartClock.lookMask == PartClock.lookMask
      if now >= clock.nextBoundary || looks, closeParts() { break }
      record.events &+= 1
      let index = Int(event.subject & Kind.mask)
      switch event.subject &>> Kind.shift {
      case Kind.completion: complete(index)
      case Kind.arrival:
        scheduleArrival(index)
        arrive(index)
      case Kind.sharedEnd: endShared(index, event.order)
      default: enterNetwork(index)
      }
    }
    while record.sums.count < RunRecord.sliceCount, !record.isPartial {
      now = clock.nextBoundary
      if closeParts() { break }
    }
    return record
  }

  private mutating func scheduleArrival(_ index: Int) {
    let gap = bank.draw(stationCount * classCount &+ index, &streams[stationCount &+ classCount &+ index])
    calendar.insert(at: now + gap, Kind.arrival &<< Kind.shift | UInt32(truncatingIfNeeded: index))
  }

  private mutating func arrive(_ index: Int) {
    let customer = pool.take().index
    pool.records[customer].kind = Int32(truncatingIfNeeded: index)
    enterNetwork(customer)
  }

  private mutating func think(_ customer: Int) {
    let kind = Int(pool.records[customer].kind)
    let time = bank.draw(stationCount * classCount &+ kind, &streams[stationCount &+ classCount &+ kind])
    calendar.insert(at: now + time, Kind.thought &<< Kind.shift | UInt32(truncatingIfNeeded: customer))
  }

  private mutating func enterNetwork(_ customer: Int) {
    pool.records[customer].entered = now
    goOn(customer, from: stationCount)
  }

  /// Draws where a customer goes next; row `stationCount` is the entry.
  private mutating func goOn(_ customer: Int, from row: Int) {
    let kind = Int(pool.records[customer].kind)
    var way = ways + Int(wayStarts[kind &* (stationCount &+ 1) &+ row])
    // A draw is spent only where there is a choice.
    if way.pointee.cumulative < 2 {
      let choice = streams[stationCount &+ kind].unit()
      while choice >= way.pointee.cumulative { way += 1 }
    }
    let station = Int(way.pointee.station)
    if station >= 0 { enter(customer, station) } else { leave(customer, kind) }
  }

  private mutating func leave(_ customer: Int, _ kind: Int) {
    let time = now - pool.records[customer].entered
    responses[kind].completed += 1
    responses[kind].time += time
    clock.note(time)
    bins[kind &* LatencyHistogram.binCount &+ LatencyHistogram.bin(of: time)] &+= 1
    release(customer, kind)
  }

  private mutating func release(_ customer: Int, _ kind: Int) {
    if isClosed[kind] { think(customer) } else { pool.giveBack(customer) }
  }

  // MARK: Stations

  private mutating func enter(_ customer: Int, _ station: Int) {
    let place = places + station
    if place.pointee.present >= place.pointee.capacity {
      place.pointee.refused += 1
      release(customer, Int(pool.records[customer].kind))
      return
    }
    touch(place)
    place.pointee.present &+= 1
    pool.records[customer].arrived = now
    pool.records[customer].station = Int32(truncatingIfNeeded: station)
    if place.pointee.discipline == .processorSharing {
      let service = drawService(customer, station)
      processors[station].begin(customer, service: service, now: now)
      announce(station)
    } else if place.pointee.present <= place.pointee.serverCount {
      serve(customer, station)
    } else {
      wait(customer, place)
    }
  }

  private mutating func serve(_ customer: Int, _ station: Int) {
    let service = drawService(customer, station)
    calendar.insert(at: now + service, Kind.completion &<< Kind.shift | UInt32(truncatingIfNeeded: customer))
  }

  private mutating func drawService(_ customer: Int, _ station: Int) -> Double {
    bank.draw(station &* classCount &+ Int(pool.records[customer].kind), &streams[station])
  }

  private mutating func wait(_ customer: Int, _ place: UnsafeMutablePointer<Place>) {
    let level = place.pointee.levels > 1 ? priorities[Int(pool.records[customer].kind)] : 0
    let queue = queues + (place.pointee.queue &+ level)
    let link = Int32(truncatingIfNeeded: customer)
    if place.pointee.discipline == .lastComeFirstServed {
      pool.records[customer].next = queue.pointee.head
      queue.pointee.head = link
      return
    }
    pool.records[customer].next = -1
    if queue.pointee.head < 0 {
      queue.pointee.head = link
    } else {
      pool.records[Int(queue.pointee.tail)].next = link
    }
    queue.pointee.tail = link
  }

  private mutating func complete(_ customer: Int) {
    let station = Int(pool.records[customer].station)
    let place = places + station
    touch(place)
    place.pointee.present &-= 1
    if place.pointee.present >= place.pointee.serverCount {
      var queue = queues + place.pointee.queue
      while queue.pointee.head < 0 { queue += 1 }
      let following = Int(queue.pointee.head)
      queue.pointee.head = pool.records[following].next
      serve(following, station)
    }
    depart(customer, station)
  }

  private mutating func endShared(_ station: Int, _ order: UInt32) {
    guard processors[station].count > 0, processors[station].announced == order else {
      record.events &-= 1
      return
    }
    touch(places + station)
    places[station].present &-= 1
    let customer = processors[station].end(now: now)
    if processors[station].count > 0 { announce(station) }
    depart(customer, station)
  }

  private mutating func announce(_ station: Int) {
    processors[station].announced = calendar.insert(
      at: processors[station].nextEnd(now: now),
      Kind.sharedEnd &<< Kind.shift | UInt32(truncatingIfNeeded: station))
  }

  private mutating func depart(_ customer: Int, _ station: Int) {
    let cell = visits + (station &* classCount &+ Int(pool.records[customer].kind))
    cell.pointee.completed += 1
    cell.pointee.time += now - pool.records[customer].arrived
    goOn(customer, from: station)
  }

  // MARK: Counting

  /// Adds the time since a station last changed to its areas.
  private mutating func touch(_ place: UnsafeMutablePointer<Place>) {
    let time = now - place.pointee.changed
    place.pointee.changed = now
    place.pointee.presentArea += time * Double(place.pointee.present)
    place.pointee.busyArea += time * Double(min(place.pointee.present, place.pointee.serverCount))
  }

  /// Closes every part that ended before now; true when the run is over.
  @inline(never)
  private mutating func closeParts() -> Bool {
    let event = now
    while event >= clock.nextBoundary {
      let end = clock.nextBoundary
      if clock.closePart(of: &record) {
        now = end
        closeSlice()
      }
      if clock.isOver(&record) { return true }
    }
    now = event
    return clock.isStopped(&record)
  }

  private mutating func closeSlice() {
    var sums: [Double] = []
    for station in 0..<stationCount {
      touch(places + station)
      sums += [places[station].presentArea, places[station].busyArea, places[station].refused]
      (places[station].presentArea, places[station].busyArea, places[station].refused) = (0, 0, 0)
    }
    for cell in 0..<(stationCount * classCount) { sums += [visits[cell].completed, visits[cell].time] }
    visits.update(repeating: Count(), count: stationCount * classCount)
    var histograms: [LatencyHistogram] = []
    for kind in 0..<classCount {
      sums += [responses[kind].completed, responses[kind].time]
      histograms.append(LatencyHistogram(counts: bins + kind * LatencyHistogram.binCount))
    }
    responses.update(repeating: Count(), count: classCount)
    bins.update(repeating: 0, count: classCount * LatencyHistogram.binCount)
    record.sums.append(sums)
    record.histograms.append(histograms)
  }
}
