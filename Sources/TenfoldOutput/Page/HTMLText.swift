/// Text of a page under construction; everything that is not markup goes through ``escaped(_:)``.
struct HTMLText {
  private(set) var text = ""

  /// Adds markup as it is.
  mutating func add(_ markup: String) {
    text += markup + "\n"
  }

  /// Adds an element with a text in it.
  mutating func element(_ name: String, _ content: String, class style: String? = nil) {
    add("<\(name)\(style.map { " class=\"\($0)\"" } ?? "")>\(Self.escaped(content))</\(name)>")
  }

  /// Adds a table whose cells are markup already.
  mutating func table(_ head: [String], _ rows: [[String]], class style: String? = nil) {
    add("<div class=\"scroll\"><table\(style.map { " class=\"\($0)\"" } ?? "")>")
    add("<thead><tr>" + head.map { "<th scope=\"col\">\(Self.escaped($0))</th>" }.joined() + "</tr></thead>")
    add("<tbody>")
    for row in rows {
      let cells = row.enumerated().map { index, cell in
        index == 0 ? "<th scope=\"row\">\(cell)</th>" : "<td>\(cell)</td>"
      }
      add("<tr>" + cells.joined() + "</tr>")
    }
    add("</tbody></table></div>")
  }

  /// Adds what opens on a click, closed at first unless told otherwise.
  mutating func details(
    _ summary: String, id: String? = nil, isOpen: Bool = false, _ content: (inout HTMLText) -> Void
  ) {
    add(
      "<details\(id.map { " id=\"\($0)\"" } ?? "")\(isOpen ? " open" : "")><summary>\(Self.escaped(summary))</summary>"
    )
    content(&self)
    add("</details>")
  }

  /// Adds a list of texts.
  mutating func list(_ items: [String]) {
    add("<ul>")
    for item in items { element("li", item) }
    add("</ul>")
  }

  /// The text with everything replaced that HTML would read as markup.
  static func escaped(_ text: String) -> String {
    text.replacingScalars { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "'": "&#39;"
      default: nil
      }
    }
  }
}
