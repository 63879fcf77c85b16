package import TenfoldModel
import TenfoldPlatform

/// Reads pipelines of every common kind and says what they do: test, push, deploy, promote, wait, take back.
package enum PipelineReader {
  /// Facts of the pipelines among the files.
  package static func facts(_ tree: SourceTree) -> [Fact] {
    let pipelines = tree.files.flatMap { PipelineDefinition.read($0, in: tree) }
    return pipelines.flatMap { PipelineJudge.facts(of: $0) } + PipelineJudge.systemFacts(pipelines, tree)
  }
}
