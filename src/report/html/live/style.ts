/** The strip on top of a live page. */
export const STRIP_STYLE = `
#live{margin-bottom:36px;padding:14px 18px;border:1px solid var(--faint);border-radius:6px;background:var(--ground);font-size:14px}
#live .now{display:grid;grid-template-columns:auto auto 1fr minmax(120px,34%);gap:4px 20px;align-items:center}
#live .state{font-weight:650}
#live .state::before{content:"";display:inline-block;width:10px;height:10px;margin-right:8px;border-radius:50%;background:var(--soft)}
#live.on .state::before{background:var(--t-good)}
#live.off .state::before{border-radius:0;background:var(--t-error)}
#live.off .state{color:var(--t-error)}
#live .rate,#live .held{color:var(--soft)}
#live .seconds{display:block;min-width:0;border-bottom:1px solid var(--soft)}
#live .failures{color:var(--t-error);font-weight:600}
#live .failures:empty,#live .held:empty{display:none}
#live .seconds{grid-column:4}
#live .latest{margin-top:8px}
#live .latest summary{cursor:pointer;color:var(--soft)}
#live ol{list-style:none;margin:4px 0 0;padding:0;min-height:7.5em}
#live li{display:flex;gap:10px;white-space:nowrap;overflow:hidden}
#live li b{font-weight:650}
#live li.e-critical b{color:var(--t-critical)}
#live li.e-error b{color:var(--t-error)}
#live li code{overflow:hidden;text-overflow:ellipsis;font-size:12px;color:var(--soft)}
#live nav{display:flex;flex-wrap:wrap;gap:4px 18px;margin-top:10px}
#live nav a{color:inherit;text-underline-offset:3px}
#live nav a[aria-current]{font-weight:650;text-decoration:none}
@media screen and (max-width:700px){#live .now{grid-template-columns:1fr}#live .seconds{grid-column:1}#live li{flex-wrap:wrap;gap:0 10px}#live li code{flex-basis:100%}#live ol{min-height:0}}
@media print{#live{display:none}}
`;
