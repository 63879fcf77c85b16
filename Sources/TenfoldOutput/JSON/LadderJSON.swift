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
      "rules": .array(
        cell.rules.map {
          .members([
            "id": .string($0.id), "strength": .string($0.strength.rawValue), "title": .string($0.title),
          ])
        }),
      "needs": .string(cell.needs), "model": .string(cell.model),
      "remedies": .array(cell.remedies.map { .string($0) }),
    ])
  }
}
