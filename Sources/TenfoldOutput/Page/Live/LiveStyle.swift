/// The look of what only a served page has.
enum LiveStyle {
  static let sheet = """
    .what-if { background: var(--panel); border-radius: .4rem; padding: .2rem 1rem .7rem; margin: 1rem 0; }
    .what-if[hidden] { display: none; } .what-if h3 { margin-top: .7rem; } .what-if p { max-width: none; }
    .what-if input, .what-if select { font: inherit; color: inherit; background: var(--paper); padding: .25rem .5rem;
      border: 1px solid var(--edge); border-radius: .35rem; max-width: 100%; }
    .what-if ul { list-style: none; padding: 0; margin: .4rem 0; display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; }
    .what-if ul button { padding: 0 .45rem; font-size: .85rem; }
    code.line { white-space: pre-wrap; overflow-wrap: anywhere; }
    .what-if select:focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
    .tried { border-left: 3px solid var(--mark); padding-left: .7rem; } .tried a { color: var(--mark); }
    .what-if-run [hidden], #run-result[hidden] { display: none; } progress { accent-color: var(--mark); }
    @media print { .what-if, .what-if-run, #run-result { display: none; } }
    """
}
