/// How far a consumer of messages is behind at one load, as predicted or as measured.
package struct LabLag: Sendable, Hashable {
  /// The service that handles the messages.
  package var component: String
  /// Mean time from the moment at which the broker took a message to the end of its work, in seconds; nil where it has no
  /// bound or is not told.
  package var age: Double?
  /// Messages that wait, those in work not among them, on average over the load; nil where it is not told.
  package var waiting: Double?
  /// Most messages at a time that were not handled, those in work among them; nil where it is not told.
  package var most: Double?
  /// Seconds from the moment at which that many were there until none waited; nil where that is not told.
  package var catchUpTime: Double?

  package init(
    component: String, age: Double? = nil, waiting: Double? = nil, most: Double? = nil,
    catchUpTime: Double? = nil
  ) {
    self.component = component
    self.age = age
    self.waiting = waiting
    self.most = most
    self.catchUpTime = catchUpTime
  }
}
