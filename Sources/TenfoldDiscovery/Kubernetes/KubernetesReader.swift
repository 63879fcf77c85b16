import TenfoldModel
import TenfoldPlatform

/// Reads Kubernetes manifests, kustomizations and dumps into sets of files that are used together.
package enum KubernetesReader {
  /// Every description of a system in plain manifests, kustomizations or dumps among the files, by name.
  ///
  /// - A kustomization that no other refers to is a set, with all it brings in; it is named after its folder.
  /// - The manifests of a folder that no kustomization uses are a set, named after the folder, or after the
  ///   file where there is one; dumps apart from what people wrote.
  /// - Sets that differ in one folder of their path, named after their workloads (`src/*/k8s`), are one.
  ///
  /// Templates of charts are no manifests and are left to the reader of charts.
  package static func read(_ tree: SourceTree, options: DiscoveryOptions) -> [DeclarationSet] {
    let kustomizations = tree.files.compactMap(Kustomization.init).reduce(into: [String: Kustomization]()) {
      $0[$1.folder] = $1
    }
    var used: Set<String> = []
    var parts: [SetOfObjects] = []
    let referenced = Set(kustomizations.values.flatMap(\.references))
    let entryPoints = kustomizations.values.filter { !referenced.contains($0.folder) || $0.folder.isEmpty }
    var renderer = KustomizeRenderer(isAllowed: options.usesExternalTools)
    for kustomization in entryPoints.sorted(by: { $0.folder < $1.folder }) {
      var builder = KustomizationBuilder(tree: tree, kustomizations: kustomizations)
      let built = builder.build(kustomization)
      used.formUnion(builder.files)
      let isPart = kustomization.isComponent
      let rendered =
        isPart ? .init(objects: built) : renderer.render(kustomization, built: built, gaps: builder.gaps)
      guard !rendered.objects.isEmpty else { continue }
      parts.append(
        SetOfObjects(
          name: kustomization.folder.isEmpty ? kustomization.file.name : kustomization.folder,
          folder: kustomization.folder, form: .kustomize, files: builder.files.sorted(),
          objects: rendered.objects, renderer: rendered.renderer, diagnostics: rendered.diagnostics,
          isOptional: isPart))
    }
    for kustomization in kustomizations.values { used.formUnion(kustomization.references) }
    parts += ManifestFolders(tree, except: used).sets
    parts = SetOfObjects.joined(parts)

    let uses = ManifestUses(tree)
    return parts.map { part in
      var set = DeclarationSet(
        name: part.name, form: part.form, files: part.files, renderer: part.renderer,
        diagnostics: part.diagnostics)
      set.isOptional = part.isOptional || ManifestFolders.isAside(part.folder)
      KubernetesDeclarations.add(part.objects, to: &set)
      set.appliedBy = uses.places(applying: set, folder: part.folder)
      return set
    }.sorted { $0.name < $1.name }
  }
}

/// Objects that are used together, before they are declared.
struct SetOfObjects {
  var name: String
  /// Folder that stands for it; of joined sets the one before they part.
  var folder: String
  var form: DeclarationSet.Form
  var files: [String]
  var objects: [KubernetesObject]
  var renderer: String?
  var diagnostics: [Diagnostic] = []
  var isOptional = false

  /// Names of its workloads.
  var workloadNames: [String] {
    objects.filter { PodTemplate($0) != nil || OperatorResource($0) != nil }.map(\.name)
  }

  /// Joins sets that differ in one folder of their path, where that folder is named after what is in it: the
  /// layout in which each service keeps its own manifests.
  static func joined(_ sets: [SetOfObjects]) -> [SetOfObjects] {
    struct Pattern: Hashable {
      var form: DeclarationSet.Form
      var before: [Substring]
      var after: [Substring]
    }
    var groups: [Pattern: [Int]] = [:]
    for (index, set) in sets.enumerated() where !set.isOptional {
      let parts = set.folder.split(separator: "/")
      for place in parts.indices {
        let pattern = Pattern(
          form: set.form, before: Array(parts[..<place]), after: Array(parts[(place + 1)...]))
        groups[pattern, default: []].append(index)
      }
    }
    var taken: Set<Int> = []
    var result: [SetOfObjects] = []
    let candidates = groups.filter { $0.value.count > 1 }.sorted {
      ($1.value.count, $0.key.before.joined(separator: "/"), $0.key.after.joined(separator: "/"))
        < ($0.value.count, $1.key.before.joined(separator: "/"), $1.key.after.joined(separator: "/"))
    }
    for (pattern, members) in candidates {
      guard taken.isDisjoint(with: members) else { continue }
      let parts = members.map { sets[$0] }
      guard Self.belongTogether(parts, place: pattern.before.count) else { continue }
      taken.formUnion(members)
      let path = (pattern.before + ["*"] + pattern.after).joined(separator: "/")
      result.append(
        SetOfObjects(
          name: path, folder: pattern.before.joined(separator: "/"), form: pattern.form,
          files: parts.flatMap(\.files).sorted(), objects: parts.flatMap(\.objects),
          renderer: parts.lazy.compactMap(\.renderer).first, diagnostics: parts.flatMap(\.diagnostics)))
    }
    return result + sets.indices.filter { !taken.contains($0) }.map { sets[$0] }
  }

  /// True when no object is in two of the sets and most of those with workloads are in a folder named like one.
  private static func belongTogether(_ sets: [SetOfObjects], place: Int) -> Bool {
    var seen: Set<KubernetesObject.Identity> = []
    var named = 0
    var withWorkloads = 0
    for set in sets {
      for identity in Set(set.objects.map(\.identity)) where identity.kind != "Namespace" {
        guard seen.insert(identity).inserted else { return false }
      }
      let workloads = set.workloadNames
      guard !workloads.isEmpty else { continue }
      withWorkloads += 1
      let folder = set.folder.split(separator: "/")[place].lowercased()
      if workloads.contains(where: { $0.lowercased().contains(folder) || folder.contains($0.lowercased()) }) {
        named += 1
      }
    }
    return withWorkloads > 1 && named * 2 > withWorkloads
  }
}
