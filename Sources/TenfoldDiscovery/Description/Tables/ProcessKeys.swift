internal import TenfoldModel
internal import TenfoldPlatform

/// The keys of the two processes around a system: how changes reach it and how faults are ended.
enum ProcessKeys {
  static let delivery = DescriptionTable<Delivery>(
    name: "delivery", help: "How changes reach production.",
    keys: [
      .choice(
        "method", \.method,
        [("manual", .manual), ("pipeline", .pipeline), ("canary", .canary), ("waves", .waves)],
        fallback: .some(nil), "Who carries a change: a person, a pipeline, a canary, waves over clusters",
        source: "manual, pipeline, canary or waves"),
      .quantity(
        "changesPerServiceAndWeek", \.changesPerServiceAndWeek, .count, "Changes of one service in a week",
        source: "count deployments of a month"),
      .quantity("handsOnTime", \.handsOnTime, .duration, "Time of a person each deployment takes"),
      .quantity("duration", \.duration, .duration, "Time from finished change to production without waiting"),
      .quantity("failureShare", \.failureShare, .share, "Share of changes that harm users"),
      .quantity(
        "exposedShare", \.exposedShare, .share, "Share of the traffic that meets a change before it is judged"
      ),
      .quantity("rollbackTime", \.rollbackTime, .duration, "Time to roll a harmful change back once noticed"),
      .quantity("runners", \.runners, .count, "Work at a time that the pipeline's runners do"),
      .quantity("people", \.people, .count, "People who can deploy", source: "it bounds work by hand"),
      .quantity("peopleShare", \.peopleShare, .share, "Share of their time they can give to deployments"),
      .quantity("teams", \.teams, .count, "Teams that own services"),
      .flag(
        "releasesIndependently", \.releasesIndependently,
        "Whether every service is released by itself rather than all together"),
      .quantity(
        "careTimePerServiceAndWeek", \.careTimePerServiceAndWeek, .duration,
        "Time of a person one service takes a week besides deployments"),
      .quantity(
        "caretakers", \.caretakers, .count,
        "People who do nothing but keep services running, where that is known instead"),
      .named(
        "stages", \.stages, stage, called: \.name, start: { Delivery.Stage(name: $0) },
        "Stages of the pipeline in order, by name"),
      .list(
        "exposures", \.exposures, exposure, start: { Delivery.Exposure(share: .stated(0)) },
        "Steps by which a canary meets the traffic"),
      .quantity("judgePower", \.judgePower, .share, "Share of harmful changes a canary's judge notices"),
      .quantity("waves", \.waves, .count, "Groups of clusters a change reaches one after the other"),
    ])

  static let stage = DescriptionTable<Delivery.Stage>(
    name: "stage", help: "One stage of a pipeline.",
    keys: [
      .quantity("duration", \.duration, .duration, "Time it takes"),
      .quantity(
        "caughtShare", \.caughtShare, .share, "Share of the harmful changes reaching it that it stops"),
    ])

  static let exposure = DescriptionTable<Delivery.Exposure>(
    name: "exposure", help: "One step of a canary.",
    keys: [
      .required("share", \.share, .share, "Share of the traffic that meets the change"),
      .quantity("duration", \.duration, .duration, "Time it stays there"),
    ])

  static let observation = DescriptionTable<Observation>(
    name: "observation", help: "What is logged, measured, traced, alerted on and healed.",
    keys: [
      .flag("centralLogs", \.centralLogs, "Whether logs of all services come together in one place"),
      .quantity("metricsInterval", \.metricsInterval, .duration, "Time between two readings of a metric"),
      .quantity("traceSampling", \.traceSampling, .share, "Share of requests traced"),
      .flag("alerts", \.alerts, "Whether alerts on what users feel reach a person"),
      .flag("anomalyDetection", \.anomalyDetection, "Whether a controller detects anomalies"),
      .flag("selfHealing", \.selfHealing, "Whether a controller ends faults by itself"),
      .quantity("detectionTime", \.detectionTime, .duration, "Time until a fault is noticed"),
      .quantity("diagnosisTime", \.diagnosisTime, .duration, "Time until its cause is found"),
      .quantity("repairTime", \.repairTime, .duration, "Time until it is ended once found"),
      .quantity(
        "faultsPerComponentAndYear", \.faultsPerComponentAndYear, .count,
        "Faults that need someone, per component and year"),
      .quantity("healedShare", \.healedShare, .share, "Share of faults that controllers end by themselves"),
      .quantity("falseAlarmsPerWeek", \.falseAlarmsPerWeek, .count, "Alarms a week without a fault behind"),
      .quantity(
        "cpuPerRequest", \.cpuPerRequest, .duration,
        "CPU time logs, metrics and traces take of each service a request passes"),
      .quantity("bytesPerRequest", \.bytesPerRequest, .bytes, "Logs, metrics and traces one request leaves"),
    ])

  static let incident = DescriptionTable<Incident>(
    name: "incident", help: "Something that went wrong and may again.",
    keys: [
      .choice(
        "cause", \.cause,
        [
          ("change", .change), ("fault", .fault), ("zone", .zone), ("region", .region),
          ("overload", .overload),
          ("dependency", .dependency), ("retryStorm", .retryStorm), ("tenant", .tenant),
          ("duplicate", .duplicate),
        ], fallback: nil,
        "What causes it: a change that did harm, a part that failed, a zone or region lost, more than could be done, "
          + "something called that was slow or failed, calls repeated again and again, one tenant or client at the cost "
          + "of others, something done twice"),
      DescriptionKey(
        "component", .text, "Where it begins; the whole system when left out",
        read: { node, incident, reading in incident.component = reading.componentName(node) },
        write: { $0.component.map { .text($0) } }),
      .quantity("perYear", \.perYear, .count, "How often it comes in a year"),
      .quantity("duration", \.duration, .duration, "Time from its begin until it is over"),
      .quantity("detectionTime", \.detectionTime, .duration, "The part of it until somebody notices"),
      .quantity("diagnosisTime", \.diagnosisTime, .duration, "The part from then until its cause is found"),
      .quantity(
        "affectedShare", \.affectedShare, .share, "Share of the requests, or tenants, that it spoils"),
      .texts(
        "answeredBy", \.answeredBy, "What is done against it already: ids of remedies, such as `rate-limit`"),
    ])
}
