import TenfoldModel
import TenfoldPlatform

/// Reads charts, and what GitOps controllers install by them, into sets.
package enum HelmReader {
  /// What the built-in renderer is called in reports.
  package static let builtInRenderer = "built-in template reader"

  /// Every description of a system in charts among the files, by name.
  ///
  /// - A chart that is part of no other is rendered with its default values; with its production values on top
  ///   where these bring more to run.
  /// - An Argo CD Application or Flux HelmRelease renders the chart it names with the values it gives. A chart
  ///   that is not among the files is declared from the values alone.
  /// - Charts that share no workload are one set: parts of one system. Those that do are alternatives.
  package static func read(_ tree: SourceTree, options: DiscoveryOptions) -> [DeclarationSet] {
    read(tree, tool: options.usesExternalTools ? HelmTool() : nil)
  }

  /// The same with a given program, nil for the built-in reader.
  static func read(_ tree: SourceTree, tool: HelmTool?) -> [DeclarationSet] {
    var reading = HelmReading(tree: tree, tool: tool)
    return reading.sets()
  }
}

/// Charts of a tree while they are being read.
private struct HelmReading {
  private let tree: SourceTree
  private let tool: HelmTool?
  private let index: HelmChartIndex
  private var renderer = HelmRenderer()
  /// Charts and release names already rendered for an application.
  private var installed: Set<String> = []

  /// What one installation gives.
  private struct Part {
    var folder: String
    var rendering: HelmRenderer.Rendering
    var workloads: [WorkloadDeclaration] = []
    var renderer: String

    /// Names by which two parts describe the same thing.
    var names: Set<String> {
      let kinds: Set = ["Deployment", "StatefulSet", "DaemonSet", "Rollout", "Pod"]
      return Set(rendering.objects.filter { kinds.contains($0.kind) }.map(\.name) + workloads.map(\.name))
    }
  }

  init(tree: SourceTree, tool: HelmTool?) {
    self.tree = tree
    self.tool = tool
    index = HelmChartIndex(tree)
  }

  mutating func sets() -> [DeclarationSet] {
    var parts = index.roots.map { install($0) }
    var applications = parts.flatMap { $0.rendering.objects.flatMap(HelmApplication.all) }
    let templates = Set(index.charts.values.flatMap { $0.templates.map(\.path) })
    for file in tree.files where !file.isTemplate && !templates.contains(file.path) {
      let objects = file.documents.flatMap { KubernetesObject.objects(in: $0, file: file.path) }
      applications += objects.flatMap(HelmApplication.all)
    }
    // What an application installs is not installed by itself as well.
    let managed = Set(
      applications.compactMap { $0.path.flatMap { index.chart(atRepositoryPath: $0)?.folder } })
    parts.removeAll { managed.contains($0.folder) }
    var rounds = 0
    while !applications.isEmpty, rounds < 4 {
      rounds += 1
      let added = applications.compactMap { install($0) }
      parts += added
      applications = added.flatMap { $0.rendering.objects.flatMap(HelmApplication.all) }
    }
    return joined(
      parts.filter { !$0.rendering.objects.isEmpty || !$0.rendering.unread.isEmpty || !$0.workloads.isEmpty })
  }

  // MARK: - Installing

  private mutating func install(_ chart: HelmChart) -> Part {
    var release = HelmRelease(chart, name: chart.name, given: TemplateMap(), index: index)
    var rendering = renderer.render(release)
    var valueFiles: [SourceFile] = []
    if let file = chart.productionValues.first {
      let production = HelmRelease(chart, name: chart.name, given: chart.values(of: file), index: index)
      let other = renderer.render(production)
      let isBetter =
        (other.unitCount, -other.unread.count, -other.missingValues)
        > (rendering.unitCount, -rendering.unread.count, -rendering.missingValues)
      if isBetter {
        release = production
        rendering = other
        rendering.files.insert(file.path)
        valueFiles = [file]
        rendering.diagnostics.append(
          Diagnostic(
            .note, id: "TF-HELM-001",
            "chart \"\(chart.name)\" leaves things out by its default values; read with \(file.path)",
            at: SourceLocation(file: file.path)))
      }
    }
    return finished(release, rendering, valueFiles: valueFiles)
  }

