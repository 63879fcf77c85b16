/// The look of the page: light and dark, narrow and wide, screen and paper, without anything from elsewhere.
enum PageStyle {
  /// All of it.
  static func sheet(isLive: Bool) -> String {
    ([base, GraphStyle.sheet, GrowthStyle.sheet] + (isLive ? [LiveStyle.sheet] : [])).joined(separator: "\n")
  }

  private static let base = """
    :root { color-scheme: light dark; --ink: #1c2024; --soft: #565d64; --paper: #fff; --panel: #f4f5f7;
      --line: #d5d9de; --bad: #b42318; --good: #0b6b3a; --bar: #7aa2d6; --mark: #1f4e8c; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --soft: #a8b0b8; --paper: #15181b;
      --panel: #1f2327; --line: #3a4148; --bad: #ff9b91; --good: #7fd6a4; --bar: #3f6ea8; --mark: #a9c9f5; } }
    * { box-sizing: border-box; }
    body { margin: 0 auto; max-width: 62rem; padding: 2rem 1.25rem 4rem; background: var(--paper);
      color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
    h1 { font-size: 1.15rem; font-weight: 600; color: var(--soft); margin: 0 0 .4rem; }
    .verdict { font-size: 1.55rem; line-height: 1.3; font-weight: 600; margin: 0 0 .6rem; max-width: 48rem; }
    h2 { font-size: 1.2rem; margin: 2.4rem 0 .7rem; padding-top: .9rem; border-top: 1px solid var(--line); }
    h3 { font-size: 1rem; margin: 1.3rem 0 .3rem; }
    p { margin: .4rem 0; max-width: 48rem; }
    .soft, td.soft { color: var(--soft); }
    .bad { color: var(--bad); } .good { color: var(--good); }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; font-size: .93rem; }
    th, td { text-align: left; vertical-align: top; padding: .4rem .9rem .4rem 0;
      border-bottom: 1px solid var(--line); }
    thead th { color: var(--soft); font-weight: 600; font-size: .82rem; white-space: nowrap; }
    tbody th { font-weight: 600; }
    td, th { font-variant-numeric: tabular-nums; }
    code, .place { font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; font-size: .86em; }
    code { white-space: nowrap; }
    details { margin: .3rem 0; } summary { cursor: pointer; color: var(--mark); }
    summary:focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
    details > ul { margin: .3rem 0 .6rem; padding-left: 1.2rem; font-size: .93rem; }
    .levels { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: .7rem;
      padding: 0; margin: .8rem 0; list-style: none; }
    .levels li { background: var(--panel); border-radius: .4rem; padding: .7rem .8rem; }
    .levels b { display: block; font-size: 1.5rem; line-height: 1.2; }
    .levels .name { font-size: .82rem; color: var(--soft); } .levels .title { font-size: .88rem; }
    .steps { padding-left: 1.4rem; } .steps li { margin: 0 0 .9rem; } .steps li::marker { font-weight: 600; }
    .steps .action { font-weight: 600; }
    figure { margin: .6rem 0 1.2rem; } figcaption { font-size: .85rem; color: var(--soft); }
    figure { overflow-x: auto; } svg { display: block; width: 100%; min-width: 40rem; height: auto; } svg text { fill: var(--ink); font-size: 12px; }
    svg .grid { stroke: var(--line); } svg .axis { fill: var(--soft); }
    svg .bar { fill: var(--bar); } svg .mark { fill: var(--mark); stroke: var(--mark); }
    footer { margin-top: 3rem; color: var(--soft); font-size: .85rem; }
    @media print { body { max-width: none; padding: 0; font-size: 11pt; } details > summary { list-style: none; }
      h2, h3 { break-after: avoid; } tr, li { break-inside: avoid; } }
    """
}
