import TenfoldPlatform

@testable import TenfoldDiscovery

/// Trees written in a test.
enum HelmFixtures {
  static func tree(_ texts: [String: String]) -> SourceTree {
    SourceTree(
      files: texts.map { path, text in
        let isYAML = path.hasSuffix(".yaml") && !path.contains("/templates/")
        let documents = isYAML ? (try? YAMLParser.documents(of: text)) ?? [] : []
        return SourceFile(path: path, bytes: Array(text.utf8), documents: documents)
      })
  }

  /// The sets that the built-in reader finds.
  static func sets(_ texts: [String: String]) -> [DeclarationSet] {
    HelmReader.read(tree(texts), tool: nil)
  }

  /// A Deployment whose name, image and replicas are given by values.
  static let deployment = """
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: {{ .Release.Name }}-{{ .Chart.Name }}
    spec:
      replicas: {{ .Values.replicas }}
      template:
        spec:
          containers:
            - name: main
              image: "{{ .Values.image }}"
              env:
                - name: REGION
                  value: {{ .Values.global.region | quote }}
    """
}

extension DeclarationSet {
  var workloadNames: [String] { workloads.map(\.name).sorted() }
}
