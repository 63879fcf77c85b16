import TenfoldModel
import TenfoldPlatform

/// A chart with the values it is installed with, and its sub-charts with theirs.
final class HelmRelease {
  let chart: HelmChart
  /// Its name, for a sub-chart the alias.
  let name: String
  let values: TemplateMap
  private(set) var parts: [HelmRelease] = []
  /// Dependencies that are switched on and lie nowhere in the tree.
  private(set) var missing: [HelmDependency] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// Combines values as Helm does: what is given from above wins over the chart's defaults.
  init(_ chart: HelmChart, name: String, given: TemplateMap, index: HelmChartIndex, depth: Int = 0) {
    self.chart = chart
    self.name = name
    values = HelmValues.copy(given)
    HelmValues.complete(values, with: chart.defaults)
    guard depth < 10 else { return }
    let dependencies = chart.dependencies
    let chosen = chosenEnvironment(dependencies)
    for dependency in dependencies where chosen == dependency.key || dependency.isEnabled(by: values) {
      if let part = index.chart(dependency, of: chart) {
        add(part, key: dependency.key, index: index, depth: depth)
      } else {
        missing.append(dependency)
      }
    }
    let listed = Set(dependencies.map(\.name))
    for part in index.vendored(in: chart) where !listed.contains(part.name) {
      add(part, key: part.name, index: index, depth: depth)
    }
    importValues(dependencies)
  }

  private func add(_ part: HelmChart, key: String, index: HelmChartIndex, depth: Int) {
    let given = HelmValues.copy(values[key].map ?? TemplateMap())
    let globals = HelmValues.copy(values["global"].map ?? TemplateMap())
    HelmValues.complete(globals, with: given["global"].map ?? TemplateMap())
    given["global"] = .map(globals)
    let release = HelmRelease(part, name: key, given: given, index: index, depth: depth + 1)
    parts.append(release)
    values[key] = .map(release.values)
  }

  /// Of dependencies that are environments (`shop-dev`, `shop-prod`) and all switched off, the key of the one
  /// for production: the chart is made to be installed with exactly one of them.
  private func chosenEnvironment(_ dependencies: [HelmDependency]) -> String? {
    let environments = dependencies.filter {
      !$0.conditions.isEmpty && EnvironmentName.rank(of: $0.key) != nil
    }
    guard environments.count > 1, !environments.contains(where: { $0.isEnabled(by: values) }) else {
      return nil
    }
    let best = environments.min {
      (EnvironmentName.rank(of: $0.key)?.rawValue ?? 9, $0.key)
        < (EnvironmentName.rank(of: $1.key)?.rawValue ?? 9, $1.key)
    }
    guard let best else { return nil }
    diagnostics.append(
      Diagnostic(
        .warning, id: "TF-HELM-003",
        "no environment of chart \"\(chart.name)\" is switched on; read with \"\(best.key)\"",
        at: chart.file.at(best.line)))
    return best.key
  }

  private func importValues(_ dependencies: [HelmDependency]) {
    let imported = TemplateMap()
    for dependency in dependencies {
      guard let part = parts.first(where: { $0.name == dependency.key }) else { continue }
      for entry in dependency.importValues {
        let child = entry["child"]?.string ?? entry.string.map { "exports." + $0 } ?? ""
        let path = child.split(separator: ".").map(String.init)
        guard var found = TemplateValue.map(part.values)[path].map else { continue }
        for key in (entry["parent"]?.string ?? "").split(separator: ".").reversed() where key != "." {
          found = TemplateMap([String(key): .map(found)])
        }
        HelmValues.complete(imported, with: found)
      }
    }
    guard !imported.entries.isEmpty else { return }
    HelmValues.dropNulls(in: values)
    HelmValues.complete(values, with: imported)
  }
}

/// How Helm combines values.
enum HelmValues {
  /// Adds what is missing; a null that stands already takes the key away.
  static func complete(_ values: TemplateMap, with defaults: TemplateMap, depth: Int = 0) {
    for (key, value) in defaults.entries {
      guard let existing = values.entries[key] else {
        values[key] = copy(value)
        continue
      }
      if existing.isNull {
        values.entries[key] = value.isNull ? .null : nil
      } else if let existing = existing.map, let value = value.map, depth < 100 {
        complete(existing, with: value, depth: depth + 1)
      }
    }
  }

  static func copy(_ map: TemplateMap) -> TemplateMap {
    copy(.map(map)).map ?? TemplateMap()
  }

  private static func copy(_ value: TemplateValue) -> TemplateValue {
    switch value {
    case .map(let map): .map(TemplateMap(map.entries.mapValues { copy($0) }))
    case .list(let items): .list(items.map { copy($0) })
    default: value
    }
  }

  static func dropNulls(in map: TemplateMap) {
    for (key, value) in map.entries {
      if value.isNull { map.entries[key] = nil }
      if let inner = value.map { dropNulls(in: inner) }
    }
  }
}
