import Testing

@testable import TenfoldDiscovery

/// Templates that are wrong or mean harm end with a message and a place.
struct TemplateHostilityTests {
  private func failure(_ template: String) -> String? {
    do {
      _ = try TemplateInterpreterTests.render(template)
      return nil
    } catch let failure as TemplateFailure {
      return failure.description
    } catch {
      return "another error"
    }
  }

  @Test(arguments: [
    ("a\nb {{ .name", "t.yaml:2: action opened here is not closed; }} is missing"),
    ("a\n{{ if .x }}\n", "t.yaml:2: \"if\" opened here is not closed; {{ end }} is missing"),
    ("\n\n{{ end }}", "t.yaml:3: \"end\" without a block that it belongs to"),
    ("{{ (.a }}", "t.yaml:1: \"(\" is not closed"),
    ("{{ \"a }}", "t.yaml:1: text opened with \" is not closed on its line"),
    ("{{ | }}", "t.yaml:1: nothing to evaluate; a field, a function or a literal was expected"),
    ("\n{{ $x }}", "t.yaml:2: variable $x is not declared"),
    ("\n{{ $x = 1 }}", "t.yaml:2: variable $x is not declared; write := to declare it"),
    (
      "{{ include \"gone\" . }}",
      "t.yaml:1: no template is named \"gone\"; it may be defined in a chart that is not here"
    ),
    (
      "x\n{{ getSecret \"a\" }}",
      "t.yaml:2: function \"getSecret\" is not supported by the built-in template reader; install helm"
    ),
    ("{{ fail \"set a host\" }}", "t.yaml:1: the chart refuses these values: set a host"),
    ("{{ div 1 0 }}", "t.yaml:1: div of these numbers divides by zero or grows too large"),
    ("{{ mul 9223372036854775807 2 }}", "t.yaml:1: mul of these numbers divides by zero or grows too large"),
    ("{{ until 1000000 }}", "t.yaml:1: until would make 1000000 items; at most 100000 are made"),
    ("{{ range 1000000 }}{{ end }}", "t.yaml:1: range over 1000000; at most 100000 rounds are made"),
    (
      "{{ regexMatch \"(\" \"a\" }}",
      "t.yaml:1: the regular expression \"(\" cannot be read: \"(\" is not closed"
    ),
  ])
  func `what is wrong is named with its place`(template: String, message: String) {
    #expect(failure(template) == message)
  }

  @Test(arguments: [
    "{{ define \"f\" }}{{ include \"f\" . }}{{ end }}{{ include \"f\" . }}",
    "{{ define \"f\" }}{{ template \"f\" . }}{{ end }}{{ template \"f\" . }}",
    "{{ $t := \"{{ tpl .t . }}\" }}{{ tpl $t (dict \"t\" $t) }}",
    "{{ range until 100000 }}{{ range until 100000 }}x{{ end }}{{ end }}",
    "{{ $s := \"x\" }}{{ range until 60 }}{{ $s = print $s $s }}{{ end }}",
    "{{ repeat 4000000 (repeat 4000000 \"x\") }}",
    "{{ $d := dict }}{{ $_ := set $d \"d\" $d }}{{ toYaml $d }}",
    "{{ $d := dict }}{{ $_ := set $d \"d\" $d }}{{ deepCopy $d }}",
    "{{ $l := list }}{{ range until 1000 }}{{ $l = list $l }}{{ end }}",
    "{{ $d := dict \"a\" \"xxxxxxxxxx\" }}{{ range until 40 }}{{ $d = dict \"a\" $d \"b\" $d }}{{ end }}{{ toJson $d }}",
    "{{ regexMatch \"^(a+)+$\" (print (repeat 60 \"a\") \"b\") }}",
  ])
  func `endless templates are stopped`(template: String) {
    #expect(failure(template) != nil)
  }

  @Test func `deep nesting is refused instead of overflowing the stack`() {
    let blocks = String(repeating: "{{ if .a }}", count: 100_000)
    #expect(failure(blocks)?.contains("nested deeper") == true)
    let parentheses = "{{ " + String(repeating: "(", count: 100_000) + " }}"
    #expect(failure(parentheses)?.contains("nested deeper") == true)
  }

  @Test func `a long chain of maps is let go of without overflowing the stack`() throws {
    let chain = """
      {{ $top := dict }}{{ $end := dict "e" $top }}{{ range until 50000 }}\
      {{ $next := dict }}{{ $_ := set (get $end "e") "n" $next }}{{ $_ := set $end "e" $next }}{{ end }}done
      """
    #expect(try TemplateInterpreterTests.render(chain).hasSuffix("done"))
  }

  @Test func `a missing required value leaves a placeholder and a note`() throws {
    let (main, _) = try TemplateParser.parse("a\nb: {{ required \"give b\" .b }}", file: "t.yaml")
    var interpreter = TemplateInterpreter()
    #expect(try interpreter.execute(main, scope: .null).text == "a\nb: value-required")
    #expect(interpreter.notes.map(\.description) == ["t.yaml:2: give b"])
  }

  @Test func `every output line knows the line of the template`() throws {
    let text =
      "{{- if true }}\na: 1\n{{ end -}}\n\nb: {{ .x | default \"2\" }}\n{{ toYaml (list 1 2) }}\nc: 3\n"
    let (main, _) = try TemplateParser.parse(text, file: "t.yaml")
    var interpreter = TemplateInterpreter()
    let output = try interpreter.execute(main, scope: .null)
    #expect(output.text == "\na: 1\nb: 2\n- 1\n- 2\nc: 3\n")
    #expect((2...6).map { output.origin(ofLine: $0) } == [2, 5, 6, 6, 7])
  }
}
