/// Comparison that takes as long whatever is compared, so that its time tells nothing of a secret.
package enum ConstantTime {
  /// True when two texts have the same bytes; the time depends on the length of `given` alone.
  package static func areEqual(_ given: [UInt8], secret: [UInt8]) -> Bool {
    guard !secret.isEmpty else { return false }
    var difference = given.count ^ secret.count
    for index in given.indices { difference |= Int(given[index] ^ secret[index % secret.count]) }
    return difference == 0
  }
}
