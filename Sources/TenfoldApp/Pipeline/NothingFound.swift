internal import TenfoldAdvisor
internal import TenfoldDiscovery
internal import TenfoldModel

extension Discovered {
  /// Ends a command that needs a component where the files showed none, with what may be the reason.
  func requireComponents() throws {
    guard system.components.isEmpty else { return }
    throw InputError(AdvisorError.noComponents(system: system.name).description + reasons)
  }

  /// Ends a command where nothing was found in files that were meant to be understood and could not be.
  func requireReadable() throws {
    let isBroken = inventory.diagnostics.contains { $0.severity == .error }
    guard system.components.isEmpty, isBroken else { return }
    try requireComponents()
  }

  /// What could not be read or understood.
  private var reasons: String {
    let unread = inventory.unread.map { "\($0.file): \($0.reason)" }
    let doubts = inventory.diagnostics.filter { $0.severity != .note }
      .map { doubt in (doubt.location.map { "\($0): " } ?? "") + doubt.message }
    let reasons = (unread + doubts).prefix(3)
    return reasons.isEmpty ? "" : "\nnot read: " + reasons.joined(separator: "\nnot read: ")
  }
}
