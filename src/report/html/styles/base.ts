/**
 * Colours, type and the page. The severities go from pale to dark in a light theme, from dim to bright in a dark one,
 * in hues that the common forms of colour blindness keep apart (after Okabe and Ito): grey-blue, blue, amber, vermilion,
 * wine. Texts reach 4.5:1 on their ground.
 */
export const BASE = `
:root{color-scheme:light dark;
--paper:#fff;--ground:#f6f7f8;--ink:#16202a;--soft:#586573;--faint:#d9dee3;--hair:#e8ebee;--focus:#0b63b0;
--ok:#a9bccb;--notice:#4d9fd6;--warning:#e3a008;--error:#cf5200;--hatch:#e88a4c;--critical:#6f0f3c;--point:#16202a14;
--t-ok:#4d6273;--t-notice:#1a6698;--t-warning:#835600;--t-error:#ad4300;--t-critical:#7d1145;--t-good:#1c6b4f;
--h0:#eef1f3;--h1:#fdeadb;--h2:#fbd0ae;--h3:#f5ac78;--h4:#e67e3c;--h5:#b9480a;--h6:#732207;--h-dark:#16202a;--h-light:#fff}
@media (prefers-color-scheme:dark){:root{
--paper:#14181c;--ground:#1b2025;--ink:#e9edf0;--soft:#a0acb7;--faint:#3a434b;--hair:#2a3138;--focus:#6cb6f5;
--ok:#4b6071;--notice:#3f92cc;--warning:#d99a1c;--error:#ee7a33;--hatch:#b64d0d;--critical:#ff86ab;--point:#ffffff1a;
--t-ok:#a9bccb;--t-notice:#7cc0ee;--t-warning:#eab64d;--t-error:#ff9a5c;--t-critical:#ff9bbb;--t-good:#6fcfa8;
--h0:#20262c;--h1:#3a2519;--h2:#5c3119;--h3:#874014;--h4:#b9561a;--h5:#ea853f;--h6:#ffc79c;--h-dark:#fff;--h-light:#16202a}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;background:var(--paper)}
body{margin:0 auto;max-width:1220px;padding:clamp(20px,4vw,56px) clamp(16px,4vw,48px) 64px;background:var(--paper);color:var(--ink);
font:15px/1.5 "Segoe UI",-apple-system,BlinkMacSystemFont,Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums lining-nums;overflow-wrap:break-word}
bdi{overflow-wrap:anywhere}
h1,h2,h3,p,ul,dl,dd,figure,table,fieldset{margin:0;padding:0}
h1{font-size:clamp(26px,3.4vw,38px);line-height:1.15;font-weight:650;letter-spacing:-.015em;text-wrap:balance}
h2{font-size:20px;line-height:1.25;font-weight:650;letter-spacing:-.005em}
h3{font-size:15px;font-weight:650;margin:28px 0 8px}
ul{list-style:none}
abbr{text-decoration:none}
section{margin-top:56px}
header .over{color:var(--soft);font-size:13px;letter-spacing:.02em;margin-bottom:10px}
header .when{margin-top:12px;color:var(--soft);font-size:16px}
.head{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:2px 24px;margin-bottom:18px;padding-bottom:10px;border-bottom:1px solid var(--faint)}
.note,.fine{color:var(--soft);font-size:13px}
.fine{margin-top:10px;max-width:80ch}
.soft{color:var(--soft)}
.bad{color:var(--t-error)}
.alarm{margin-top:24px;padding:12px 16px;border:1px solid var(--t-error);border-left-width:6px;border-radius:4px;font-weight:600}
.alarm p+p{margin-top:4px}
.logo{max-height:64px;max-width:240px;margin-bottom:16px}
.verdict{margin-top:32px;padding:16px 20px;border:1px solid var(--faint);border-left-width:6px;border-radius:4px}
.v-pass{border-left-color:var(--t-good)}.v-warn{border-left-color:var(--t-warning)}.v-fail{border-left-color:var(--t-error)}
.verdict h2{margin-bottom:10px}.verdict .state{font-weight:650;white-space:nowrap}
.r-pass .state{color:var(--t-good)}.r-warn .state{color:var(--t-warning)}.r-fail .state{color:var(--t-error)}.r-skipped .state{color:var(--soft)}
.verdict th[scope=row]{font-weight:600}
.no-data{margin-top:32px;font-size:20px;font-weight:650}
.defs{position:absolute}
.keys .swatch{margin:0 6px -2px 14px}
.figures{display:grid;grid-template-columns:repeat(4,1fr);margin-top:36px;border-top:2px solid var(--ink)}
.figures>div{padding:14px 20px 0 20px;border-left:1px solid var(--hair)}
.figures>div:first-child{padding-left:0;border-left:0}
.figures dt{font-size:14px;color:var(--soft)}
.figures .value{font-size:clamp(28px,4vw,46px);line-height:1.15;font-weight:600;letter-spacing:-.025em;overflow-wrap:normal}
.figures .change{font-weight:600;font-size:14px}
.figures .change span{font-weight:400;color:var(--soft)}
.figures .about{color:var(--soft);font-size:13px}
.against{margin-top:22px;color:var(--soft);font-size:14px}
.against em{font-style:normal;color:var(--ink);font-weight:600}
.overview{margin-top:32px}
.key{display:flex;flex-wrap:wrap;gap:6px 28px;margin-top:12px;font-size:14px}
.key li{display:flex;align-items:center;gap:6px}
.key b{font-weight:650}
.key .part{color:var(--soft)}
.short{margin-top:40px;padding:20px 24px;background:var(--ground);border-radius:6px}
.short h2{font-size:15px;margin-bottom:6px}
.short ul{max-width:78ch}
.short li{padding:3px 0}
.two{display:grid;align-items:start;grid-template-columns:1fr 1fr;gap:24px 56px}
.facts>div{display:grid;grid-template-columns:11em 1fr;gap:4px 24px;padding:10px 0;border-bottom:1px solid var(--hair)}
.facts dt{font-weight:650}
.facts ul,.notes{list-style:disc;padding-left:1.2em}
.notes{margin-bottom:14px;font-size:14px}
footer{margin-top:64px;padding-top:20px;border-top:2px solid var(--ink);font-size:13px}
footer section{margin-top:0}
footer h2{font-size:15px;margin-bottom:8px}
footer p{margin-top:18px;color:var(--soft)}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
@media screen and (max-width:860px){.two{grid-template-columns:1fr}
.figures{grid-template-columns:1fr 1fr}.figures>div{padding-bottom:12px}.figures>div:nth-child(odd){padding-left:0;border-left:0}.figures>div:nth-child(n+3){border-top:1px solid var(--hair)}}
@media screen and (max-width:600px){body{font-size:14px}section{margin-top:44px}.figures>div{padding-left:12px;padding-right:8px}.key{gap:6px 18px}.short{padding:16px}
.facts>div{grid-template-columns:1fr}}
`;
