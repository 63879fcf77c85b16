import TenfoldPlatform
import Testing

@testable import TenfoldDiscovery

/// Templates and what Helm writes for them.
struct TemplateInterpreterTests {
  /// What `.` is in every row.
  static let values = """
    name: shop
    empty: ""
    nothing: null
    zero: 0
    port: 8080
    ratio: 0.5
    yes: true
    no: false
    list: [a, b, c]
    numbers: [3, 1, 2]
    map: {b: 2, a: 1}
    nested: {image: {repository: "acme/shop", tag: "1.0"}}
    items: [{name: x, port: 1}, {name: y, port: 2}]
    text: "line one\\nline two"
    template: "{{ .name }}-x"
    """

  static func render(_ template: String, values: String = values) throws -> String {
    let (main, definitions) = try TemplateParser.parse(template, file: "t.yaml")
    var interpreter = TemplateInterpreter(templates: definitions)
    let scope = try YAMLParser.documents(of: values).first.map { TemplateValue($0) } ?? .null
    return try interpreter.execute(main, scope: scope).text
  }

  @Test(arguments: rows)
  func `a template writes what Helm writes`(template: String, output: String) throws {
    #expect(try Self.render(template) == output, "\(template)")
  }

  static let rows: [(String, String)] = [
    // Text, actions and trim markers.
    ("plain", "plain"), ("{{ .name }}", "shop"), ("a {{- .name -}} b", "ashopb"),
    ("a {{ .name }} b", "a shop b"),
    ("a\n  {{- \"x\" }}\nb", "ax\nb"), ("a {{/* note */}} b", "a  b"), ("a {{- /* note */ -}} b", "ab"),
    ("{{ -3 }}", "-3"), ("{{`raw {{ x }}`}}", "raw {{ x }}"), ("{{ \"a\\tb\" }}", "a\tb"),
    ("{{ .missing }}", ""), ("{{ .missing.deeper.still }}", ""), ("{{ .nothing }}", ""),
    ("{{ .yes }}", "true"),
    ("{{ .port }}", "8080"), ("{{ .ratio }}", "0.5"), ("{{ .list }}", "[a b c]"),
    ("{{ .map }}", "map[a:1 b:2]"),
    ("{{ .nested.image.tag }}", "1.0"), ("{{ (.nested).image.tag }}", "1.0"), ("{{ 'a' }}", "97"),
    // Variables and scopes.
    ("{{ $x := .name }}{{ $x }}", "shop"), ("{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}", "2"),
    ("{{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ end }}{{ $x }}", "1"),
    ("{{ with .nested.image }}{{ .tag }} {{ $.name }}{{ end }}", "1.0 shop"),
    ("{{ with .missing }}a{{ else }}b{{ end }}", "b"),
    ("{{ with $i := .nested.image }}{{ $i.tag }}{{ end }}", "1.0"),
    ("{{ with .missing }}a{{ else with .name }}{{ . }}{{ end }}", "shop"),
    // Conditions.
    ("{{ if .yes }}a{{ else }}b{{ end }}", "a"),
    ("{{ if .zero }}a{{ else if .list }}b{{ else }}c{{ end }}", "b"),
    ("{{ if .empty }}a{{ else if .no }}b{{ else }}c{{ end }}", "c"), ("{{ if not .no }}a{{ end }}", "a"),
    ("{{ if and .yes (eq .port 8080) }}a{{ end }}", "a"), ("{{ if or .no .missing }}a{{ end }}", ""),
    ("{{ or .empty \"x\" }}", "x"), ("{{ and .yes .name }}", "shop"),
    ("{{ if ne .name \"bar\" }}a{{ end }}", "a"),
    ("{{ eq .name \"x\" \"shop\" }}", "true"),
    ("{{ lt 1 2 }}{{ le 2 2 }}{{ gt 1 2 }}{{ ge 1 2 }}", "truetruefalsefalse"),
    ("{{ and false (fail \"never\") }}", "false"),
    // Loops.
    ("{{ range .list }}{{ . }},{{ end }}", "a,b,c,"),
    ("{{ range $i, $e := .list }}{{ $i }}{{ $e }}{{ end }}", "0a1b2c"),
    ("{{ range $k, $v := .map }}{{ $k }}={{ $v }};{{ end }}", "a=1;b=2;"),
    ("{{ range .missing }}a{{ else }}none{{ end }}", "none"),
    ("{{ range .items }}{{ .name }}{{ $.name }} {{ end }}", "xshop yshop "),
    ("{{ range 3 }}{{ . }}{{ end }}", "012"),
    ("{{ range .list }}{{ if eq . \"b\" }}{{ continue }}{{ end }}{{ . }}{{ end }}", "ac"),
    ("{{ range .list }}{{ if eq . \"b\" }}{{ break }}{{ end }}{{ . }}{{ end }}", "a"),
    ("{{ range until 3 }}{{ . }}{{ end }}", "012"), ("{{ range untilStep 0 6 2 }}{{ . }}{{ end }}", "024"),
    ("{{ seq 3 }}|{{ seq 2 4 }}|{{ seq 3 1 }}", "1 2 3|2 3 4|3 2 1"),
    // Definitions.
    ("{{ define \"f\" }}<{{ .name }}>{{ end }}{{ template \"f\" . }}", "<shop>"),
    ("{{ define \"f\" }}<{{ . }}>{{ end }}{{ include \"f\" .name | upper }}", "<SHOP>"),
    ("{{ block \"f\" .name }}<{{ . }}>{{ end }}", "<shop>"), ("{{ tpl .template . }}", "shop-x"),
    ("{{ tpl \"{{ define \\\"g\\\" }}g{{ end }}{{ include \\\"g\\\" . }}\" . }}", "g"),
    // Defaults and types.
    ("{{ .empty | default \"d\" }}", "d"), ("{{ default 5 .zero }}", "5"),
    ("{{ default \"d\" .name }}", "shop"),
    ("{{ coalesce .empty .nothing .name }}", "shop"), ("{{ ternary \"a\" \"b\" .yes }}", "a"),
    ("{{ empty .list }}", "false"),
    ("{{ required \"no name\" .name }}", "shop"),
    ("{{ kindIs \"string\" .name }}{{ kindIs \"map\" .map }}", "truetrue"),
    ("{{ kindIs \"slice\" .list }}{{ kindOf .yes }}", "truebool"), ("{{ typeOf .name }}", "string"),
    ("{{ lookup \"v1\" \"Secret\" \"ns\" \"x\" | empty }}", "true"),
    // Texts.
    ("{{ quote .name 1 }}", "\"shop\" \"1\""), ("{{ .nothing | quote }}", ""),
    ("{{ squote .name }}", "'shop'"),
    ("{{ upper .name }}{{ lower \"AB\" }}{{ title \"a b\" }}", "SHOPabA B"), ("{{ trim \"  a \" }}", "a"),
    ("{{ trimSuffix \"-\" \"a-\" }}{{ trimPrefix \"v\" \"v1\" }}{{ trimAll \"$\" \"$5$\" }}", "a15"),
    ("{{ trunc 3 \"abcdef\" }}{{ trunc -2 \"abcdef\" }}", "abcef"),
    ("{{ replace \"+\" \"_\" \"a+b\" }}", "a_b"),
    ("{{ contains \"ho\" .name }}{{ hasPrefix \"s\" .name }}{{ hasSuffix \"x\" .name }}", "truetruefalse"),
    ("{{ indent 2 .text }}", "  line one\n  line two"), ("a:{{ nindent 2 \"b\" }}", "a:\n  b"),
    ("{{ printf \"%s-%d %v %q %05d %.2f %%\" .name 3 .yes \"x\" 42 1.5 }}", "shop-3 true \"x\" 00042 1.50 %"),
    ("{{ print \"a\" 1 }}", "a1"), ("{{ cat \"a\" \"b\" }}", "a b"), ("{{ repeat 3 \"ab\" }}", "ababab"),
    ("{{ substr 1 3 \"abcd\" }}", "bc"),
    ("{{ camelcase \"a-bc_d\" }} {{ snakecase \"aBc\" }} {{ kebabcase \"aBc\" }}", "ABcD a_bc a-bc"),
    ("{{ join \",\" .list }}", "a,b,c"), ("{{ splitList \".\" \"a.b\" | last }}", "b"),
    ("{{ (split \":\" \"a:b\")._1 }}", "b"),
    ("{{ toString .port | len }}", "4"), ("{{ nospace \"a b\" }}{{ abbrev 5 \"abcdefgh\" }}", "abab..."),
    // Lists and maps.
    ("{{ len .list }}{{ len .map }}{{ len .name }}", "324"),
    ("{{ index .list 1 }}{{ index .map \"a\" }}{{ index .items 1 \"name\" }}", "b1y"),
    ("{{ first .list }}{{ last .list }}{{ rest .list }}{{ initial .list }}", "ac[b c][a b]"),
    (
      "{{ append .list \"d\" | len }}{{ prepend .list \"z\" | first }}{{ concat .list .numbers | len }}",
      "4z6"
    ),
    (
      "{{ has \"b\" .list }}{{ without .list \"b\" }}{{ uniq (list 1 1 2) }}{{ reverse .list }}",
      "true[a c][1 2][c b a]"
    ),
    ("{{ sortAlpha (list \"b\" \"a\") }}{{ compact (list \"\" 1) }}{{ slice .list 1 3 }}", "[a b][1][b c]"),
    (
      "{{ $d := dict \"a\" 1 }}{{ $_ := set $d \"b\" 2 }}{{ $d }}{{ get $d \"a\" }}{{ hasKey $d \"c\" }}",
      "map[a:1 b:2]1false"
    ),
    (
      "{{ keys .map }}{{ values .map }}{{ pick .map \"a\" }}{{ omit .map \"a\" }}",
      "[a b][1 2]map[a:1]map[b:2]"
    ),
    ("{{ merge (dict \"a\" 9) .map }}{{ mergeOverwrite (dict \"a\" 9) .map }}", "map[a:9 b:2]map[a:1 b:2]"),
    ("{{ dig \"image\" \"tag\" \"none\" .nested }}{{ dig \"x\" \"none\" .nested }}", "1.0none"),
    ("{{ $c := deepCopy .map }}{{ $_ := unset $c \"a\" }}{{ len $c }}{{ len .map }}", "12"),
    ("{{ pluck \"name\" (index .items 0) (index .items 1) }}", "[x y]"),
    // Numbers.
    ("{{ add 1 2 3 }}{{ sub 5 2 }}{{ mul 2 3 }}{{ div 7 2 }}{{ mod 7 2 }}{{ add1 1 }}", "636312"),
    ("{{ max 1 3 2 }}{{ min 3 1 }}{{ int \"42\" }}{{ int64 3.9 }}{{ float64 \"1.5\" }}", "314231.5"),
    ("{{ floor 1.7 }}{{ ceil 1.2 }}{{ round 1.256 2 }}{{ atoi \"7\" }}", "121.267"),
    // Written forms.
    ("{{ toYaml .nested }}", "image:\n  repository: acme/shop\n  tag: \"1.0\""),
    ("{{ toYaml .list }}", "- a\n- b\n- c"),
    ("{{ toYaml .items }}", "- name: x\n  port: 1\n- name: \"y\"\n  port: 2"),
    ("{{ toYaml .text }}", "|-\n  line one\n  line two"),
    ("{{ dict \"a\" \"true\" \"b\" \"x: y\" \"c\" \"\" | toYaml }}", "a: \"true\"\nb: 'x: y'\nc: \"\""),
    ("{{ toYaml (dict) }}{{ toYaml (list) }}", "{}[]"),
    ("{{ toJson .items }}", #"[{"name":"x","port":1},{"name":"y","port":2}]"#),
    ("{{ (fromYaml \"a: {b: 1}\").a.b }}{{ (fromJson \"{\\\"a\\\": 2}\").a }}", "12"),
    ("{{ fromYamlArray \"[1, 2]\" | len }}", "2"),
    ("{{ b64enc \"hello\" }} {{ b64dec \"aGVsbG8=\" }}", "aGVsbG8= hello"),
    ("{{ sha256sum .name | len }}{{ eq (sha256sum \"a\") (sha256sum \"a\") }}", "64true"),
    // Regular expressions, versions, fixed texts.
    ("{{ regexMatch \"^[a-z]+$\" .name }}{{ regexMatch \"^\\\\d+$\" .name }}", "truefalse"),
    ("{{ regexReplaceAll \"(\\\\w)-(\\\\w)\" \"a-b\" \"${2}_$1\" }}", "b_a"),
    ("{{ regexFind \"[0-9]+\" \"ab12c\" }}{{ mustRegexReplaceAll \"/.*\" \"apps/v1\" \"\" }}", "12apps"),
    (
      "{{ semverCompare \">=1.19-0\" \"v1.31.0\" }}{{ semverCompare \"^1.2\" \"2.0.0\" }}{{ semverCompare \"~1.2.3 || >3\" \"1.2.9\" }}",
      "truefalsetrue"
    ),
    ("{{ now | date \"2006\" | len | lt 0 }}{{ randAlphaNum 4 }}{{ len (uuidv4) }}", "truexxxx36"),
    ("{{ (urlParse \"http://a:80/b?c\").host }}", "a:80"),
  ]
}
