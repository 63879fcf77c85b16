import Glibc
import TenfoldDiscovery
import TenfoldTestSupport
import Testing

struct DescriptionSchemaTests {
  private let path = "Schemas/tenfold.schema.json"

  @Test func `the published schema has the keys the reader knows`() {
    if TextFile.isRecording { TextFile.write(DescriptionSchema.text, to: path) }
    #expect(TextFile.read(path) == DescriptionSchema.text)
  }

  @Test func `examples and written systems are valid by the schema, and a wrong key is not`() throws {
    guard system("python3 -c 'import jsonschema, yaml' 2>/dev/null") == 0 else {
      print("skipped: python3 with jsonschema and yaml is not installed")
      return
    }
    let folder = try FixtureFolder()
    try folder.write("schema.json", DescriptionSchema.text)
    var good = 0
    for example in TextFile.names(in: "Examples") {
      guard let text = TextFile.read("Examples/\(example)/tenfold.yaml") else { continue }
      try folder.write("good/\(example).yaml", text)
      good += 1
    }
    #expect(good >= 2)
    for seed in 0..<UInt64(40) {
      var random = RandomSystem(seed: seed)
      try folder.write("good/random-\(seed).yaml", DescriptionWriter.text(of: random.make()))
    }
    try folder.write("bad/key.yaml", "tenfold: 1\nservices: {a: {replica: 3}}")
    try folder.write("bad/unit.yaml", "tenfold: 1\nservices: {a: {cpu: 4GiB}}")
    try folder.write("bad/plain.yaml", "tenfold: 1\nobjectives: {p99: 200}")
    try folder.write("bad/version.yaml", "tenfold: 2")
    try folder.write(
      "check.py",
      """
      import glob, json, sys, yaml
      from jsonschema import Draft202012Validator
      schema = json.load(open("schema.json"))
      Draft202012Validator.check_schema(schema)
      validator = Draft202012Validator(schema)
      bad = 0
      for name in sorted(glob.glob("good/*.yaml")):
          for error in validator.iter_errors(yaml.safe_load(open(name))):
              print(name, error.json_path, error.message[:200]); bad = 1; break
      for name in sorted(glob.glob("bad/*.yaml")):
          if validator.is_valid(yaml.safe_load(open(name))):
              print(name, "is accepted"); bad = 1
      sys.exit(bad)
      """)
    #expect(system("cd \(folder.path) && python3 check.py >&2") == 0)
  }
}
