import TenfoldModel
import TenfoldPlatform

/// The plain manifests of a tree, folder by folder.
struct ManifestFolders {
  private(set) var sets: [SetOfObjects] = []

  /// - Parameter used: Files that belong to kustomizations.
  init(_ tree: SourceTree, except used: Set<String>) {
    let charts = Set(tree.files.filter { $0.name == "Chart.yaml" }.map(\.folder))
    var folders: [Folder: [(file: SourceFile, objects: [KubernetesObject])]] = [:]
    for file in tree.files where !file.documents.isEmpty && !file.isTemplate && !used.contains(file.path) {
      guard !Kustomization.fileNames.contains(file.name), !Self.isInChart(file.path, charts) else { continue }
      let objects = file.documents.flatMap { KubernetesObject.objects(in: $0, file: file.path) }
        .filter(\.isForCluster)
      guard !objects.isEmpty else { continue }
      let isDump = objects.contains(where: \.isFromCluster)
      folders[Folder(path: file.folder, isDump: isDump), default: []].append((file, objects))
    }
    for (folder, files) in folders.sorted(by: { $0.key < $1.key }) {
      let alternatives = folder.isDump ? [] : Self.alternatives(among: files)
      let additions = Self.additions(to: files, besides: alternatives)
      let apart = alternatives.union(additions)
      let main = files.indices.filter { !apart.contains($0) }.map { files[$0] }
      if main.count == 1 {
        add(main, folder: folder.path, name: main[0].file.path)
      } else {
        add(main, folder: folder.path, name: folder.path.isEmpty ? "." : folder.path)
      }
      for index in apart.sorted() {
        add(
          [files[index]], folder: folder.path, name: files[index].file.path,
          isOptional: additions.contains(index))
      }
    }
  }

  private struct Folder: Hashable, Comparable {
    var path: String
    var isDump: Bool

    static func < (left: Folder, right: Folder) -> Bool {
      (left.path, left.isDump ? 1 : 0) < (right.path, right.isDump ? 1 : 0)
    }
  }

  private mutating func add(
    _ files: [(file: SourceFile, objects: [KubernetesObject])], folder: String, name: String,
    isOptional: Bool = false
  ) {
    sets.append(
      SetOfObjects(
        name: name, folder: folder, form: .kubernetes, files: files.map(\.file.path),
        objects: files.flatMap(\.objects), isOptional: isOptional))
  }

  /// True for what a chart is made of: its own file, its templates, definitions and dependencies.
  private static func isInChart(_ path: String, _ charts: Set<String>) -> Bool {
    guard !charts.isEmpty else { return false }
    var inside = path
    while !inside.isEmpty {
      let folder = FilePath.folder(of: inside)
      if charts.contains(folder) {
        let part = FilePath.name(of: inside)
        if part == "Chart.yaml" || (inside != path && ["templates", "crds", "charts"].contains(part)) {
          return true
        }
      }
      inside = folder
    }
    return false
  }

  /// Files of a folder whose workloads all stand in another file of it: smaller or changed descriptions of the
  /// same system, of which a person applies one. Of files with the same workloads the one with the shortest
  /// name stays.
  private static func alternatives(among files: [(file: SourceFile, objects: [KubernetesObject])]) -> Set<Int>
  {
    let workloads = files.map { file in Set(file.objects.filter(\.isWorkload).map(\.identity)) }
    var holders: [KubernetesObject.Identity: [Int]] = [:]
    for (index, own) in workloads.enumerated() {
      for workload in own { holders[workload, default: []].append(index) }
    }
    func stays(_ left: Int, over right: Int) -> Bool {
      if workloads[left].count != workloads[right].count {
        return workloads[left].count > workloads[right].count
      }
      let (first, second) = (files[left].file.path, files[right].file.path)
      return (first.utf8.count, first) < (second.utf8.count, second)
    }
    return Set(
      files.indices.filter { index in
        guard let any = workloads[index].first else { return false }
        return (holders[any] ?? []).contains { other in
          other != index && stays(other, over: index) && workloads[index].isSubset(of: workloads[other])
        }
      })
  }

  /// Of a folder in which one file alone declares the system, the files that add custom resources to it.
  ///
  /// What needs an operator or a mesh besides is applied by those who have one.
  private static func additions(
    to files: [(file: SourceFile, objects: [KubernetesObject])], besides alternatives: Set<Int>
  ) -> Set<Int> {
    let counts = files.map { $0.objects.count(where: \.isWorkload) }
    let main = files.indices.filter { counts[$0] > 0 && !alternatives.contains($0) }
    guard main.count == 1, counts[main[0]] > 2 else { return [] }
    return Set(
      files.indices.filter { counts[$0] == 0 && !files[$0].objects.contains(where: \.isBuiltIn) })
  }

  /// True for a folder of additions, examples or tests.
  static func isAside(_ folder: String) -> Bool {
    let names: Set<Substring> = [
      "extras", "extra", "examples", "example", "optional", "addons", "contrib", "test", "tests", "e2e",
      "testdata", "fixtures",
    ]
    return folder.split(separator: "/").contains { names.contains($0) }
  }
}

extension KubernetesObject {
  /// True when it makes something run.
  var isWorkload: Bool { PodTemplate(self) != nil || OperatorResource(self) != nil }

  /// True for what a cluster takes: not the configuration of a tool that only looks like it.
  fileprivate var isForCluster: Bool {
    let builtIn: Set<String> = ["", "apps", "batch", "autoscaling", "extensions", "policy"]
    let tools: Set<String> = [
      "kustomize.config.k8s.io", "kubelet.config.k8s.io", "kubeadm.k8s.io", "deploy.cloud.google.com",
    ]
    if name.contains("{{") { return false }
    return builtIn.contains(group)
      ? apiVersion.first == "v" || !group.isEmpty : group.contains(".") && !tools.contains(group)
  }
}
