import TenfoldCatalog
import TenfoldModel

/// Today's load and where it comes from.
struct LoadStatement {
  var system: System
  var note: String

  /// The system with the load that the options ask for, and a note in words on where the load comes from.
  static func applying(_ options: AnalysisOptions, to system: System) -> LoadStatement {
    var system = system
    let convention = Catalog.required("workload requestsPerUser").likely
    if let users = options.users {
      system.workload.users = .stated(users)
      system.workload.arrivalRate = nil
    }
    if let rate = options.rate {
      system.workload.arrivalRate = .stated(rate)
      if options.users == nil { system.workload.users = nil }
    }
    let perUser = system.workload.requestsPerUser?.likely
    let perUserText = "\(QuantityText.number(perUser ?? convention)) requests/s per user"
    let note: String
    switch (system.workload.users, system.workload.arrivalRate) {
    case (let users?, nil):
      note =
        "\(word(users)) \(QuantityText.users(users.likely)) x \(perUserText)\(perUser == nil ? " assumed" : "")"
    case (nil, let rate?):
      note = "\(word(rate)); users follow from \(perUserText)\(perUser == nil ? " assumed" : "")"
    case (let users?, let rate?):
      note = "\(word(rate)) rate for \(QuantityText.users(users.likely))"
    case (nil, nil):
      let users = Catalog.required("workload users").likely
      note = "assumed (\(QuantityText.users(users)) x \(QuantityText.number(perUser ?? convention)))"
    }
    return LoadStatement(system: system, note: note)
  }

  private static func word(_ quantity: Quantity) -> String { quantity.provenance.basis.rawValue }
}
