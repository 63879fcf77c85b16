import TenfoldCatalog
import TenfoldModel

/// A remedy against incidents that were stated: it makes them rarer, shorter or smaller, by figures of the catalogue.
///
/// What it leaves of an incident is read again as a share of spoilt requests; what it changes besides in the system is read
/// with all other limits.
struct IncidentRemedy: Remedy {
  let id: String
  /// What it does about an incident at hand; nil where it does nothing about its cause.
  let effect: @Sendable (_ incident: Incident, _ situation: Situation) -> IncidentEffect?

  init(_ id: String, effect: @escaping @Sendable (Incident, Situation) -> IncidentEffect?) {
    self.id = id
    self.effect = effect
  }

  func proposals(in situation: Situation) -> [Proposal] {
    guard let limit = situation.target as? IncidentLimit else { return [] }
    let incident = situation.system.incidents[limit.incident]
    guard !incident.answeredBy.contains(id) else {
      return [.refused(subject: incident.component ?? incident.name, reason: "it is done already")]
    }
    switch effect(incident, situation) {
    case nil: return []
    case .refused(let reason)?:
      return [.refused(subject: incident.component ?? incident.name, reason: reason)]
    case .leaves(let left, let action, var system)?:
      var answered = left
      answered.answeredBy.append(id)
      system.incidents[limit.incident] = answered
      return [.change(subject: incident.component ?? incident.name, action: action, system: system)]
    }
  }
}

/// What a remedy does about an incident.
enum IncidentEffect {
  /// The incident as it is then, what is done, and the system changed besides.
  case leaves(Incident, action: String, system: System)
  /// The precondition that does not hold.
  case refused(String)
}

extension Incident {
  /// True when it lasts until somebody notices it and finds the cause, rather than until a place or a load is back.
  var isSearchedFor: Bool { [.change, .fault, .dependency].contains(cause) }

  /// The incident with a factor on how often it comes.
  func rarer(by factor: Double) -> Incident {
    var incident = self
    incident.perYear = incident.perYear?.scaled(by: factor)
    return incident
  }

  /// The incident with a factor of the catalogue on how often it comes.
  func rarer(by entry: String) -> Incident { rarer(by: Catalog.required("incident \(entry)").likely) }

  /// The incident with a factor on the share it spoils.
  func smaller(by factor: Double) -> Incident {
    var incident = self
    incident.affectedShare = incident.affectedShare?.scaled(by: factor)
    return incident
  }

  /// The incident with a factor of the catalogue on the share it spoils.
  func smaller(by entry: String) -> Incident { smaller(by: Catalog.required("incident \(entry)").likely) }

  /// The incident over at most `time` seconds after it began.
  func over(within time: Double) -> Incident {
    var incident = self
    guard let duration = incident.duration, duration.likely > time else { return incident }
    let factor = time / duration.likely
    incident.duration = duration.scaled(by: factor)
    incident.detectionTime = incident.detectionTime?.scaled(by: factor)
    incident.diagnosisTime = incident.diagnosisTime?.scaled(by: factor)
    return incident
  }

  /// The incident with one part of its time no longer than `limit`, in seconds.
  func shortening(_ part: WritableKeyPath<Incident, Quantity?>, to limit: Double) -> Incident {
    var incident = self
    guard let time = incident[keyPath: part], let duration = incident.duration, time.likely > limit,
      duration.likely > 0
    else { return incident }
    incident[keyPath: part] = time.scaled(by: limit / time.likely)
    incident.duration = duration.scaled(by: max(0, duration.likely - time.likely + limit) / duration.likely)
    return incident
  }
}
