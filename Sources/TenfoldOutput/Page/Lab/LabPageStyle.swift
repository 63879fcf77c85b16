/// The look of the charts of an experiment.
enum LabPageStyle {
  static let sheet = """
    .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: .4rem 1.2rem; }
    .charts figcaption { grid-column: 1 / -1; } .runs th, .runs td:not(:last-child) { white-space: nowrap; }
    .charts svg { min-width: 0; } svg .name { font-weight: 600; } .charts path { fill: none; stroke-width: 2; }
    path.solved { stroke: var(--soft); stroke-dasharray: 6 4; } circle.solved { fill: var(--soft); }
    path.simulated { stroke: var(--mark); } circle.simulated { fill: var(--mark); }
    circle.measured { fill: var(--bad); stroke: var(--bad); stroke-width: 2; } circle.spoiled { fill: var(--paper); }
    .key svg { display: inline-block; width: 2.2rem; min-width: 0; height: .9rem; vertical-align: middle; } .key span { margin-right: 1.2rem; white-space: nowrap; }
    .key path { fill: none; stroke-width: 2; }
    @media print { .charts { grid-template-columns: 1fr 1fr; } .charts svg { break-inside: avoid; } }
    """
}
