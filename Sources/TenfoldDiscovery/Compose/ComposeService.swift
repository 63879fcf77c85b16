internal import TenfoldModel
internal import TenfoldPlatform

/// Turns one service of a merged project into a workload.
struct ComposeService {
  let name: String
  let location: SourceLocation
  let value: ComposeValue
  let project: ComposeProject

  /// The workload; its only container has the service's name.
  var workload: WorkloadDeclaration {
    WorkloadDeclaration(
      name: name, form: .composeService, location: location, containers: [container],
      labels: labels, replicas: replicas, dependencies: dependencies, aliases: aliases,
      profiles: profiles)
  }

  /// Profiles that it belongs to; empty when it always starts.
  var profiles: [String] { value["profiles"]?.strings ?? [] }

  /// Why it does not start by default; nil when it does.
  func reasonToRest(activeProfiles: Set<String>) -> String? {
    if !profiles.isEmpty, activeProfiles.isDisjoint(with: profiles + ["*"]) {
      return "profile \(profiles.joined(separator: ", ")) is not active"
    }
    return replicas == 0 ? "0 replicas" : nil
  }

  private var replicas: Int? {
    let written = value[["deploy", "replicas"]]?.int ?? value["scale"]?.int
    return written.flatMap { $0 >= 0 ? $0 : nil }
  }

  private var labels: [String: String] {
    var labels: [String: String] = [:]
    for source in [value["labels"], value[["deploy", "labels"]]] {
      for entry in source?.asMapping().entries ?? [] { labels[entry.key] = entry.value.string ?? "" }
    }
    return labels
  }

  private var container: ContainerDeclaration {
    var container = ContainerDeclaration(
      name: name, image: image, buildContext: buildContext, environment: environment,
      arguments: words(of: value["entrypoint"]) + words(of: value["command"]), ports: ports, mounts: mounts,
      cpuRequest: quantity([["deploy", "resources", "reservations", "cpus"]], UnitText.cores),
      cpuLimit: quantity([["deploy", "resources", "limits", "cpus"], ["cpus"]], UnitText.cores) ?? cpuQuota,
      memory: quantity(
        [
          ["deploy", "resources", "limits", "memory"], ["mem_limit"],
          ["deploy", "resources", "reservations", "memory"], ["mem_reservation"],
        ], Self.bytes),
      probe: probe,
      loggingDriver: value[["logging", "driver"]].flatMap { driver in
        driver.string.map { Argument($0, at: driver.location) }
      },
      location: location)
    container.dockerfile = dockerfile
    return container
  }

  /// The image; parts that an unset variable leaves empty are dropped rather than kept as `/web:`.
  private var image: String? {
    guard var image = value["image"]?.string?.trimmed else { return nil }
    while image.hasSuffix(":") || image.hasSuffix("@") { image.removeLast() }
    while image.hasPrefix("/") { image.removeFirst() }
    return image.isEmpty ? nil : image
  }

  private var buildContext: String? {
    guard let build = value["build"], !build.isNull else { return nil }
    let context = build.string ?? build["context"]?.string ?? "."
    if context.contains("://") || context.hasPrefix("git@") { return nil }
    return ComposePath.resolved(context, in: build["context"]?.folder ?? build.folder)
  }

  private var dockerfile: String? {
    guard let context = buildContext else { return nil }
    let written = value[["build", "dockerfile"]]?.string ?? "Dockerfile"
    return ComposePath.resolved(written, in: context == "." ? "" : context)
  }

  private func words(of value: ComposeValue?) -> [Argument] {
    guard let value else { return [] }
    if let text = value.string {
      return ShellWords.split(text).map { Argument($0, at: value.location) }
    }
    return value.items.compactMap { item in item.string.map { Argument($0, at: item.location) } }
  }

  private var ports: [PortDeclaration] {
    let published = (value["ports"]?.itemsOrItself ?? []).flatMap { ComposePort.declared($0) }
    let exposed = (value["expose"]?.itemsOrItself ?? []).flatMap { ComposePort.declared($0) }
    let known = Set(published.map(\.container))
    return published + exposed.filter { !known.contains($0.container) }
  }

  private var probe: SourceLocation? {
    guard let healthcheck = value["healthcheck"], healthcheck["disable"]?.isTrue != true,
      healthcheck["test"]?.strings.first != "NONE"
    else { return nil }
    return healthcheck.location
  }

  // MARK: Quantities