  private mutating func install(_ application: HelmApplication) -> Part? {
    guard let path = application.path else { return nil }
    guard let chart = index.chart(atRepositoryPath: path) else {
      guard let workload = application.workload else { return nil }
      var rendering = HelmRenderer.Rendering()
      rendering.files = [application.location.file]
      rendering.diagnostics.append(
        Diagnostic(
          .note, id: "TF-HELM-005",
          "chart \"\(path)\" of \"\(application.name)\" is not among the files; read from its values alone",
          at: application.location))
      return Part(
        folder: application.location.file, rendering: rendering, workloads: [workload],
        renderer: HelmReader.builtInRenderer)
    }
    guard installed.insert(chart.folder + "\u{0}" + application.name).inserted else { return nil }
    let given = HelmValues.copy(application.values)
    for name in application.valueFiles.reversed() {
      let file = chart.files.first { chart.relative($0.path) == name }
      HelmValues.complete(given, with: chart.values(of: file))
    }
    let release = HelmRelease(chart, name: application.name, given: given, index: index)
    return finished(release, renderer.render(release, namespace: application.namespace), valueFiles: nil)
  }

  /// Lets `helm` render where it is installed and the values lie in files; declares what lies nowhere.
  private func finished(
    _ release: HelmRelease, _ builtIn: HelmRenderer.Rendering, valueFiles: [SourceFile]?
  ) -> Part {
    var part = Part(folder: release.chart.folder, rendering: builtIn, renderer: HelmReader.builtInRenderer)
    part.workloads = missing(release, under: release.name)
    guard let tool, let valueFiles else { return part }
    do throws(HelmToolFailure) {
      var rendering = try tool.render(
        release.chart, release: release.name, valueFiles: valueFiles, locatedBy: builtIn)
      rendering.diagnostics = builtIn.diagnostics.filter { $0.id != "TF-HELM-002" }
      part.rendering = rendering
      part.renderer = tool.name
    } catch {
      part.rendering.diagnostics.append(
        Diagnostic(
          .note, id: "TF-HELM-004",
          "\(tool.name) did not render chart \"\(release.chart.name)\" (\(error.reason)); read built in instead",
          at: release.chart.file.at(nil)))
    }
    return part
  }

  /// Dependencies out of chart repositories: what they run is known by their name.
  private func missing(_ release: HelmRelease, under name: String) -> [WorkloadDeclaration] {
    let own = release.missing.filter { $0.name != "common" }.map { dependency in
      let values = release.values[dependency.key]
      let fullName =
        values["fullnameOverride"].string ?? "\(name)-\(values["nameOverride"].string ?? dependency.key)"
      let location = release.chart.file.at(dependency.line)
      let image = values["image"]["repository"].string ?? dependency.name
      let container = ContainerDeclaration(
        name: dependency.name, image: image.isEmpty ? dependency.name : image, location: location)
      return WorkloadDeclaration(
        name: fullName, form: .application, location: location, containers: [container],
        labels: ["app.kubernetes.io/name": dependency.name],
        aliases: ["\(fullName)-master", "\(fullName)-primary", "\(fullName)-headless", "\(fullName)-server"])
    }
    return own + release.parts.flatMap { missing($0, under: name) }
  }

  // MARK: - Joining

  private func joined(_ parts: [Part]) -> [DeclarationSet] {
    var groups: [[Part]] = []
    var names: [Set<String>] = []
    for part in parts {
      let own = part.names
      if let index = names.firstIndex(where: { $0.isDisjoint(with: own) }) {
        groups[index].append(part)
        names[index].formUnion(own)
      } else {
        groups.append([part])
        names.append(own)
      }
    }
    return groups.map { set(of: $0) }.sorted { $0.name < $1.name }
  }

  private func set(of parts: [Part]) -> DeclarationSet {
    let files = parts.reduce(into: Set<String>()) { $0.formUnion($1.rendering.files) }
    let folders = parts.map(\.folder)
    var set = DeclarationSet(
      name: folders.count == 1 ? folders[0] : Self.commonFolder(folders), form: .helm, files: files.sorted(),
      renderer: Set(parts.map(\.renderer)).sorted().joined(separator: ", "))
    if set.name.isEmpty { set.name = index.charts[""]?.name ?? "charts" }
    set.unread = Self.unique(parts.flatMap(\.rendering.unread))
    set.diagnostics = Self.unique(parts.flatMap(\.rendering.diagnostics))
    KubernetesDeclarations.add(parts.flatMap(\.rendering.objects), to: &set)
    set.workloads += parts.flatMap(\.workloads)
    return set
  }

  private static func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return elements.filter { seen.insert($0).inserted }
  }

  private static func commonFolder(_ folders: [String]) -> String {
    var common = folders[0].split(separator: "/")
    for folder in folders {
      common = Array(zip(common, folder.split(separator: "/")).prefix { $0 == $1 }.map(\.0))
    }
    return common.joined(separator: "/")
  }
}
