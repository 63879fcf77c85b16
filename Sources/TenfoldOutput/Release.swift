/// Which Tenfold this is.
public enum Release {
  /// Version of the tool.
  public static let version = "0.1.0"
  /// Version of the JSON result: additions raise the second number, anything else the first.
  public static let schemaVersion = "1.0"
}
