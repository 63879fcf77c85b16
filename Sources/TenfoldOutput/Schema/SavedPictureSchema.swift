/// The part of the result's schema that a page is written from again.
enum SavedPictureSchema {
  private typealias S = SchemaText

  static var definition: JSONValue {
    S.object(
      "Parts, calls and solved loads, from which tenfold render writes a page; saved where a page was asked for.",
      [
        "parts": S.array(
          "Components.",
          of: S.object(
            "A component.",
            [
              "name": S.string("Its name."), "kind": S.string("What it is: service, store, cache, topic."),
              "owner": S.orNull("string", "The team that owns it."),
              "place": S.orNull("string", "The first region it runs in."),
            ])),
        "calls": S.array(
          "Caller and called as indices of parts, and whether messages go between them.",
          of: .members(["type": "array"])),
        "journeys": S.array("Journeys.", of: S.string("Its name.")),
        "criticalPaths": S.array(
          "Where journeys wait longest today.",
          of: S.object(
            "A path.",
            [
              "journey": S.string("The journey."),
              "components": S.array("Components in the order of the calls.", of: S.string("Its name.")),
            ])),
        "lines": S.array(
          "What the values of a point are.",
          of: S.object(
            "A line.",
            [
              "topic": S.string("Topic."), "name": S.string("What it is."), "unit": S.string("Its unit."),
            ])),
        "points": S.array(
          "Solved loads, ascending.",
          of: S.object(
            "A load.",
            [
              "users": S.number("Users."), "requestsPerSecond": S.number("Requests per second."),
              "utilizations": S.array(
                "Busy share of each part; null where nothing waits.", of: S.orNull("number", "A share.")),
              "p99Seconds": S.array(
                "99th percentile of each journey; null without steady state.",
                of: S.orNull("number", "A time.")),
              "failedShare": S.orNull("number", "Share of requests given up."),
              "values": S.array("A value for each of lines.", of: S.orNull("number", "A value.")),
            ])),
      ])
  }
}