  private func quantity(_ paths: [[String]], _ number: (String) -> Double?) -> Quantity? {
    for path in paths {
      if let found = value[path], let text = found.string, let amount = number(text), amount > 0 {
        return .stated(amount, at: found.location)
      }
    }
    return nil
  }

  private var cpuQuota: Quantity? {
    guard let quota = value["cpu_quota"]?.int, let location = value["cpu_quota"]?.location, quota > 0 else {
      return nil
    }
    let period = value["cpu_period"]?.int ?? 100_000
    return period > 0 ? .stated(Double(quota) / Double(period), at: location) : nil
  }

  /// Compose counts `k`, `m` and `g` by 1024, with or without a `b` after them.
  private static func bytes(_ text: String) -> Double? {
    let number = text.trimmed.lowercased()
    let unit = number.reversed().first { $0 != "b" && $0 != "i" }
    guard let unit, "kmgt".contains(unit), let end = number.firstIndex(of: unit) else {
      return UnitText.bytes(number)
    }
    return UnitText.bytes(number[..<end] + unit.uppercased() + "i")
  }

  // MARK: Names

  private var aliases: [String] {
    var aliases = ["container_name", "hostname"].compactMap { value[$0]?.string }
    for network in value["networks"]?.entries ?? [] { aliases += network.value["aliases"]?.strings ?? [] }
    aliases += project.linkAliases[name] ?? []
    var seen: Set<String> = [name]
    return aliases.filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  private var dependencies: [DependencyDeclaration] {
    var dependencies = (value["depends_on"]?.namesAsMapping().entries ?? []).map { entry in
      DependencyDeclaration(
        name: entry.key, condition: entry.value["condition"]?.string ?? "service_started",
        location: entry.location)
    }
    for link in value["links"]?.itemsOrItself ?? [] {
      guard let target = link.string?.split(separator: ":").first.map(String.init) else { continue }
      if !dependencies.contains(where: { $0.name == target }) {
        dependencies.append(DependencyDeclaration(name: target, condition: "links", location: link.location))
      }
    }
    return dependencies
  }

  // MARK: Environment

  private var environment: [EnvironmentEntry] {
    var entries: [EnvironmentEntry] = []
    var places: [String: Int] = [:]
    func add(_ entry: EnvironmentEntry) {
      if let place = places[entry.name] {
        entries[place] = entry
      } else {
        places[entry.name] = entries.count
        entries.append(entry)
      }
    }
    for item in value["env_file"]?.itemsOrItself ?? [] {
      guard let written = item.string ?? item["path"]?.string else { continue }
      let path = ComposePath.resolved(written, in: item.folder)
      guard let file = project.environmentFile(at: path) else { continue }
      let content = EnvironmentFile(file, isRaw: item["format"]?.string == "raw") {
        project.variables.value(of: $0)
      }
      for variable in content.variables {
        add(
          EnvironmentEntry(
            name: variable.name, value: variable.value ?? project.variables.value(of: variable.name),
            origin: .configuration(object: file.path, isShared: true), location: variable.location))
      }
    }
    for entry in value["environment"]?.asMapping().entries ?? [] where !entry.key.isEmpty {
      if let text = entry.value.string {
        // A value that is nothing but a variable nobody sets is unknown, not empty.
        add(
          EnvironmentEntry(
            name: entry.key, value: entry.value.isUnset ? nil : text, location: entry.value.location))
      } else {
        let known = project.variables[entry.key]
        add(
          EnvironmentEntry(name: entry.key, value: known?.value, location: known?.location ?? entry.location))
      }
    }
    return entries
  }

  // MARK: Mounts

  private var mounts: [MountDeclaration] {
    var mounts = (value["volumes"]?.itemsOrItself ?? []).compactMap { item in
      ComposeMount(item)?.declared(at: item)
    }
    for item in value["configs"]?.itemsOrItself ?? [] {
      guard let name = item.string ?? item["source"]?.string else { continue }
      mounts.append(
        MountDeclaration(
          source: .configuration(name), path: item["target"]?.string ?? "/" + name, location: item.location))
    }
    for item in value["secrets"]?.itemsOrItself ?? [] {
      guard let name = item.string ?? item["source"]?.string else { continue }
      let target = item["target"]?.string ?? name
      mounts.append(
        MountDeclaration(
          source: .secret(name), path: target.hasPrefix("/") ? target : "/run/secrets/" + target,
          location: item.location))
    }
    return mounts
  }
}
