import { renderSVG } from 'uqr';
import { markup } from '../report/index.ts';
import type { Statement } from './statement.ts';

const STYLE = `
:root { color-scheme: light; font: 15px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1.5rem; }
h1 { font-size: 1.7rem; margin: 0; } h2 { font-size: 1.05rem; margin: 1.4rem 0 .3rem; }
header { display: flex; justify-content: space-between; gap: 2rem; border-bottom: 3px solid #1b6e3c; padding-bottom: 1rem; }
header svg { width: 8rem; height: 8rem; flex: none; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; margin: 1rem 0; }
dt { color: #595959; } dd { margin: 0; overflow-wrap: anywhere; }
ul { margin: .2rem 0; padding-left: 1.2rem; } li { overflow-wrap: anywhere; }
.columns { columns: 2; } .claim { margin-top: 1.6rem; font-size: .85rem; color: #595959; }
code { font-size: .85em; overflow-wrap: anywhere; }
@media print { body { margin: 0 auto; } h2 { break-after: avoid; } }
`;

const list = (items: readonly string[], columns = false): string =>
  items.length === 0
    ? '<p>None.</p>'
    : `<ul${columns ? ' class="columns"' : ''}>${items.map((item) => `<li>${markup(item, 400)}</li>`).join('')}</ul>`;

const date = (iso: string): string => markup(iso.slice(0, 10));

/** The certificate for people, on one or two printed pages; what counts is the signed bundle that it names. */
export const renderCertificate = ({ predicate }: Statement, digest: string): string => {
  const { profile, product } = predicate;
  const rows: readonly (readonly [string, string])[] = [
    [
      'Product',
      `${markup(product.name)} (${markup(product.side)})${product.reference ? ", offpeak's own reference" : ''}`,
    ],
    ['Dialects', markup(product.dialects.join(', '))],
    [
      'Shown in',
      `${markup(predicate.timeMode)} time, ${predicate.totals.passed} runs passed, ${predicate.totals.advised} with advice`,
    ],
    ['Issued', `${date(predicate.issued)}, valid until ${date(predicate.expires)}`],
    [
      'Harness',
      `offpeak ${markup(predicate.offpeak)}, suites <code>${markup(predicate.suites.slice(0, 16))}</code>, seed ${markup(predicate.seed)}`,
    ],
    ['Statement', `<code>sha256:${markup(digest)}</code>`],
  ];
  const shown = predicate.capabilities.flatMap(({ code, shownBy }) =>
    shownBy === undefined ? [] : [`${code} (${shownBy})`],
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${markup(profile.title)}: ${markup(product.name)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>${STYLE}</style></head><body><main>
<header><div><p>Tariff compatibility</p><h1>${markup(profile.title)}</h1><p>${markup(profile.says)}</p></div>
<div role="img" aria-label="QR code of the statement's digest">${renderSVG(`sha256:${digest}`)}</div></header>
<dl>${rows.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('')}</dl>
<h2>Proved by metered nights</h2>${list(predicate.proved, true)}
<h2>Capabilities shown</h2>${list(shown, true)}
<h2>Advice</h2>${list(predicate.advised)}
<h2>Not tested</h2>${list(predicate.notTested)}
<p class="claim">${markup(predicate.claim)} Check it with <code>offpeak verify BUNDLE --key PUBLIC_KEY</code>: the signature, every
file's digest, and every verdict, judged again from the traces.</p>
</main></body></html>
`;
};
