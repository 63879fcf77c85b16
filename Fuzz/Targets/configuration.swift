import TenfoldModel

@testable import TenfoldDiscovery

/// Feeds configuration files of every form, the first of which is `application.yml`, to the readers of
/// configuration, of proxies' languages, and of the addresses in their values.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzConfiguration(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let environment = ["DB_HOST": "db", "PORT": "5432", "A": "${A}"]
  for file in FuzzInput(start, count).tree(first: "application.yml").files {
    var values = ConfigurationText.values(in: file, environment: environment)
    values += ProxyConfiguration.values(in: file, environment: environment) ?? []
    values += ConfigurationText.values(
      in: file.text, named: file.name, at: file.at(1), environment: environment)
    for value in values {
      for address in AddressParser.addresses(in: value.text, named: value.name) {
        precondition(!address.host.isEmpty, "an address has a host")
        precondition(!address.host.contains("@"), "an address has no user in it")
      }
    }
  }
  return 0
}
