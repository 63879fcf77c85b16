/// What starts the components, and so which files are written.
public enum Platform: String, Sendable, Hashable, CaseIterable {
  /// Docker Compose: override files to give beside the system's own.
  case compose
  /// Kubernetes: objects, and a kustomize component where existing objects change.
  case kubernetes
}
