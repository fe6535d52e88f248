import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  certify,
  fitnessOf,
  newKeyPair,
  readPrivateKey,
  readPublicKey,
  scenariosOf,
  verify,
} from '../../certificate/index.ts';
import { SuiteError } from '../../errors.ts';
import { plan } from '../../plan/index.ts';
import { plain, renderConsole } from '../../report/index.ts';
import { runAll } from '../../run/index.ts';
import { loadProfiles, type Profile } from '../../suite/index.ts';
import { hostNow, instant, isoInstant, parseInstant } from '../../time/index.ts';
import { EXIT } from '../exit-codes.ts';
import { home } from '../home.ts';
import { find, scenarios, subjects } from '../load.ts';
import { UsageError } from '../usage-error.ts';
import { VERSION } from '../version.ts';
import { writeReports } from '../write-reports.ts';

/** `offpeak keygen`: never over an old key. */
export const keygen = (name: string): Promise<number> => {
  const pair = newKeyPair();
  const [secret, open] = [`${name}.key.pem`, `${name}.pub.pem`];
  for (const file of [secret, open])
    if (existsSync(file)) throw new SuiteError('there is a key already', { place: { file } });
  writeFileSync(secret, pair.privatePem, { mode: 0o600, flag: 'wx' });
  writeFileSync(open, pair.publicPem, { flag: 'wx' });
  process.stdout.write(
    `${secret}  (keep it secret)\n${open}  (give it to whoever verifies)\nkey id ${pair.id}\n`,
  );
  return Promise.resolve(EXIT.conformant);
};

export interface CertifyArguments {
  readonly profile: string | undefined;
  readonly subject: string | undefined;
  readonly key: string | undefined;
  readonly out: string;
  readonly days: string;
  readonly seed: string;
  readonly pdf: boolean;
}

const DAY = 86_400_000;

const profileNamed = (id: string | undefined): Profile => {
  const profiles = loadProfiles(home());
  const found = profiles.find((profile) => profile.id === id);
  if (found !== undefined) return found;
  throw new UsageError(`--profile is one of ${profiles.map((profile) => profile.id).join(', ')}`);
};

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
  });

/** What a scenario reads besides itself. Subject files stay at home: they name hosts, and perhaps more. */
const fixtures = (): readonly string[] =>
  filesBelow(join(home(), 'fixtures')).filter(
    (file) => file.endsWith('.yaml') && !/[/\\](subjects|traces)[/\\]/.test(file),
  );

/** `offpeak certify`: a certificate, or every reason why there is none. */
export const certifySubject = async (args: CertifyArguments): Promise<number> => {
  const profile = profileNamed(args.profile);
  if (args.subject === undefined) throw new UsageError('--subject is missing');
  if (args.key === undefined) throw new UsageError('--key is missing; "offpeak keygen" makes one');
  const days = Number(args.days);
  if (!Number.isInteger(days) || days < 1 || days > 3660) throw new UsageError('--days is 1 to 3660');
  const key = readPrivateKey(readFileSync(find(args.key), 'utf8'), args.key);
  const all = scenarios([]);
  const own = scenariosOf(profile, all);
  const [subject, ...more] = subjects(args.subject, []);
  if (subject === undefined || more.length > 0) throw new UsageError('a certificate is of one subject');
  const now = hostNow();
  // Traces of another run in the same folder would be taken for ours.
  rmSync(join(args.out, 'trace'), { recursive: true, force: true });
  const { run, nights } = await runAll({
    planned: plan({ scenarios: own, subjects: [subject], dialects: profile.dialects, only: [] }),
    seed: args.seed,
    version: VERSION,
    started: isoInstant(now),
    out: args.out,
    reproduce: ({ scenario, dialect }) =>
      `offpeak run --only ${scenario.id} --dialect ${dialect} --seed ${args.seed}`,
    keepNights: true,
  });
  writeReports(args.out, run, nights);
  process.stdout.write(
    renderConsole(run, { colour: process.stdout.isTTY, width: process.stdout.columns ?? 110 }),
  );
  const fitness = fitnessOf(profile, all, run, subject.declares);
  if (fitness.reasons.length > 0) {
    process.stdout.write(`\nNo certificate "${profile.id}":\n`);
    for (const reason of fitness.reasons) process.stdout.write(`  ${plain(reason)}\n`);
    return run.exitCode === EXIT.conformant ? EXIT.unproven : run.exitCode;
  }
  const played = own.map(({ file }) => resolve(home(), file));
  const catalogues = filesBelow(join(home(), 'suites')).filter((file) =>
    /[/\\]suites[/\\](requirements|capabilities)[^\n]*\.yaml$/.test(file),
  );
  const inHouse = [...played, ...catalogues, join(home(), profile.file), ...fixtures()].map(
    (file) => [relative(home(), file).replaceAll('\\', '/'), readFileSync(file)] as const,
  );
  const traces = filesBelow(join(args.out, 'trace')).map(
    (file) => [relative(args.out, file).replaceAll('\\', '/'), readFileSync(file)] as const,
  );
  const certificate = certify({
    profile,
    run,
    fitness,
    files: new Map([...inHouse, ...traces]),
    key,
    issued: isoInstant(now),
    expires: isoInstant(instant(now + days * DAY)),
  });
  mkdirSync(args.out, { recursive: true });
  const bundle = join(args.out, `${profile.id}.offpeak.zip`);
  const page = join(args.out, 'certificate.html');
  writeFileSync(bundle, certificate.archive);
  writeFileSync(page, certificate.html);
  process.stdout.write(
    `\nCertificate: ${bundle}\n             ${page}\n             sha256:${certificate.digest}\n`,
  );
  if (args.pdf) printPdf(page, join(args.out, 'certificate.pdf'));
  return EXIT.conformant;
};

