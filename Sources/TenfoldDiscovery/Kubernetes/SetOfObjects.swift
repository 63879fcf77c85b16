import TenfoldModel
import TenfoldPlatform

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
    objects.filter(\.isWorkload).map(\.name)
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
