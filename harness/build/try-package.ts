import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CONSUMER, OWN_REQUIREMENTS, TSCONFIG, VITEST_CONFIG } from './consumer.ts';

/**
 * `npm run try-package`: packs dist/, installs the package into an empty folder, and uses it there as a stranger would:
 * commands, library, types, vitest plugin, suites of their own. On this Node and on those of the supported range that
 * the registry has. Ends with a count; what could not be tried is said with its reason.
 */

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const BIN = join(ROOT, 'node_modules/.bin');
const NODES = ['22', '26'];
const folder = mkdtempSync(join(tmpdir(), 'offpeak-package-'));

let passed = 0;
const failures: string[] = [];
const skipped: string[] = [];

const attempt = (what: string, work: () => void): void => {
  try {
    work();
    passed += 1;
    console.log(`ok       ${what}`);
  } catch (error) {
    failures.push(what);
    const said = error instanceof Error ? error.message : String(error);
    console.log(`FAILED   ${what}\n${said.slice(0, 4000)}`);
  }
};
const skip = (what: string, why: string): void => {
  skipped.push(what);
  console.log(`skipped  ${what}: ${why}`);
};

const run = (command: string, args: readonly string[], cwd = folder): string =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const expectText = (text: string, wanted: RegExp): void => {
  if (!wanted.test(text)) throw new Error(`expected ${String(wanted)} in:\n${text.slice(-2000)}`);
};
/** What goes wrong on the way is a reason to skip only where the network or the platform may be to blame. */
const orSkip = (what: string, work: () => string): string | undefined => {
  try {
    return work();
  } catch (error) {
    skip(what, error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
    return undefined;
  }
};

/** The `node` binary of another major version, installed beside the package. */
const otherNode = (major: string): string | undefined =>
  orSkip(`node ${major}`, () => {
    const name = `node-${process.platform}-${process.arch}`;
    const place = join(folder, `node-${major}`);
    mkdirSync(place);
    run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', place, `${name}@${major}`]);
    const binary = join(place, 'node_modules', name, 'bin/node');
    expectText(run(binary, ['--version']), new RegExp(`^v${major}\\.`));
    return binary;
  });

const useAs = (node: string): void => {
  const version = run(node, ['--version']).trim();
  const offpeak = (...args: string[]): string =>
    run(node, [join(folder, 'node_modules/offpeak/harness/cli/offpeak.js'), ...args]);
  attempt(`${version}: offpeak list`, () => expectText(offpeak('list'), /^OVN-001 .*\n(.*\n)+/m));
  attempt(`${version}: offpeak run`, () =>
    expectText(offpeak('run', '--only', 'OVN-001', '--out', `out-${version}`), /6 runs: 6 passed/),
  );
  attempt(`${version}: offpeak run --link ws`, () =>
    expectText(offpeak('run', '--only', 'OVN-001', '--link', 'ws'), /6 runs: 6 passed/),
  );
  attempt(`${version}: offpeak judge`, () =>
    expectText(offpeak('judge', `out-${version}/trace/OVN-001.ocpp2.1.charger.ndjson`), /PASSED/),
  );
  attempt(`${version}: library`, () => expectText(run(node, ['use.mjs']), /^0 6\n$/));
};

attempt('publint', () => void run(join(BIN, 'publint'), ['--strict', join(ROOT, 'dist')]));
const tarball = join(
  folder,
  run('npm', ['pack', '--silent', '--pack-destination', folder], join(ROOT, 'dist')).trim(),
);
const attw = ['exec', '--yes', '--', '@arethetypeswrong/cli', tarball, '--profile', 'esm-only'];
attempt('are the types wrong?', () => void run('npm', attw));

writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
run('npm', ['install', '--no-audit', '--no-fund', tarball]);
attempt('brings no Node and no tools along', () => {
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  if (/node_modules\/(node-(linux|win|darwin)|vitest|rolldown|typescript)/.test(lock)) throw new Error(lock);
});
attempt('npx offpeak', () => expectText(run('npx', ['offpeak', '--version']), /offpeak\/\d/));
writeFileSync(join(folder, 'use.mjs'), CONSUMER);
useAs(process.execPath);
for (const major of NODES) {
  const node = otherNode(major);
  if (node !== undefined) useAs(node);
}

attempt("a user's own suite beside the shipped ones", () => {
  const shipped = join(folder, 'node_modules/offpeak');
  const text = readFileSync(
    join(shipped, 'suites/overnight/OVN-001-transaction-profile-in-watts.yaml'),
    'utf8',
  );
  mkdirSync(join(folder, 'suites/requirements'), { recursive: true });
  mkdirSync(join(folder, 'suites/acme'));
  mkdirSync(join(folder, 'fixtures/tariffs'), { recursive: true });
  cpSync(
    join(shipped, 'fixtures/tariffs/night-2330-0600.yaml'),
    join(folder, 'fixtures/tariffs/acme-night.yaml'),
  );
  writeFileSync(join(folder, 'suites/requirements/acme.yaml'), OWN_REQUIREMENTS);
  writeFileSync(
    join(folder, 'suites/acme/ACM-001-our-night.yaml'),
    text
      .replace('OVN-001', 'ACM-001')
      .replace('tariffs/night-2330-0600', 'tariffs/acme-night')
      .replaceAll('ours:PLAN-FORM', 'acme:OURS'),
  );
  expectText(run('npx', ['offpeak', 'check']), / 0 problems/);
  expectText(run('npx', ['offpeak', 'list']), /^ACM-001 .*\n(.*\n)*OVN-001 /);
  expectText(run('npx', ['offpeak', 'run', '--only', 'ACM-001,OVN-002']), /12 runs: 12 passed/);
});
attempt('types, under nodenext and with every declaration checked', () => {
  writeFileSync(join(folder, 'use.mts'), CONSUMER);
  writeFileSync(join(folder, 'tsconfig.json'), TSCONFIG);
  mkdirSync(join(folder, 'node_modules/@types'), { recursive: true });
  cpSync(join(ROOT, 'node_modules/@types/node'), join(folder, 'node_modules/@types/node'), {
    recursive: true,
  });
  cpSync(join(ROOT, 'node_modules/undici-types'), join(folder, 'node_modules/undici-types'), {
    recursive: true,
  });
  run(join(BIN, 'tsc'), ['-p', folder]);
});
if (
  orSkip('vitest plugin', () => run('npm', ['install', '--no-audit', '--no-fund', 'vitest@5'])) !== undefined
) {
  writeFileSync(join(folder, 'vitest.config.ts'), VITEST_CONFIG);
  attempt('vitest plugin', () => expectText(run('npx', ['vitest', 'run']), /Tests .*6 passed/));
}

rmSync(folder, { recursive: true, force: true });
console.log(`package: ${passed} passed, ${failures.length} failed, ${skipped.length} skipped`);
process.exitCode = failures.length === 0 ? 0 : 1;
