import TenfoldModel

extension PipelineDefinition {
  /// Reads a Jenkinsfile: stages, shell steps, inputs. Comments are left out.
  static func jenkins(_ file: SourceFile) -> PipelineDefinition {
    var scanner = JenkinsScanner(Array(file.text.unicodeScalars))
    let jobs = scanner.stages()
    return PipelineDefinition(
      name: file.name, tool: "Jenkins", location: file.at(nil), jobs: jobs)
  }
}

/// Walks the text of a Jenkinsfile once: skips comments, keeps strings, and notes who stands before them.
private struct JenkinsScanner {
  private let text: [Unicode.Scalar]
  private var index = 0
  private var line = 1
  /// Words since the last string or closing brace, for telling what a string belongs to.
  private var words: [String] = []

  init(_ text: [Unicode.Scalar]) { self.text = text }

  mutating func stages() -> [PipelineJob] {
    var jobs: [PipelineJob] = []
    var current = PipelineJob(name: "pipeline", line: 1)
    var isFailureBlock = false
    while index < text.count {
      let scalar = text[index]
      switch scalar {
      case "\n":
        line += 1
        index += 1
      case "/" where peek(1) == "/":
        while index < text.count, text[index] != "\n" { index += 1 }
      case "/" where peek(1) == "*":
        skipBlockComment()
      case "'", "\"":
        let start = line
        let string = readString(scalar)
        let owner = words.suffix(6)
        if owner.last == "stage" {
          if !current.steps.isEmpty || current.name != "pipeline" { jobs.append(current) }
          current = PipelineJob(name: string, line: start)
        } else if owner.contains("input") || owner.last == "message" {
          current.isManual = true
        } else if owner.contains("echo") || owner.contains("description") {
          // What is printed is not done.
        } else {
          var step = PipelineStep(line: start)
          step.commands = PipelineStep.commands(of: string, from: start)
          if owner.last == "push" { step.commands = [.init(text: "docker push \(string)", line: start)] }
          step.condition = isFailureBlock ? "failure()" : nil
          step.action = owner.first { $0 == "kubernetesDeploy" || $0 == "openshiftDeploy" }
          current.steps.append(step)
        }
        words = words.suffix(2).filter { $0 == "sh" && false }
      case "}":
        isFailureBlock = false
        words = []
        index += 1
      default:
        if scalar.properties.isAlphabetic || scalar == "_" {
          let word = readWord()
          words.append(word)
          if word == "input" { current.isManual = true }
          if word == "failure" { isFailureBlock = true }
          if word == "push", peek(0) == "(", peek(1) == ")" {
            current.steps.append(.init(line: line, commands: [.init(text: "docker push", line: line)]))
          }
        } else {
          index += 1
        }
      }
    }
    jobs.append(current)
    return jobs
  }

  private func peek(_ offset: Int) -> Unicode.Scalar? {
    index + offset < text.count ? text[index + offset] : nil
  }

  private mutating func readWord() -> String {
    var word = String.UnicodeScalarView()
    while index < text.count, text[index].properties.isAlphabetic || text[index] == "_" {
      word.append(text[index])
      index += 1
    }
    return String(word)
  }

  private mutating func skipBlockComment() {
    while index < text.count, !(text[index] == "*" && peek(1) == "/") {
      if text[index] == "\n" { line += 1 }
      index += 1
    }
    index += 2
  }

  private mutating func readString(_ quote: Unicode.Scalar) -> String {
    let isTriple = peek(1) == quote && peek(2) == quote
    index += isTriple ? 3 : 1
    var result = String.UnicodeScalarView()
    while index < text.count {
      let scalar = text[index]
      if scalar == "\\", index + 1 < text.count {
        if text[index + 1] == "\n" { line += 1 }
        result.append(scalar)
        result.append(text[index + 1])
        index += 2
        continue
      }
      if scalar == quote, !isTriple || (peek(1) == quote && peek(2) == quote) { break }
      if scalar == "\n" {
        line += 1
        if !isTriple { break }
      }
      result.append(scalar)
      index += 1
    }
    index += isTriple ? 3 : 1
    return String(result)
  }
}
