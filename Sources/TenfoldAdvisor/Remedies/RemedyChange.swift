public import TenfoldModel
import TenfoldCatalog

/// One remedy applied to a system: what would be done, and the system as it would be.
public struct RemedyChange: Sendable, Hashable {
  /// What it is applied to, a component or a process.
  public var subject: String
  /// What is done, in a few words with its numbers.
  public var action: String
  /// The limit it was sized against, such as `db CPU`.
  public var limit: String
  /// The system as it would be.
  public var system: System
}

/// What one remedy would do to a system on its way to a goal.
public struct RemedyAnswer: Sendable {
  /// The system as it is, with its unknowns assumed.
  public var system: System
  /// Changes, at most one for a subject, in the order in which their limits break.
  public var changes: [RemedyChange]
  /// Why it changes nothing else, as the remedy itself says.
  public var refusals: [Rejection]
  /// Users that the changes are sized for.
  public var goalUsers: Double
  /// Requests per second that these users bring.
  public var goalRate: Double
}

extension Advisor {
  /// Sizes one remedy for the growth asked for, against every limit that it knows a change for.
  ///
  /// Of several changes of one subject the first that carries the limit to the goal is taken, else the one that
  /// carries it farthest: remedies propose the smaller ones first.
  ///
  /// - Parameters:
  ///   - remedy: The remedy's id; one that the model cannot carry changes nothing.
  ///   - analysis: What was found out about the system: its load and its goal are taken from there.
  /// - Complexity: O(limits · proposals) readings of the system.
  public static func changes(by remedy: String, in analysis: Analysis) -> RemedyAnswer {
    let system = analysis.system
    let goal = analysis.goal.users
    let limits = LimitSet(system, lowered: Catalog.lower(system))
    var answer = RemedyAnswer(
      system: system, changes: [], refusals: [], goalUsers: goal,
      goalRate: goal * limits.likely.requestsPerUser)
    guard let chosen = AllRemedies.list.first(where: { $0.id == remedy }) else { return answer }
    let breaks = limits.likelyBreaks.filter(\.users.isFinite).sorted { $0.users < $1.users }
    for entry in breaks where entry.users < goal / entry.limit.plannedShare {
      let situation = Situation(
        system: system, limits: limits, target: entry.limit, breakingUsers: entry.users, goalUsers: goal)
      answer.take(chosen.proposals(in: situation), of: remedy, against: entry.limit, limits: limits)
    }
    return answer
  }
}

extension RemedyAnswer {
  /// Takes the best proposal for each subject that has no change yet.
  fileprivate mutating func take(
    _ proposals: [Proposal], of remedy: String, against limit: any GrowthLimit, limits: LimitSet
  ) {
    let known = Set(changes.map(\.subject))
    var best: [(change: RemedyChange, users: Double)] = []
    for proposal in proposals {
      switch proposal {
      case .refused(let subject, let reason):
        let rejection = Rejection(remedy: remedy, subject: subject, reason: reason)
        if !refusals.contains(where: { $0.subject == subject && $0.reason == reason }) {
          refusals.append(rejection)
        }
      case .change(let subject, let action, _, let system):
        guard !known.contains(subject) else { continue }
        let change = RemedyChange(
          subject: subject, action: action, limit: limit.identity.name, system: system)
        let users = reached(by: system, at: subject, limit: limit.identity, refuted: limits.refuted)
        if let index = best.firstIndex(where: { $0.change.subject == subject }) {
          if best[index].users < min(users, goalUsers) { best[index] = (change, users) }
        } else {
          best.append((change, users))
        }
      }
    }
    changes += best.map(\.change)
  }

  /// Users at which a limit, or the subject or its copies being used up, leaves the planned share in a changed system;
  /// infinite where the change removes all of that.
  private func reached(
    by system: System, at subject: String, limit: LimitIdentity, refuted: [LimitIdentity]
  ) -> Double {
    var changed = system
    for index in changed.components.indices { changed.components[index].observed = [] }
    let limits = LimitSet(changed, lowered: Catalog.lower(changed), refuted: refuted)
    // Copies that take the load off a store must carry it themselves.
    let parts = [subject, "\(subject) replicas"]
    let left = limits.likelyBreaks.filter { entry in
      let identity = entry.limit.identity
      return identity == limit || identity.kind == "saturation" && parts.contains(identity.subject)
    }
    return left.map { $0.users * $0.limit.plannedShare }.min() ?? .infinity
  }
}
