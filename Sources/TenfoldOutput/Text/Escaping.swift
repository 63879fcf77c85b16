extension String {
  /// The text with some of its scalars replaced, one by one: a carriage return and a line feed together are one character.
  ///
  /// - Parameter replacement: What stands for a scalar; nil to leave it.
  func replacingScalars(_ replacement: (Unicode.Scalar) -> String?) -> String {
    var result = ""
    for scalar in unicodeScalars {
      if let replacement = replacement(scalar) {
        result += replacement
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
