/// The JSON Schema of scenario files and their key reference, both made from the tables the reader reads by.
package enum ScenarioSchema {
  /// The published schema (JSON Schema 2020-12).
  package static var text: String {
    DescriptionSchema.text(
      of: ScenarioKeys.outlines, root: "scenario", file: "scenario.schema.json",
      title: "A scenario of Tenfold, version 1")
  }

  /// Every key in Markdown tables, as the guide shows them.
  package static var reference: String { DescriptionSchema.reference(of: ScenarioKeys.outlines) }
}
