import { readdirSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import {
  examineCharger,
  examineEndpoint,
  readKnownCharger,
  type KnownCharger,
  type Report,
} from '../../doctor/index.ts';
import { printable } from '../../printable.ts';
import { hostNow, PacedClock } from '../../time/index.ts';
import { EXIT } from '../exit-codes.ts';
import { home } from '../home.ts';
import { find } from '../load.ts';
import { UsageError } from '../usage-error.ts';

export interface DoctorArguments {
  readonly url: string | undefined;
  readonly listen: string | undefined;
  readonly host: string;
  readonly identity: string | undefined;
  /** Name of an environment variable. */
  readonly passwordEnv: string | undefined;
  readonly ca: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
  /** Seconds for a charger to come. */
  readonly wait: string;
  readonly json: boolean;
}

const PATIENCE = 10_000;
const LONGEST_WAIT = 3600;

const secret = (name: string | undefined): string | undefined => {
  if (name === undefined) return undefined;
  const value = process.env[name];
  if (value === undefined) throw new UsageError(`the environment variable ${name} is not set`);
  return value;
};

const pem = (path: string | undefined): string | undefined =>
  path === undefined ? undefined : readFileSync(find(path), 'utf8');

const knownChargers = (): readonly KnownCharger[] => {
  const folder = join(home(), 'fixtures/chargers');
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) =>
        readKnownCharger(join('fixtures/chargers', name), readFileSync(join(folder, name), 'utf8')),
      );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
};

const identityOf = (args: DoctorArguments): { readonly cert: string; readonly key: string } | undefined => {
  const cert = pem(args.cert);
  const key = pem(args.key);
  if ((cert === undefined) !== (key === undefined)) throw new UsageError('--cert and --key belong together');
  return cert === undefined || key === undefined ? undefined : { cert, key };
};

const MARKS = { well: 'ok', note: '--', ill: '!!' } as const;

const print = ({ signs, reached }: Report, json: boolean): void => {
  if (json) {
    process.stdout.write(`${JSON.stringify({ reached, signs }, undefined, 2)}\n`);
    return;
  }
  for (const { state, seen, advice } of signs) {
    process.stdout.write(`  ${MARKS[state]}  ${printable(seen).slice(0, 300)}\n`);
    for (const line of advice) process.stdout.write(`        - ${printable(line).slice(0, 300)}\n`);
  }
};

const codeOf = ({ signs, reached }: Report): number =>
  !reached ? EXIT.unreachable : signs.some(({ state }) => state === 'ill') ? EXIT.failed : EXIT.conformant;

/** `offpeak doctor`: in under a minute, what keeps a charger and a central system apart. */
export const doctor = async (args: DoctorArguments): Promise<number> => {
  if ((args.url === undefined) === (args.listen === undefined))
    throw new UsageError('doctor needs the URL of a central system, or --listen PORT to look at a charger');
  const clock = new PacedClock({ mode: 'real', start: hostNow(), rate: 1 });
  const password = secret(args.passwordEnv);
  const identity = identityOf(args);
  const ca = pem(args.ca);
  try {
    const report =
      args.url === undefined
        ? await listen(args, clock, password, identity)
        : await examineEndpoint({
            url: args.url,
            clock,
            patience: PATIENCE,
            tls: {
              ...(ca === undefined ? {} : { ca }),
              ...(identity === undefined ? {} : { identity }),
            },
            ...(args.identity === undefined ? {} : { identity: args.identity }),
            ...(password === undefined ? {} : { password }),
          });
    print(report, args.json);
    return codeOf(report);
  } finally {
    clock.stop();
  }
};

const listen = (
  args: DoctorArguments,
  clock: PacedClock,
  password: string | undefined,
  identity: { readonly cert: string; readonly key: string } | undefined,
): Promise<Report> => {
  const port = Number(args.listen);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError('--listen is a port, 0 to 65535');
  const wait = Number(args.wait);
  if (!(wait >= 1 && wait <= LONGEST_WAIT)) throw new UsageError(`--wait is 1 to ${LONGEST_WAIT} seconds`);
  const addresses = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
  return examineCharger({
    host: args.host,
    port,
    clock,
    known: knownChargers(),
    wait: wait * 1000,
    patience: PATIENCE,
    addresses,
    ...(identity === undefined ? {} : { tls: { identity } }),
    ...(password === undefined ? {} : { password }),
    listening: (url) => {
      if (!args.json) process.stderr.write(`  waiting ${wait} s for a charger at ${url}/IDENTITY\n`);
    },
  });
};
