/** Tables; on a phone each row of the codes becomes a card. */
export const TABLES = `
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:9px 14px 9px 0;font-weight:400}
th:last-child,td:last-child{padding-right:0}
thead th,thead td{font-size:13px;color:var(--soft);vertical-align:bottom;border-bottom:1px solid var(--soft);white-space:nowrap}
tbody tr{border-bottom:1px solid var(--hair)}
.num{text-align:right;white-space:nowrap}
.scroll{overflow-x:auto}
th button{all:unset;cursor:pointer;color:inherit}
th button:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
th button:hover{color:var(--ink)}
th button::after{display:inline-block;width:0;font-size:10px;white-space:pre}
th[aria-sort]{color:var(--ink);font-weight:650}
th[aria-sort=descending] button::after{content:" \\25BC"}
th[aria-sort=ascending] button::after{content:" \\25B2"}
.codes .code,.codes .share{white-space:nowrap}
.codes .code{color:var(--soft);padding-right:16px}
.what{width:30%}
.what p{margin-top:2px;color:var(--soft);font-size:13px;line-height:1.4;max-width:56ch}
.what strong{font-weight:650}
.category{color:var(--soft);font-size:13px;margin-left:4px}
.todo{white-space:nowrap}
.todo b{font-weight:600;display:block}
.count{font-weight:650}
.moment{white-space:nowrap;color:var(--soft);font-size:13px;padding-top:11px}
.trend{width:124px;padding-top:6px}
.change.sure{font-weight:650}
.new,.vanished{font-weight:650;color:var(--t-critical)}
.vanished{color:var(--t-good)}
.rest td,.rest th{color:var(--soft)}
.list th[scope=row]{font-weight:600}
.list th,.list td{padding-top:7px;padding-bottom:7px}
.list:not(.sources):not(.wide-list) td:not(.wide){text-align:right;white-space:nowrap}
.list:not(.sources):not(.wide-list) thead th:not(:first-child){text-align:right}
.list .wide{width:34%;padding-top:13px}
.wide-list .wide{width:24%;min-width:90px}
.wide-list th[scope=row]{min-width:7em}
.cross th[scope=row]{min-width:7em}
.most{font-size:13px;min-width:14em}
.sources th[scope=row]{width:46%}
.tools{display:flex;flex-wrap:wrap;align-items:center;gap:10px 24px;margin-bottom:14px;font-size:14px}
.tools[hidden]{display:none}
.tools fieldset{border:0;min-width:0;display:flex;flex-wrap:wrap;gap:6px 16px}
.tools legend{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.tools input[type=search],.tools select{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--soft);border-radius:4px;padding:6px 9px;min-width:0}
.tools .find{display:flex;align-items:center;gap:8px}
.tools .find input{width:18em;max-width:100%}
.tools .by{display:none;align-items:center;gap:8px}
.tools output{color:var(--soft);margin-left:auto}
.chip{display:inline-flex;align-items:center;gap:6px;cursor:pointer;min-height:28px}
.chip input{margin:0;accent-color:var(--focus)}
details{margin-top:14px}
summary{cursor:pointer;color:var(--soft);font-size:13px;width:fit-content;max-width:100%;padding:4px 0}
.plain{font-size:13px;margin-top:6px}
.plain th,.plain td{padding:5px 14px 5px 0;white-space:nowrap}
.plain td{text-align:right}
.plain th:last-child,.plain td:last-child{padding-right:0}
.plain thead th:not(:first-child){text-align:right}
.changes tbody th{white-space:normal;min-width:11em}
.changes{margin-bottom:28px}
.changes .verdict{text-align:right;color:var(--soft)}
.changes .verdict.sure{color:var(--ink);font-weight:650}
.books th,.books td{padding:6px 24px 6px 0}
.books th{font-weight:650;white-space:nowrap}
.books td:last-child{padding-right:0;white-space:nowrap;text-align:right}
@media screen and (max-width:1080px){.codes .first,.codes th.first{display:none}}
@media screen and (max-width:860px){
.codes,.codes tbody{display:block}.codes thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.codes tr{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:2px 16px;padding:14px 0}
.codes td{display:block;padding:0;width:auto}
.codes .code,.codes .share{white-space:nowrap}
.codes .code{order:1}.codes .severity{order:2;text-align:right}.codes .what{order:3;grid-column:1/-1}.codes .todo{order:4;white-space:normal}.codes .todo b{display:inline}
.codes .count{order:5;text-align:right;font-size:17px}.codes .trend{order:6;width:120px}.codes .share{order:7}.codes .change{order:8;text-align:right;grid-column:2}
.codes .moment{order:9;padding:0}.codes .first{display:block}.codes .last{text-align:right}
.codes .first::before{content:"first "}.codes .last::before{content:"last "}.codes .share::after{content:" of events"}.codes .change::before{content:"change ";font-weight:400;color:var(--soft)}
.codes .rest td[colspan]:empty{display:none}
.tools .by{display:flex}.tools output{margin-left:0}}
@media screen and (max-width:600px){
.tools .find{flex:1 1 100%}.tools .find input{flex:1;width:auto}
.changes,.changes thead,.changes tbody{display:block}.changes .roomy,.changes thead th:first-child{display:none}
.changes tr{display:grid;grid-template-columns:4em 4em 4em 1fr;gap:0 8px;padding:6px 0}.changes th[scope=row]{grid-column:1/-1}
.changes th,.changes td{display:block;padding:2px 0;white-space:normal;border:0}.changes thead{border-bottom:1px solid var(--soft)}
.wide-list,.wide-list tbody{display:block}.wide-list thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.wide-list tr{display:flex;flex-wrap:wrap;gap:2px 14px;padding:10px 0}.wide-list th[scope=row],.wide-list td,.wide-list .wide{display:block;padding:0;width:auto;min-width:0}
.wide-list .wide,.wide-list .most{flex:1 1 100%}.wide-list .wide{padding:3px 0}.wide-list td[data-label]::after{content:" " attr(data-label);color:var(--soft)}
.list .wide{width:22%}.list th,.list td{padding-right:10px}
.sources,.sources tbody{display:block}.sources thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.sources tr{display:flex;flex-wrap:wrap;gap:2px 16px;padding:10px 0}.sources th[scope=row]{flex:1 1 100%;width:auto;padding:0}.sources td{padding:0}
.sources td[data-label]::after{content:" " attr(data-label);color:var(--soft)}.sources td[data-label=size]::after{content:""}
.books tr{display:block;padding:6px 0}.books th,.books td{display:block;padding:0;text-align:left}.books td:last-child{text-align:left}}
`;
