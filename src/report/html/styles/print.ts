/**
 * On paper: the light colours, nothing that needs a hand, no row torn in two. A table's head is on each page, and Chromium
 * leaves buttons out where it repeats one: there they are text. Its sum is at its end alone.
 */
export const PRINT = `
@page{margin:14mm}
@media print{
:root{--paper:#fff;--ground:#f6f7f8;--ink:#000;--soft:#444;--faint:#bbb;--hair:#ddd;--ok:#a9bccb;--notice:#4d9fd6;--warning:#e3a008;--error:#cf5200;--hatch:#e88a4c;--critical:#6f0f3c;
--t-ok:#4d6273;--t-notice:#1a6698;--t-warning:#835600;--t-error:#ad4300;--t-critical:#7d1145;--t-good:#1c6b4f;
--h0:#eef1f3;--h1:#fdeadb;--h2:#fbd0ae;--h3:#f5ac78;--h4:#e67e3c;--h5:#b9480a;--h6:#732207;--h-dark:#16202a;--h-light:#fff}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{max-width:none;padding:0;font-size:10.5pt}
section{margin-top:28px}
.tools,details,#tip{display:none!important}
.scroll{overflow:visible}
tr,figure,.heat,.figures,.overview,.short,li{break-inside:avoid}
thead{display:table-header-group}tfoot{display:table-row-group}
th button{display:contents}th button::after{content:none!important}
.codes .trend,.sources th:last-child,.sources td:last-child{padding-left:8px}
.head{break-inside:avoid}.head,h2,h3{break-after:avoid}
.two{gap:24px 32px}.list .wide{width:22%}
th,td{padding-right:9px}
.codes,.changes,.list{font-size:8.5pt}.what p,.moment,.category,.most,thead th{font-size:8pt}.moment{white-space:normal;min-width:4em}.what{width:34%}.codes .trend{width:70px}.spark{width:64px}
.cross{table-layout:fixed;font-size:7.5pt}.cross th,.cross td{padding-right:5px;overflow-wrap:anywhere}.cross th[scope=row]{min-width:0}.cross thead th:first-child{width:17%}.cross thead th{font-size:7.5pt;white-space:normal}
.heat{font-size:7.5pt}.heat td{height:20px}.figures .value{font-size:24pt}.figures>div{padding-left:12px;padding-right:8px}}
`;