const BROWSERS = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];

/** The PDF is a rendering only: browsers stamp it with the time, so it is not part of what is signed. */
const printPdf = (page: string, pdf: string): void => {
  const folders = (process.env['PATH'] ?? '').split(':');
  const browser = BROWSERS.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) =>
    existsSync(path),
  );
  if (browser === undefined)
    throw new SuiteError('--pdf needs a Chromium on the PATH', {
      hint: 'certificate.html prints well from any browser',
    });
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--no-pdf-header-footer',
    '--disable-background-networking',
  ];
  execFileSync(browser, [...flags, `--print-to-pdf=${resolve(pdf)}`, pathToFileURL(resolve(page)).href], {
    stdio: 'ignore',
    timeout: 60_000,
  });
  process.stdout.write(`             ${pdf}\n`);
};

/** Larger than any bundle that we make. */
const LARGEST_BUNDLE = 256 * 1024 * 1024;

/** `offpeak verify`: exit 0 when everything holds, 1 when it does not, 65 when it cannot be read. */
export const verifyBundle = (
  path: string,
  keyFile: string | undefined,
  at: string | undefined,
): Promise<number> => {
  if (keyFile === undefined) throw new UsageError('--key is missing: the public key of whoever signed it');
  const now = at === undefined ? hostNow() : parseInstant(at);
  if (now === undefined) throw new UsageError('--at is a time in ISO 8601');
  const key = readPublicKey(readFileSync(find(keyFile), 'utf8'), keyFile);
  const file = find(path);
  if (statSync(file).size > LARGEST_BUNDLE)
    throw new SuiteError('the bundle is too large to be one of ours', { place: { file: path } });
  const { reasons, statement, digest, judged } = verify({
    archive: readFileSync(file),
    file: path,
    key,
    now: isoInstant(now),
    version: VERSION,
  });
  if (statement !== undefined) {
    const { profile, product, issued, expires, timeMode } = statement.predicate;
    process.stdout.write(
      `${plain(profile.title)} (${plain(profile.id)}): ${plain(product.name)} as ${plain(product.side)}, ${plain(timeMode)} time\n` +
        `issued ${plain(issued)}, valid until ${plain(expires)}, sha256:${digest ?? ''}\n`,
    );
  }
  for (const reason of reasons) process.stdout.write(`NOT VERIFIED  ${plain(reason)}\n`);
  if (reasons.length === 0)
    process.stdout.write(
      `VERIFIED  signature, files, and ${judged} traces judged again with the same verdicts\n`,
    );
  return Promise.resolve(reasons.length === 0 ? EXIT.conformant : EXIT.failed);
};
