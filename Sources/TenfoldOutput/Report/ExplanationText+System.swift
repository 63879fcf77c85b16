public import TenfoldCatalog
public import TenfoldMaturity
public import TenfoldModel

/// What an id means in one system: why a remedy is in its plan or not, where limits of a kind lie, what a rule found.
extension ExplanationText {
  /// Why a remedy is in the plan of a system, or why not.
  public func text(of remedy: RemedyFigures, in analysis: Analysis) -> String {
    let goal = QuantityText.users(analysis.goal.users)
    var lines: [String] = []
    for (index, step) in analysis.plan.enumerated() where step.remedy == remedy.id {
      let gain = Wording.gain(of: step, usersNow: analysis.usersNow.likely)
      let relieved = step.limit.isEmpty ? "" : " against \(step.limit)"
      lines.append("step \(index + 1) of the way to \(goal)\(relieved): \(step.action): \(gain)")
    }
    for rejection in analysis.rejected where rejection.remedy == remedy.id {
      lines.append("not \(rejection.remedy) \(rejection.subject): \(rejection.reason)")
    }
    if lines.isEmpty {
      lines.append(
        analysis.firstLimit.map {
          "not tried: it changes nothing that \(Wording.name(of: $0)), which \(Wording.breaking(of: $0)), comes from"
        } ?? "not tried: growth meets no limit of this system")
    }
    return here(lines, in: analysis)
  }

  /// Where a system's limits of a kind lie.
  public func text(of kind: ConstraintGlossary.Entry, in analysis: Analysis) -> String {
    let lines = analysis.constraints.filter { $0.kind == kind.kind }.map { constraint in
      "\(Wording.name(of: constraint)): \(Wording.breaking(of: constraint)) \(Wording.userRange(constraint.breaksAtUsers))"
    }
    return here(lines.isEmpty ? ["this system has no limit of this kind"] : lines, in: analysis)
  }

  /// What a rule found in a system's files.
  public func text(of rule: Rule, in analysis: Analysis) -> String {
    let level = analysis.assessment.levels[rule.dimension]
    let found = (level?.evidence ?? []).filter { $0.rule == rule.id }.flatMap { finding in
      finding.evidence.isEmpty
        ? [finding.message] : finding.evidence.map { "\($0.location): \(finding.message)" }
    }
    let missing = (level?.missing ?? []).filter { $0.rule == rule.id }.map { "lacking: \($0.message)" }
    let lines = found + missing
    return here(lines.isEmpty ? ["nothing was found that it speaks of"] : lines, in: analysis)
  }

  private func here(_ lines: [String], in analysis: Analysis) -> String {
    let most = 12
    var shown = Array(lines.prefix(most))
    if lines.count > most { shown.append("and \(lines.count - most) more in the JSON result") }
    let rows = shown.enumerated().flatMap { index, line in
      labeled(index == 0 ? "Here" : "", line)
    }
    return joined(["", style.paint("In \(analysis.system.name)", .strong)] + rows)
  }
}
