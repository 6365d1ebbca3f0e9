import { dark, light, variables } from "./palette.ts";

/** The page's style sheet: calm, printable, readable on a phone, light and dark. */
export const style = `
:root{color-scheme:light dark;${variables(light)};
--serif:Charter,"Bitstream Charter","Iowan Old Style","Sitka Text",Cambria,"Noto Serif",Georgia,serif;
--sans:system-ui,-apple-system,"Segoe UI","Noto Sans",Helvetica,Arial,sans-serif;
--mono:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
@media (prefers-color-scheme:dark){:root{${variables(dark)}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;background:var(--paper)}
body{margin:0;background:var(--paper);color:var(--ink);font:400 1.0625rem/1.6 var(--serif);overflow-wrap:anywhere}
.page{max-width:53rem;margin:0 auto;padding:3.5rem 1.75rem 5rem}
main>section:first-child h2{margin-top:2.25rem}
h1,h2,h3{line-height:1.25;font-weight:600;text-wrap:balance}
h1{font-size:2.1rem;letter-spacing:-.012em;margin:.2rem 0 .4rem}
h2{font-size:1.45rem;margin:4rem 0 1rem;padding-top:1.1rem;border-top:1px solid var(--line)}
h3{font-size:1.12rem;margin:2.4rem 0 .6rem}
p,ul,ol{margin:0 0 1rem;max-width:42rem}
a{color:inherit;text-decoration-color:var(--quiet);text-underline-offset:.18em}
a:hover{text-decoration-color:currentColor}
:focus-visible{outline:2px solid var(--face);outline-offset:3px;border-radius:2px}
.eyebrow,nav,table,figcaption,summary,.note,.facts,.big,.badge,.simulated,.mark,dl{font-family:var(--sans)}
.eyebrow{font-size:.8rem;color:var(--quiet);margin:0}
.lead{color:var(--quiet);margin-bottom:1.5rem}
.note{font-size:.85rem;line-height:1.5;color:var(--quiet)}
nav{font-size:.85rem;margin:1.5rem 0 0;display:flex;flex-wrap:wrap;gap:.3rem 1.3rem}
nav a{text-decoration:none;border-bottom:1px solid var(--line)}
nav a:hover{border-color:currentColor}
.simulated{background:var(--markwash);color:var(--mark);border:2px solid var(--mark);border-radius:6px;padding:.7rem 1rem;margin:0 0 2rem;max-width:none;font-size:.95rem;line-height:1.45}
.simulated strong{display:block;font-size:1.15rem;letter-spacing:.01em}
.badge{display:inline-block;white-space:nowrap;font-size:.72rem;font-weight:600;line-height:1.5;padding:0 .5em;border-radius:3px;color:var(--mark);background:var(--markwash);border:1px solid var(--mark)}
h2 .badge,figcaption .badge{vertical-align:.12em;margin-left:.4em}
.distrust{border:2px solid var(--ecg);border-radius:6px;padding:.7rem 1rem;margin:0 0 1rem;max-width:none}
.distrust p,.distrust ul{max-width:none}
.distrust ul{margin:0;padding-left:1.2rem}
.distrust strong{color:var(--ecg)}
.verdicts{list-style:none;padding:0;margin:0 0 1.2rem;max-width:none}
.verdicts li{display:grid;grid-template-columns:9.5rem 1fr;gap:0 1.5rem;padding:1.05rem 0;border-top:1px solid var(--line);break-inside:avoid}
.verdicts li:first-child{border-top:0}
.verdicts p{margin:0}
.big{font-size:1.85rem;line-height:1.1;font-weight:600;font-variant-numeric:tabular-nums;letter-spacing:-.015em;white-space:nowrap}
.big small{display:block;font-size:.8rem;font-weight:600;letter-spacing:0;line-height:1.3;white-space:normal;margin-bottom:.25rem}
.big span{display:block;font-size:.78rem;font-weight:400;letter-spacing:0;line-height:1.35;color:var(--quiet);white-space:normal;margin-top:.3rem}
.ecg{color:var(--ecg)}.face{color:var(--face)}.both{color:var(--both)}
.facts{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:1.1rem 2.6rem;margin:0 0 1.8rem;max-width:none}
.facts b{display:block;font-size:1.6rem;line-height:1.2;font-weight:600;font-variant-numeric:tabular-nums}
.facts li{font-size:.85rem;color:var(--quiet)}
.facts b{color:var(--ink)}
.scroll{overflow-x:auto;margin:0 0 1rem;-webkit-overflow-scrolling:touch}
table{border-collapse:collapse;font-size:.85rem;line-height:1.4;font-variant-numeric:tabular-nums lining-nums;overflow-wrap:normal}
.full{width:100%}
th,td{padding:.42rem .95rem .42rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
th:last-child,td:last-child{padding-right:.2rem}
thead th{font-weight:600;border-bottom:1.5px solid var(--ink);vertical-align:bottom;line-height:1.25}
thead .n{white-space:normal}
tbody th{font-weight:400}
.n{text-align:right;white-space:nowrap}
td small,th small{display:block;color:var(--quiet);font-size:.76rem;line-height:1.35;font-weight:400}
.name{max-width:15rem;overflow-wrap:anywhere;min-width:7.2rem}
.arm th{font-weight:600;padding-top:1rem}
.primary th,.primary td{background:var(--wash)}
.primary>:first-child{box-shadow:inset 3px 0 0 var(--ink);padding-left:.7rem}
.scores th,.scores td{padding-right:.5rem}
.scores td small{font-size:.74rem;letter-spacing:-.01em}
.scores .name{min-width:6.6rem}
.scores tbody tr:not(.arm)>:first-child{padding-left:.7rem}
.dummy,.dummy small{color:var(--quiet)}
.tag{font-size:.72rem;font-weight:600;white-space:nowrap}
figure{margin:2rem 0 2.4rem}
.panels{display:flex;flex-wrap:wrap;gap:1.4rem 1.75rem}
.panels svg{display:block;max-width:100%;height:auto;flex:none}
.panels svg text{white-space:pre}
.panels .wide{max-width:100%;overflow-x:auto}
.panels .wide>svg{max-width:none}
figcaption{font-size:.85rem;line-height:1.5;color:var(--quiet);max-width:42rem;margin:0 0 1rem}
figcaption b{display:block;color:var(--ink);font-size:.95rem}
details{margin:0 0 1rem}
summary{cursor:pointer;font-size:.9rem;padding:.15rem 0}
details[open]>summary{margin-bottom:.5rem}
details ul{font:400 .85rem/1.5 var(--sans);padding-left:1.2rem}
.findings{list-style:none;padding:0;max-width:none}
.findings>li{display:grid;grid-template-columns:8.5rem 1fr;gap:0 1.5rem;padding:1rem 0;border-top:1px solid var(--line);break-inside:avoid}
.findings>li:first-child{border-top:0}
.findings p{margin:0 0 .35rem}
.findings details{margin:0}
.mark{font-size:.85rem;font-weight:600;padding-top:.2rem}
.mark i{display:inline-block;width:1.5em;font-style:normal}
.leak{color:var(--ecg)}.warning{color:var(--mark)}.passed{color:var(--good)}.not-applicable{color:var(--quiet)}
pre{font:400 .8rem/1.5 var(--mono);background:var(--wash);border-radius:6px;padding:.9rem 1rem;margin:0 0 1rem;overflow-x:auto;white-space:pre;overflow-wrap:normal}
code{font-family:var(--mono);font-size:.86em}
dl{font-size:.88rem;line-height:1.5;margin:0 0 1rem;max-width:42rem}
dt{font-weight:600;margin-top:.8rem}
dd{margin:0}
sup{line-height:0;font-size:.7em}
sup a{text-decoration:none;padding:0 .1em}
.hashes{list-style:decimal;font:400 .76rem/1.6 var(--mono);padding-left:1.6rem}
footer{margin-top:4rem;padding-top:1rem;border-top:1px solid var(--line);font:400 .8rem/1.5 var(--sans);color:var(--quiet)}
@media (max-width:40rem){
body{font-size:1rem}
.page{padding:1.6rem 1.1rem 3rem}
h1{font-size:1.65rem}h2{margin-top:3rem;font-size:1.3rem}
.verdicts li,.findings>li{grid-template-columns:1fr;gap:.45rem}
.big{font-size:1.55rem}
.facts{gap:.9rem 1.8rem}
}
@media print{
:root{color-scheme:light;${variables(light)}}
@page{margin:18mm 16mm}
html{font-size:10.5pt}body{font-size:1rem}
.page{max-width:none;padding:0}
nav{display:none}
h2,h3,figcaption{break-after:avoid}
h2{margin-top:1.8rem}
.panels svg,tr,pre,dl>div{break-inside:avoid}
.scroll,.panels .wide{overflow:visible}
.panels .wide>svg{max-width:100%}
table{font-size:8pt}th,td{padding-right:.5rem}
pre{white-space:pre-wrap;overflow-wrap:anywhere}
}
`;
