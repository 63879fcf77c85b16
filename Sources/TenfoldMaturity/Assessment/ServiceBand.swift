/// Bands of the number of own services; between two bands the lower level counts.
enum ServiceBand {
  /// Level of a number of services ≥ 1.
  static func level(of count: Int) -> Int {
    switch count {
    case ..<10: 1
    case ..<50: 2
    case ..<200: 3
    default: 4
    }
  }

  /// A remark on a number that lies between two bands.
  static func note(for count: Int) -> String? {
    switch count {
    case 6...9: "\(count) services: between 1-5 and 10-20"
    case 21...49: "\(count) services: between 10-20 and 50-100"
    case 101...199: "\(count) services: between 50-100 and 200 and more"
    default: nil
    }
  }
}
