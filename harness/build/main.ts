import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { INDEX, suiteIndexOf } from '../cli/index.ts';
import { bundle } from './bundle.ts';
import { forgiveBelow } from './declarations.ts';
import { publishedManifest, untypedOf, type RootManifest } from './manifest.ts';

/** `npm run build`: the package that is published, in dist/. `npm pack ./dist` packs it. */

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const OUT = join(ROOT, 'dist');

/** Read by path or by name, never by code: what users extend, and what editors and other programs hold files against. */
const DATA = [
  'suites',
  'fixtures',
  'LICENSE',
  'README.md',
  'harness/README.md',
  'harness/suite/schema.json',
  'harness/report/report.schema.json',
];

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT);
const imported = await bundle(ROOT, OUT);
execFileSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', join(ROOT, 'harness/build')], { stdio: 'inherit' });
for (const path of DATA) cpSync(join(ROOT, path), join(OUT, path), { recursive: true });

const launcher = readFileSync(join(ROOT, 'harness/cli/offpeak.js'), 'utf8').replace(
  './main.ts',
  '../lib/main.js',
);
mkdirSync(join(OUT, 'harness/cli'));
writeFileSync(join(OUT, 'harness/cli/offpeak.js'), launcher, { mode: 0o755 });
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as RootManifest;
forgiveBelow(join(OUT, 'harness/types'), untypedOf(manifest, imported));
writeFileSync(
  join(OUT, 'package.json'),
  `${JSON.stringify(publishedManifest(manifest, imported), undefined, 2)}\n`,
);
writeFileSync(join(OUT, INDEX), JSON.stringify(await suiteIndexOf(OUT)));
console.log(`${OUT}: ${(statSync(join(OUT, 'harness/lib/main.js')).size / 1000).toFixed(0)} kB of main.js`);
