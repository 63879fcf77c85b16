import TenfoldCatalog
import TenfoldModel

/// How the product grows with its users: a convention read off the ladder, stated in every answer that uses it.
///
/// The ladder goes from about 3 to 15 to 75 to 220 services while users grow a hundredfold each time, which is
/// services proportional to users to the power 0.3 (0.2 to 0.4). People do not grow: the answer is how far
/// today's people carry.
struct ProductGrowth {
  /// Services at a number of users; not fewer than now.
  static func services(at users: Double, in reading: Reading) -> Double {
    max(1, Double(reading.system.serviceCount)) * factor(at: users, in: reading)
  }

  /// Services at a number of users over services now.
  static func factor(at users: Double, in reading: Reading) -> Double {
    power(max(1, users / reading.usersNow), reading.value(reading.system.serviceGrowth, or: 0.3))
  }

  /// Deployments a week at a number of users.
  static func deploymentsPerWeek(at users: Double, in reading: Reading) -> Double {
    let changes = reading.value(reading.system.delivery.changes, or: 1)
    return reading.system.releasesTogether ? changes : changes * services(at: users, in: reading)
  }

  /// Seconds of a week in which people work.
  static var workingWeek: Double { Catalog.required("delivery hoursPerWeek").likely * 3600 }
  /// Seconds in a week.
  static let week = 604_800.0
  /// Seconds in a year.
  static let year = 31_536_000.0
}
