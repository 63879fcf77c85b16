/// Splits a command as a shell does, without running anything.
enum ShellWords {
  /// The words of a command: separated by white space, joined by quotes and backslashes.
  ///
  /// A quote that is not closed ends with the text.
  static func split(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isInWord = false
    var quote: Character?
    var isEscaped = false
    for character in text {
      if isEscaped {
        // Inside double quotes a backslash is itself, save before these.
        if quote == "\"" && !"\"\\$`\n".contains(character) { word.append("\\") }
        if character != "\n" {
          word.append(character)
          isInWord = true
        }
        isEscaped = false
      } else if character == "\\" && quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word.append(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        isInWord = true
      } else if character.isWhitespace {
        if isInWord { words.append(word) }
        word = ""
        isInWord = false
      } else {
        word.append(character)
        isInWord = true
      }
    }
    if isEscaped { word.append("\\") }
    if isInWord || isEscaped { words.append(word) }
    return words
  }
}
