import TenfoldModel

extension Catalog {
  /// How changes reach production, by method.
  static let deliveryEntries: [CatalogEntry] = [
    .init("manual handsOnTime", 900, 2700, 7200, "s", .e, .expert),
    .init("pipeline handsOnTime", 180, 600, 1800, "s", .e, .expert),
    .init("canary handsOnTime", 60, 180, 600, "s", .e, .expert),
    .init("waves handsOnTime", 60, 180, 600, "s", .e, .expert),
    .init("manual duration", 1800, 3600, 14_400, "s", .e, .expert),
    .init("pipeline duration", 600, 1200, 3600, "s", .e, .expert),
    .init("canary duration", 1800, 3600, 7200, "s", .e, .expert),
    .init("waves duration", 7200, 14_400, 86_400, "s", .e, .expert),
    .init("manual failureShare", 0.1, 0.2, 0.4, "share", .c, .dora),
    .init("pipeline failureShare", 0.05, 0.12, 0.25, "share", .c, .dora),
    .init("canary failureShare", 0.05, 0.12, 0.25, "share", .c, .dora),
    .init("waves failureShare", 0.05, 0.12, 0.25, "share", .c, .dora),
    .init("manual exposedShare", 1, 1, 1, "share", .e, .convention),
    .init("pipeline exposedShare", 1, 1, 1, "share", .e, .convention),
    .init("canary exposedShare", 0.02, 0.05, 0.1, "share", .e, .expert),
    .init("waves exposedShare", 0.01, 0.03, 0.1, "share", .e, .expert),
    .init("manual rollbackTime", 600, 1800, 7200, "s", .e, .expert),
    .init("pipeline rollbackTime", 300, 900, 1800, "s", .e, .expert),
    .init("canary rollbackTime", 30, 120, 300, "s", .e, .expert),
    .init("waves rollbackTime", 30, 120, 300, "s", .e, .expert),
    .init("delivery impact", 0.02, 0.1, 0.5, "share", .e, .expert),
    .init("delivery changesPerServiceAndWeek", 0.5, 1, 3, "1", .e, .expert),
    .init("delivery peoplePerService", 0.4, 0.7, 1.2, "1", .e, .expert),
    .init("delivery peopleMinimum", 2, 2, 2, "1", .e, .convention),
    .init("delivery peopleShare", 0.1, 0.2, 0.3, "share", .e, .expert),
    .init("delivery hoursPerWeek", 40, 40, 40, "1", .e, .convention),
    .init("delivery runners", 2, 4, 10, "1", .e, .expert),
    .init("work weekCost", 2000, 4000, 8000, "USD", .e, .expert),
  ]

  /// How faults are noticed, found and ended, by level of observation: 1 basic logs, 2 collected logs and
  /// metrics, 3 traces and alerts, 4 detectors and healers.
  static let observationEntries: [CatalogEntry] = [
    .init("orchestrator restarts", 0.1, 0.25, 0.5, "share", .e, .expert),
    .init("observation-1 detectionTime", 600, 1800, 14_400, "s", .e, .expert),
    .init("observation-2 detectionTime", 300, 600, 3600, "s", .e, .expert),
    .init("observation-3 detectionTime", 60, 180, 600, "s", .e, .expert),
    .init("observation-4 detectionTime", 15, 60, 300, "s", .e, .expert),
    .init("observation-1 diagnosisTime", 1800, 7200, 28_800, "s", .e, .expert),
    .init("observation-2 diagnosisTime", 900, 2700, 7200, "s", .e, .expert),
    .init("observation-3 diagnosisTime", 300, 900, 3600, "s", .e, .expert),
    .init("observation-4 diagnosisTime", 10, 60, 600, "s", .e, .expert),
    .init("observation-1 repairTime", 600, 1800, 7200, "s", .e, .expert),
    .init("observation-2 repairTime", 600, 1800, 7200, "s", .e, .expert),
    .init("observation-3 repairTime", 300, 900, 3600, "s", .e, .expert),
    .init("observation-4 repairTime", 30, 120, 600, "s", .e, .expert),
    .init("observation faults", 0.2, 0.5, 2, "1", .e, .expert),
    .init("observation impact", 0.02, 0.1, 0.5, "share", .e, .expert),
    .init("telemetry logBytes", 200, 500, 2000, "bytes", .e, .expert),
    .init("telemetry spanBytes", 300, 500, 1000, "bytes", .e, .expert),
    .init("telemetry keptShare", 0.1, 0.3, 0.5, "share", .e, .expert),
    .init("telemetry sampling", 0.001, 0.01, 0.1, "share", .e, .expert),
  ]
}
