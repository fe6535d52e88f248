import { createInterface } from 'node:readline';
import { DIALECT_IDS, type DialectId } from '../../dialects/index.ts';
import { amps, fraction, volts, wattHours, watts, wholeSeconds, type PlanStyle } from '../../energy/index.ts';
import { createCharger, createCsms, type ChargerRole, type RoleEvents } from '../../roles/index.ts';
import { tariffFixtures } from '../../suite/index.ts';
import { hostNow, isoInstant, PacedClock } from '../../time/index.ts';
import { dialWs, listenWs } from '../../wire/index.ts';
import { seeded } from '../../play/index.ts';
import { EXIT } from '../exit-codes.ts';
import { printable } from '../../printable.ts';
import { roots } from '../home.ts';
import { UsageError } from '../usage-error.ts';

export interface SimulateArguments {
  readonly role: string;
  readonly url: string | undefined;
  readonly identity: string;
  readonly port: string;
  readonly host: string;
  readonly tariff: string;
  readonly dialect: string;
  readonly bugs: readonly string[];
  /** Charger: does nothing until told on standard input. */
  readonly waits: boolean;
  /** Charger: keeps the host's clock whatever the CSMS says. */
  readonly ownClock: boolean;
  /** Charger: s between meter samples. */
  readonly samples: string;
}

const SUPPLY = { voltage: volts(230), phases: 1, fuse: amps(32) } as const;
const VEHICLE = {
  battery: wattHours(100_000),
  charged: fraction(0.2),
  takes: watts(7400),
  phases: 1,
} as const;
const PLAN: PlanStyle = {
  purpose: 'TxProfile',
  kind: 'Absolute',
  unit: 'W',
  hold: { unit: 'W', value: watts(0) },
};

const say = (text: string): void => {
  process.stdout.write(`${isoInstant(hostNow())}  ${printable(text).slice(0, 400)}\n`);
};

const events: Partial<RoleEvents> = {
  frame: (_, direction, text) => say(`${direction === 'sent' ? '->' : '<-'} ${text}`),
  link: (link, state, detail) => say(`link ${link} ${state} ${detail.identity ?? ''} ${detail.code ?? ''}`),
  meter: (evse, power, register) =>
    say(`meter EVSE ${evse}: ${Math.round(power)} W, ${Math.round(register)} Wh`),
  display: (text) => say(`display: ${text}`),
};

const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });

/** `plug in`, `unplug` and `token ID`, one a line on standard input: a driver for scripts. */
const obey = (charger: ChargerRole): { close(): void } => {
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    const [, token] = /^token (\S{1,36})$/.exec(line.trim()) ?? [];
    if (line.trim() === 'plug in') charger.plugIn(VEHICLE);
    else if (line.trim() === 'unplug') charger.unplug();
    else if (token !== undefined) charger.presentToken(token);
  });
  return lines;
};

/** `offpeak simulate`: a reference role alone, in real time, until Ctrl-C. */
export const simulate = async (args: SimulateArguments): Promise<number> => {
  const dialect: DialectId | undefined = DIALECT_IDS.find((each) => each === args.dialect);
  if (dialect === undefined)
    throw new UsageError(`unknown dialect "${args.dialect}"; known: ${DIALECT_IDS.join(', ')}`);
  const clock = new PacedClock({ mode: 'real', start: hostNow(), rate: 1 });
  const random = seeded(args.identity);
  if (args.role === 'charger') {
    const { url } = args;
    if (url === undefined) throw new UsageError('simulate charger needs --url ws://HOST:PORT/PATH');
    const charger = createCharger({
      settings: {
        identity: args.identity,
        dialect,
        evses: 1,
        phases: 1,
        units: ['W', 'A'],
        supply: SUPPLY,
        randomDelay: wholeSeconds(0),
        sampleEvery: wholeSeconds(Number(args.samples)),
        token: 'OFFPEAK',
        adoptsTime: !args.ownClock,
      },
      clock,
      dial: () => dialWs({ url, identity: args.identity, subprotocols: [dialect], timeoutMillis: 10_000 }),
      random,
      events,
      bugs: args.bugs,
    });
    charger.powerOn();
    if (!args.waits) charger.plugIn(VEHICLE);
    const lines = obey(charger);
    await interrupted();
    lines.close();
    charger.stop();
  } else if (args.role === 'csms') {
    const tariff = tariffFixtures(roots())(args.tariff);
    if (typeof tariff === 'string') throw new UsageError(tariff);
    const csms = createCsms({
      settings: {
        dialect,
        zone: tariff.zone,
        tariff,
        plan: PLAN,
        supply: SUPPLY,
        autonomous: true,
        heartbeatEvery: wholeSeconds(300),
      },
      clock,
      random,
      events,
      bugs: args.bugs,
    });
    const listening = await listenWs({
      host: args.host,
      port: Number(args.port),
      subprotocols: [dialect],
      onLink: (link) => csms.accept(link),
      onRefused: say,
    });
    say(`listening on ${listening.url}/IDENTITY (${dialect})`);
    await interrupted();
    csms.stop();
    await listening.close();
  } else throw new UsageError('simulate charger, or simulate csms');
  clock.stop();
  return EXIT.conformant;
};
