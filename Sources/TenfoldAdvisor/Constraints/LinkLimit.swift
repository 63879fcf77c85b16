import TenfoldModel

/// What stores write does not fit through the narrowest link between regions that it is copied over.
struct LinkLimit: GrowthLimit {
  let identity = LimitIdentity(
    family: .communication, kind: "link", subject: "regions", quantity: "link between regions",
    unit: "bytes/s")

  static func all(in reading: Reading) -> [any GrowthLimit] {
    reading.system.linkBandwidth >= 0 && bytesPerRequest(in: reading) > 0 ? [LinkLimit()] : []
  }

  /// Bytes over one link per request to the system: a store with a region that takes all writes sends each of them, else a
  /// region sends its own, and the largest has most.
  private static func bytesPerRequest(in reading: Reading) -> Double {
    reading.system.components.indices.reduce(0) { sum, index in
      let entry = reading.system.components[index]
      guard entry.kind == .store, reading.copies(of: index) > 0 else { return sum }
      let own = entry.writesEverywhere ? reading.system.largestRegionShare : 1
      return sum + own * reading.writesPerRequest(of: index) * reading.value(entry.bytesPerWrite, or: 0)
    }
  }

  func value(at users: Double, in reading: Reading) -> Double {
    users * reading.requestsPerUser * Self.bytesPerRequest(in: reading)
  }

  /// The value is proportional to users, so nothing need be searched.
  func breakingUsers(in reading: Reading) -> Double {
    let perUser = value(at: 1, in: reading)
    let users = perUser > 0 ? limit(at: 1, in: reading) / perUser : .infinity
    return users <= GrowthSearch.mostUsers ? users : .infinity
  }

  func limit(at users: Double, in reading: Reading) -> Double {
    reading.value(reading.system.linkBandwidth, or: .infinity)
  }

  var plannedShare: Double { SaturationLimit.plannedUtilization }

  func explanation(at users: Double, in reading: Reading) -> String {
    "copies in other regions need \(QuantityText.bytes(value(at: users, in: reading)))/s of writes, and the narrowest link "
      + "carries \(QuantityText.bytes(limit(at: users, in: reading)))/s"
  }
}
