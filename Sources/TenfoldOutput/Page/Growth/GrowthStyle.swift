/// The look of the slider and of what stands beside it.
enum GrowthStyle {
  static let sheet = """
    #dial { position: sticky; top: 0; z-index: 1; background: var(--paper); padding: .4rem 0; border-bottom: 1px solid var(--line); }
    #dial[hidden] { display: none; } .growing [id] { scroll-margin-top: 9rem; } #dial p { margin: .2rem 0; max-width: none; }
    #dial output { font-weight: 600; font-variant-numeric: tabular-nums; } #load { width: 100%; accent-color: var(--mark); }
    #load:focus-visible { outline: 2px solid var(--mark); outline-offset: 3px; }
    .panels { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: 0 1.6rem; }
    .panels > section { min-width: 0; } .panels ol { padding-left: 1.3rem; margin: .3rem 0; font-size: .93rem; }
    #broken, #steps { max-height: 13rem; overflow-y: auto; } #steps .later { color: var(--soft); } #steps .needed .need { color: var(--bad); }
    .at { font-weight: 400; color: var(--soft); } #takes .over { color: var(--bad); font-weight: 600; } #takes th { font-weight: 400; } #takes { max-width: 40rem; }
    #focus { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(12rem, 100%), 1fr)); gap: .2rem 1.2rem;
      background: var(--panel); border-radius: .4rem; padding: .3rem .9rem .8rem; margin: .5rem 0; }
    #focus[hidden] { display: none; } #focus h4 { margin: .4rem 0; font-size: .85rem; color: var(--soft); font-weight: 600; }
    .hop { display: block; margin: 0 0 .3rem; text-align: left; background: var(--fill); color: var(--on); overflow-wrap: anywhere; }
    @media (max-width: 40rem), (max-height: 30rem) { #dial { position: static; } }
    @media print { #dial { display: none; } #broken, #steps { max-height: none; } }
    """
}
