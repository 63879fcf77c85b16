public import TenfoldMaturity
internal import TenfoldModel

/// The ladder as JSON.
public enum LadderJSON {
  /// Cells with what each means, how it is recognised, modelled and reached.
  public static func document(of cells: [LadderCell]) -> JSONValue {
    .members([
      "schemaVersion": .string(Release.schemaVersion), "toolVersion": .string(Release.version),
      "scales": .array(
        Ladder.scales.map { scale in
          .members([
            "level": .number(Double(scale.level)), "users": .number(scale.users),
            "requestsPerSecond": .number(scale.rate),
          ])
        }),
      "cells": .array(cells.map(value)),
    ])
  }

  private static func value(_ cell: LadderCell) -> JSONValue {
    .members([
      "id": .string(cell.id), "shortId": .string(cell.shortID),
      "dimension": .string(cell.dimension.rawValue), "level": .number(Double(cell.level)),
      "title": .string(cell.title), "meaning": .string(cell.meaning),
      "signs": .array(
        cell.signs.map { .members(["rule": .string($0.rule), "text": .string($0.text)]) }),
      "needs": .string(cell.needs), "model": .string(cell.model),
      "remedies": .array(cell.remedies.map { .string($0) }),
    ])
  }
}
