/** The conclusion, and what shows a part alone. */
export const SCOPE_STYLE = `
#conclusion{margin-top:28px;padding:18px 22px;background:var(--ground);border-radius:6px;border-left:6px solid var(--soft)}
#conclusion:has(.e-critical,.e-error){border-left-color:var(--t-error)}
#conclusion h2{font-size:15px;margin-bottom:6px}
#conclusion li{padding:5px 0;max-width:88ch}
#conclusion .said{font-weight:600}
#conclusion .sev{margin-right:4px}
.scope{position:sticky;top:0;z-index:1;display:none;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:8px 24px;margin:20px 0 0;padding:10px 14px;background:var(--ink);color:var(--paper);border-radius:5px}
.only .scope{display:flex}
.scope p{flex:1 1 20em;overflow-wrap:anywhere}
.scope button,.pages button{font:inherit;cursor:pointer;padding:6px 12px;border-radius:4px;border:1px solid currentColor;background:transparent;color:inherit}
.scope button:focus-visible{outline-color:var(--paper)}
.pages{display:flex;gap:8px}
.pages[hidden]{display:none}
.pages button:disabled{opacity:.45;cursor:default}
.pick{all:unset;cursor:pointer;text-decoration:underline dotted var(--soft);text-underline-offset:3px}
.pick:hover{text-decoration-style:solid}
.pick:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
.pick[aria-pressed=true]{font-weight:700;text-decoration:underline solid 2px}
#conclusion .pick{font-weight:400;color:var(--soft);white-space:nowrap}
.hit{cursor:pointer}
.hit.chosen{fill:var(--point)}
.span{fill:var(--ink)}
.alone .layer,.alone .grid,.alone .axis{visibility:hidden}
.rule{stroke:var(--faint)}
.only .short,.only .overview,.only .against,.only .figures .change,.only .codes .first,.only .codes .last,.only .codes .change,.only .codes .trend,.only #codes .note{display:none}
.spanned #groups .most{visibility:hidden}
.only #changes h2::after,.only #cross h2::after,.only #kinds h2::after,.only #rhythm h2::after,.only #sources h2::after,.only #unclear h2::after,.only #books-title::after{content:" (of all events)";font-weight:400;color:var(--soft)}
.sum th,.sum td{font-weight:650;border-top:1px solid var(--soft)}
.lines{margin-top:6px}
.lines li{padding:2px 0;font-size:13px}
.lines code{font-size:12px;overflow-wrap:anywhere}
@media print{.scope{position:static;border:1px solid #000}.scope button,.pages,#conclusion button{display:none}.pick{text-decoration:none}#conclusion{padding:10px 14px}}
`;
