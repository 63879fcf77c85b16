internal import TenfoldPlatform

/// What reading does with a file, decided by its path alone.
enum FileRelevance: Equatable {
  /// YAML or JSON: parsed into documents.
  case document
  /// Any other text: kept as it is when not larger than this, in bytes.
  case text(maximum: Int)
  /// Source code: its path is kept, its text is not.
  case source
  /// Nothing that bears on the system.
  case none

  init(of path: String) {
    let name = FilePath.name(of: path).lowercased()
    let last = name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? ""
    self =
      if Self.ignoredNames.contains(name) || Self.ignoredEndings.contains(where: name.hasSuffix) {
        .none
      } else if Self.documentEndings.contains(last) {
        .document
      } else if Self.textNames.contains(name) || Self.textEndings.contains(last)
        || Self.textBeginnings.contains(where: name.hasPrefix)
      {
        .text(maximum: name.hasPrefix("readme") ? 1 << 20 : 4 << 20)
      } else if Self.isImageTagFile(path) {
        .text(maximum: 1 << 16)
      } else if Self.sourceEndings.contains(last) {
        .source
      } else {
        .none
      }
  }

  /// Whether to look into a folder. Vendored code, version control and build outputs say nothing of the system.
  static func wantsFolder(_ name: String, siblings: Set<String>) -> Bool {
    if ignoredFolders.contains(name) { return false }
    // These words are also used for folders that people write; they hold outputs where a build file lies beside.
    return !outputFolders.contains(name) || buildFiles.isDisjoint(with: siblings)
  }

  private static let documentEndings: Set<String> = ["yaml", "yml", "json"]

  private static let ignoredNames: Set<String> = [
    "package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "pnpm-lock.yml", "composer.lock",
    "tsconfig.json", "jsconfig.json", "angular.json", ".eslintrc.json", ".prettierrc.json", "tslint.json",
    "components.json", "renovate.json", "manifest.webmanifest",
  ]

  private static let ignoredEndings = [
    ".min.json", ".schema.json", ".lock.json", ".lock.hcl", ".tsbuildinfo", ".swp", "~",
  ]

  private static let textNames: Set<String> = [
    "dockerfile", "containerfile", "makefile", "gnumakefile", "jenkinsfile", "caddyfile", "procfile",
    "tiltfile", "notes.txt", "pom.xml", "go.mod", "gemfile", "build.sbt", "mix.exs", "justfile",
    "taskfile", "vagrantfile", "earthfile", "kustomization",
  ]

  private static let textBeginnings = [
    "dockerfile.", "dockerfile-", ".env", "env.", "readme", "requirements", "jenkinsfile.", "jenkinsfile-",
    "nginx",
    "makefile.", "haproxy",
  ]

  private static let textEndings: Set<String> = [
    "env", "dockerfile", "conf", "cfg", "ini", "toml", "properties", "template", "tmpl", "tpl", "ctmpl", "j2",
    "tf", "tfvars", "hcl", "bicep", "rules", "sh", "bash", "mk", "gradle", "csproj", "fsproj", "config",
    "vcl",
    "nomad", "example", "sample", "dist", "jenkinsfile",
  ]

  private static let sourceEndings: Set<String> = [
    "go", "java", "kt", "kts", "scala", "groovy", "py", "rb", "js", "mjs", "cjs", "ts", "tsx", "jsx", "cs",
    "fs",
    "php", "rs", "c", "cc", "cpp", "h", "hpp", "swift", "ex", "exs", "erl", "clj", "proto", "thrift",
    "graphql",
    "sql", "vue", "dart", "lua", "pl",
  ]

  private static let ignoredFolders: Set<String> = [
    ".git", ".hg", ".svn", "node_modules", "bower_components", "vendor", ".terraform", ".terragrunt-cache",
    ".build", ".gradle", ".mvn", ".venv", "venv", "__pycache__", ".tox", ".mypy_cache", ".pytest_cache",
    ".cache",
    ".next", ".nuxt", ".idea", ".vscode", ".devcontainer", ".DS_Store", ".tenfold",
  ]

  private static let outputFolders: Set<String> = [
    "target", "dist", "build", "out", "bin", "obj", "coverage",
  ]

  private static let buildFiles: Set<String> = [
    "pom.xml", "build.gradle", "build.gradle.kts", "Cargo.toml", "package.json", "build.sbt", "setup.py",
    "pyproject.toml", "CMakeLists.txt",
  ]

  /// Deployment tags kept one file an application (`image-tags/production/shop`), without an ending.
  private static func isImageTagFile(_ path: String) -> Bool {
    path.contains("image-tags/") || path.contains("image_tags/")
  }
}
