extension Reading {
  /// How unevenly a component's keys are asked for, as stated or assumed.
  package func popularity(of component: Int) -> ZipfPopularity {
    let entry = system.components[component]
    return ZipfPopularity(
      keyCount: value(entry.keyCount, or: 1e6), exponent: value(entry.zipfExponent, or: 0.9))
  }
}
