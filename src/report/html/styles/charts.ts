/** Charts, their marks and the heat map. */
export const CHARTS = `
.f-ok{fill:var(--ok)}.f-notice{fill:var(--notice)}.f-warning{fill:var(--warning)}.f-error{fill:var(--error)}.f-critical{fill:var(--critical)}
.f-hatch{fill:var(--hatch)}.f-none{fill:none}
.s-ok{fill:var(--ok)}.s-notice{fill:var(--notice)}.s-warning{fill:var(--warning)}.s-error{fill:url(#p-error) var(--error)}.s-critical{fill:var(--critical)}
.l-notice{stroke:var(--notice);stroke-width:2.4}.l-error{stroke:var(--error);stroke-width:2.8;stroke-linecap:round}
.t-ok{color:var(--t-ok)}.t-notice{color:var(--t-notice)}.t-warning{color:var(--t-warning)}.t-error{color:var(--t-error)}.t-critical{color:var(--t-critical);font-weight:700}
.mark{flex:none;vertical-align:-1.5px;overflow:visible}
.sev{white-space:nowrap}
.sev .mark{margin-right:6px}
.bar{display:block}
.chart{display:flex}.partial{fill:var(--ground)}
.chart svg{flex:none;display:block}
.chart .plot{flex:1 1 0;width:0;min-width:0;overflow:visible}
.grid{stroke:var(--hair)}.base{stroke:var(--soft)}
.tick,.panel{font-size:12px;fill:var(--soft)}
.panel{font-weight:600;fill:var(--ink)}
.hit{fill:transparent}
.hit:hover,.hit.on{fill:var(--point)}
.spark{display:block;width:100%;max-width:120px}
.spark path{fill:var(--soft);opacity:.75}
#tip{position:absolute;z-index:2;max-width:min(300px,86vw);padding:8px 12px;border-radius:5px;background:var(--ink);color:var(--paper);font-size:13px;line-height:1.4;pointer-events:none}
#tip b{display:block}
.heat{width:100%;border-collapse:separate;border-spacing:2px;table-layout:fixed;font-size:12px;text-align:center}
.heat th{font-weight:400;color:var(--soft);padding:0;text-align:center;border:0;vertical-align:middle}
.heat tr{border:0}
.heat tbody th{text-align:left}
.heat thead th:first-child{text-align:left;width:3em}
.heat td{height:30px;padding:0;text-align:center;vertical-align:middle;border-radius:2px;overflow-wrap:normal}
.h0{background:var(--h0);color:var(--soft)}.h1{background:var(--h1)}.h2{background:var(--h2)}.h3{background:var(--h3)}.h4{background:var(--h4)}.h5{background:var(--h5)}.h6{background:var(--h6)}
.h1,.h2,.h3,.h4{color:var(--h-dark)}.h5,.h6{color:var(--h-light)}
.none{color:var(--soft)}
.heat-key{display:flex;flex-wrap:wrap;gap:4px 18px;margin-top:12px;font-size:12px;color:var(--soft)}
.heat-key li{display:flex;align-items:center;gap:6px}
.heat-key span{width:18px;height:14px;border-radius:2px;text-align:center;line-height:14px}
@media (prefers-color-scheme:dark){.h4{color:var(--h-dark)}}
@media screen and (max-width:700px){.odd{display:none}
.heat,.heat thead,.heat tbody{display:flex;gap:2px}.heat tbody{flex:1}.heat tr{display:flex;flex-direction:column;gap:2px;flex:1}.heat thead tr{width:2.2em}
.heat th,.heat td{height:24px;line-height:24px}.heat tbody th,.heat thead th:first-child{text-align:center;width:auto}}
`;
