import Glibc
import TenfoldModel
@testable import TenfoldOutput
import TenfoldTestSupport
import Testing

struct ResultJSONTests {
  @Test func `the published schemas are those the tool prints`() {
    for (name, text) in [
      ("result", ResultSchema.document.text), ("simulation", SimulationSchema.document.text),
      ("solution", SolutionSchema.document.text), ("gate", GateSchema.document.text),
      ("difference", DifferenceSchema.document.text), ("lab", LabSchema.document.text),
    ] {
      let path = "Schemas/\(name).schema.json"
      if TextFile.isRecording { TextFile.write(text, to: path) }
      #expect(TextFile.read(path) == text)
    }
  }

  @Test(arguments: [
    ResultJSON.document(of: SampleAnalysis.analysis),
    ResultJSON.document(of: SampleAnalysis.inventory, assessment: SampleAnalysis.assessment, name: "shop"),
    ResultJSON.document(of: SampleAnalysis.analysis.estimates, name: "shop"),
  ])
  func `every kind of result is valid by the schema`(_ result: JSONValue) throws {
    guard system("python3 -c 'import jsonschema' 2>/dev/null") == 0 else {
      print("skipped: python3 with jsonschema is not installed")
      return
    }
    let folder = try FixtureFolder()
    try folder.write("result.json", result.text)
    try folder.write("schema.json", ResultSchema.document.text)
    try folder.write(
      "check.py",
      """
      import json, sys
      from jsonschema import Draft202012Validator
      schema = json.load(open(sys.argv[1]))
      Draft202012Validator.check_schema(schema)
      errors = list(Draft202012Validator(schema).iter_errors(json.load(open(sys.argv[2]))))
      for error in errors: print(error.json_path, error.message)
      sys.exit(1 if errors else 0)
      """)
    let path = folder.path
    #expect(system("python3 \(path)/check.py \(path)/schema.json \(path)/result.json") == 0)
  }

  @Test func `the same answer gives the same bytes`() {
    #expect(
      ResultJSON.document(of: SampleAnalysis.analysis).text
        == ResultJSON.document(of: SampleAnalysis.analysis).text)
  }

  @Test func `computed numbers have six digits and no rounding noise`() {
    let range = Range3(low: 0.1 + 0.2, likely: 13_999.999_999_98, high: 1_234_567_890)
    #expect(ResultJSON.value(range).text == "{\"low\": 0.3, \"likely\": 14000, \"high\": 1234570000}\n")
  }
}
