import TenfoldModel
import TenfoldPlatform

/// Reads Kubernetes manifests, kustomizations and dumps into sets of files that are used together.
package enum KubernetesReader {
  /// Every description of a system in plain manifests, kustomizations or dumps among the files, by name.
  ///
  /// - A kustomization that no other refers to is a set, with all it brings in; it is named after its folder.
  /// - The manifests of a folder that no kustomization uses are a set, named after the folder, or after the
  ///   file where there is one; dumps apart from what people wrote, and a file whose workloads are all in
  ///   another file of the folder apart from it, as an alternative.
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
      // What stands beside a kustomization that leaves it out needs somebody to apply it.
      if part.form == .kubernetes, set.appliedBy.isEmpty, kustomizations[part.folder] != nil {
        set.isOptional = true
      }
      return set
    }.sorted { $0.name < $1.name }
  }
}
