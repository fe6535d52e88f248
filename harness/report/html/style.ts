/** The whole look of the report. Verdict colours keep a contrast of 4.5:1 in both schemes. */
export const style = `
:root{color-scheme:light dark;--ground:#fbfbfa;--card:#fff;--ink:#1b1f24;--soft:#5b646e;--line:#d9dde1;--link:#0a58b0;
--pass:#17692f;--pass-bg:#dff3e4;--advise:#0b5f7a;--advise-bg:#dceff5;--unproven:#7a5200;--unproven-bg:#fdf0cd;--fail:#a8161d;--fail-bg:#fde2e2;--broken:#7b1a8b;--broken-bg:#f5e0f8;--none:#5b646e;--none-bg:#eceef0;
--metered:#1b1f24;--allowed:#2f6fd0;--corridor:#17692f;--cheap:#dff0e6;--dear:#fbe6d4;--wrong:#d3222a}
@media (prefers-color-scheme:dark){:root{--ground:#14171a;--card:#1c2024;--ink:#e8eaed;--soft:#a3acb5;--line:#3a4047;--link:#7db8ff;
--pass:#7fd99a;--pass-bg:#163322;--advise:#7fcbe3;--advise-bg:#12303a;--unproven:#f0c463;--unproven-bg:#3a2d0d;--fail:#ff9a9a;--fail-bg:#431a1c;--broken:#e7a3f2;--broken-bg:#381a3e;--none:#a3acb5;--none-bg:#2a2f34;
--metered:#f4f5f6;--allowed:#6ea6ff;--corridor:#7fd99a;--cheap:#1a3527;--dear:#42301f;--wrong:#ff5a5f}}
*{box-sizing:border-box}html{scroll-padding-top:1rem}
body{margin:0 auto;padding:1.5rem;max-width:1280px;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
a{color:var(--link)}h1{font-size:1.5rem;margin:0 0 .3rem}h2{font-size:1.15rem;margin:2rem 0 .6rem}h3{margin:0 0 .5rem;font-size:1rem}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}code{font:13px/1.45 ui-monospace,monospace}
.quiet{color:var(--soft);font-size:.88rem;margin:.4rem 0}.patterns{position:absolute}[hidden]{display:none!important}
header ul,.legend,.events{list-style:none;margin:.3rem 0;padding:0}
.banner{display:flex;gap:1rem;align-items:baseline;flex-wrap:wrap;padding:.8rem 1rem;border-radius:8px;border-left:8px solid;margin:.8rem 0}
.banner strong{font-size:1.5rem;letter-spacing:.03em}.banner span{color:var(--ink)}
.counts{display:flex;flex-wrap:wrap;gap:1rem}
.v-passed{--c:var(--pass);--b:var(--pass-bg)}.v-advised{--c:var(--advise);--b:var(--advise-bg)}.v-unproven{--c:var(--unproven);--b:var(--unproven-bg)}.v-failed{--c:var(--fail);--b:var(--fail-bg)}.v-broken{--c:var(--broken);--b:var(--broken-bg)}.v-not-applicable,.v-not-run{--c:var(--none);--b:var(--none-bg)}
.badge,.banner{color:var(--c);background:var(--b);border-color:var(--c)}
.badge{display:inline-block;padding:0 .5rem;border-radius:4px;font-size:.82rem;font-weight:600;white-space:nowrap}
.filters{display:flex;flex-wrap:wrap;gap:.6rem 1.2rem;align-items:center;margin-bottom:.8rem}.filters fieldset{display:flex;flex-wrap:wrap;gap:.3rem .9rem;border:0;padding:0;margin:0}.filters legend{float:left;margin-right:.8rem}.filters input[type=search]{font:inherit;padding:.25rem .5rem;width:20rem;max-width:100%;background:var(--card);color:inherit;border:1px solid var(--soft);border-radius:4px}.filters select{font:inherit;background:var(--card);color:inherit;border:1px solid var(--soft);border-radius:4px;padding:.2rem}.filters output{color:var(--soft)}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;background:var(--card)}th,td{border:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top}thead th{font-size:.85rem}
.matrix th[scope=row]{font-weight:400;min-width:16rem}.matrix td{padding:0;background:var(--b);min-width:6.5rem}.matrix td a{display:block;padding:.3rem .5rem;color:var(--c);font-size:.85rem;font-weight:600;text-decoration:none}.matrix td a:hover{text-decoration:underline}
.run{background:var(--card);border:1px solid var(--line);border-left:6px solid var(--c);border-radius:6px;margin:.5rem 0}
.run>summary{padding:.55rem .8rem;cursor:pointer}.run>summary small{color:var(--soft);white-space:nowrap}.inside{padding:.2rem 1rem 1rem}
.reason{font-weight:600}.part{margin-top:.7rem}.part>summary{cursor:pointer;font-weight:600}.part[open]>summary{margin-bottom:.4rem}
.chart{margin-top:.6rem}.chart svg{display:block;width:100%;height:auto;font:12px system-ui,sans-serif}
.zoom{float:right;display:flex;gap:.3rem}.zoom button{font:inherit;min-width:1.9rem;background:var(--card);color:inherit;border:1px solid var(--soft);border-radius:4px;cursor:pointer}.pan{overflow-x:auto;clear:both}
.chart text{fill:var(--soft);text-anchor:middle}.chart .left{text-anchor:end}.chart .name{fill:var(--ink)}
.band.standard{fill:none}.strip.standard{fill:var(--none-bg)}.cheap{fill:var(--cheap)}.dear{fill:var(--dear)}
.grid{stroke:var(--line);stroke-width:.7;fill:none}
.allowed{fill:none;stroke:var(--allowed);stroke-width:1.6}.allowed-area{fill:var(--allowed);opacity:.14}
.corridor{fill:var(--corridor);fill-opacity:.13;stroke:var(--corridor);stroke-width:1;stroke-dasharray:4 3}
.metered{fill:none;stroke:var(--metered);stroke-width:1.7;stroke-linejoin:round}.dots{fill:none;stroke:var(--metered);stroke-width:4.4;stroke-linecap:round}.dots.small{stroke-width:2.6}
.wrong{fill:var(--wrong);opacity:.2}.wrong-bar{fill:var(--wrong)}.wrong.mild{opacity:.1}.wrong-bar.mild{opacity:.6}
.mark path{fill:none;stroke:var(--soft);stroke-width:1.3;stroke-dasharray:5 3}.mark text{text-anchor:start;font-weight:700;fill:var(--ink)}.mark.fault path{stroke:var(--broken);stroke-dasharray:2 2;stroke-width:2}.mark.fault text{fill:var(--broken)}.fault-span{fill:var(--broken);opacity:.15}
.unlived{fill:url(#hatch)}.hatch-ground{fill:var(--none-bg)}.hatch-line{stroke:var(--soft);stroke-width:1.5}
.cursor{stroke:var(--link);stroke-width:1;visibility:hidden;pointer-events:none}.reading{display:block;font:13px ui-monospace,monospace;color:var(--soft);min-height:1.5em}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;font-size:.85rem}.key{display:inline-block;width:1.6rem;height:.75rem;margin-right:.4rem;vertical-align:middle;border:0}
.key.metered{height:0;border-top:3px solid var(--metered)}.key.allowed{background:color-mix(in srgb,var(--allowed) 20%,transparent);border-top:2px solid var(--allowed)}.key.corridor{border:1px dashed var(--corridor);background:color-mix(in srgb,var(--corridor) 15%,transparent)}.key.wrong{opacity:1;background:color-mix(in srgb,var(--wrong) 30%,transparent);border-top:3px solid var(--wrong)}.key.cheap{background:var(--cheap);border:1px solid var(--line)}.key.plan{width:0;border-left:2px dashed var(--soft)}.key.fault{width:0;border-left:2px dotted var(--broken)}.key.unlived{background:repeating-linear-gradient(45deg,var(--soft) 0 1px,var(--none-bg) 1px 5px)}
.events{font-size:.85rem;columns:24rem;margin-top:.4rem}
.finding{border-left:4px solid var(--c);background:color-mix(in srgb,var(--b) 45%,var(--card));padding:.7rem .9rem;margin:.8rem 0;border-radius:0 6px 6px 0}
.finding dl{display:grid;grid-template-columns:7rem 1fr;gap:.15rem .8rem;margin:0}.finding dt{color:var(--soft)}.finding dd{margin:0}.finding p{margin:0}
.sequence td{font-size:.85rem;padding:.15rem .5rem}.sequence .lane{width:42%}.sequence :is(td,th):not(.lane,[colspan]){white-space:nowrap}.sequence i{color:var(--soft)}.sequence summary{cursor:pointer}.sequence code{display:block;padding:.3rem;background:var(--none-bg);border-radius:4px}.sequence .proof td{background:var(--unproven-bg)}.sequence tr:target td{outline:2px solid var(--link)}.left-out td{color:var(--soft);font-style:italic}
@media (max-width:600px){body{padding:.7rem}.finding dl{grid-template-columns:1fr}.finding dt{margin-top:.3rem}}
@media print{:root{color-scheme:light}body{max-width:none;padding:0;font-size:11px}.filters,.reading,.zoom{display:none}.run,.finding,.chart{break-inside:avoid-page}.badge,.banner,.matrix td,.finding,svg *{print-color-adjust:exact;-webkit-print-color-adjust:exact}a{color:inherit}}
`;
