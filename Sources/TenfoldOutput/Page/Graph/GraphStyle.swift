/// The look of pictures of a system, and the colours of ``Busyness``.
///
/// Every colour holds a contrast of 4.5 to the words on it, in light and in dark.
enum GraphStyle {
  static let sheet = """
    :root { --u0: #eceef1; --u1: #e4f2e8; --u2: #bfe3ca; --u3: #fbe58f; --u4: #f7b267; --u5: #b42318;
      --on: #1c2024; --on5: #fff; --edge: #7b848d; --frame: #f4f5f7; }
    @media (prefers-color-scheme: dark) { :root { --u0: #2a2f34; --u1: #1c3325; --u2: #1f5134; --u3: #5c4c0c;
      --u4: #7d430d; --u5: #ffb0a8; --on: #e8eaed; --on5: #3b0a06; --edge: #8a939c; --frame: #1b1f23; } }
    .u0 { --fill: var(--u0); } .u1 { --fill: var(--u1); } .u2 { --fill: var(--u2); } .u3 { --fill: var(--u3); }
    .u4 { --fill: var(--u4); } .u5 { --fill: var(--u5); --on: var(--on5); }
    .swatch, td[data-n] { background: var(--fill); color: var(--on); print-color-adjust: exact; }
    .swatch { display: inline-block; padding: .05rem .55rem; margin: 0 .15rem .3rem 0; border-radius: .3rem;
      font-size: .85rem; }
    td[data-n] { padding-left: .5rem; white-space: nowrap; }
    .paths { list-style: none; padding: 0; margin: .4rem 0; font-size: .93rem; max-width: 60rem; }
    .tools { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; } .tools[hidden] { display: none; }
    input[type=search], button { font: inherit; color: inherit; background: var(--paper); padding: .25rem .6rem;
      border: 1px solid var(--edge); border-radius: .35rem; max-width: 100%; }
    button { cursor: pointer; } button:disabled { opacity: .55; cursor: default; }
    a:focus-visible, input:focus-visible, button:focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
    .picture { overflow: auto; max-height: 90vh; border: 1px solid var(--line); border-radius: .4rem; }
    svg.graph { width: clamp(calc(var(--w) * .75), 100%, var(--w)); min-width: 0; margin: 0 auto; }
    svg.graph text { text-anchor: middle; fill: var(--on); font-size: 12px; font-weight: 600; }
    svg.graph .v { font-size: 11px; font-weight: 400; }
    svg.graph .node path { fill: var(--fill); stroke: var(--edge); print-color-adjust: exact; }
    svg.graph .node .line { fill: none; }
    svg.graph .node.u5 path { stroke-width: 2; stroke: var(--u5); } svg.graph .node.u5 .line { stroke-width: 1; stroke: var(--on); } svg.graph .external path { stroke-dasharray: 3 3; }
    svg.graph .node:hover path { stroke: var(--mark); stroke-width: 2; }
    svg.graph .node:focus-visible { outline: none; } svg.graph .node:focus-visible path { stroke: var(--mark); stroke-width: 3.5; }
    svg.graph .e { fill: none; stroke: var(--edge); stroke-width: 1.2; } svg.graph .async { stroke-dasharray: 5 3; }
    svg.graph .critical { stroke: var(--ink); stroke-width: 2.6; }
    svg.graph .frame rect { fill: var(--frame); stroke: var(--line); }
    svg.graph .frame text { text-anchor: start; font-size: 11px; font-weight: 400; fill: var(--soft); }
    svg.graph .dim { opacity: .25; }
    .parts a, .group a { color: var(--mark); } :target { outline: 2px solid var(--mark); outline-offset: -2px; }
    @media print { .tools, #focus { display: none; } .picture { max-height: none; overflow: visible; border: 0; }
      svg.graph { width: 100%; } }
    """
}
