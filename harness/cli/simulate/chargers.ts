import { createInterface } from 'node:readline';
import type { DialectId } from '../../dialects/index.ts';
import { amps, fraction, volts, wattHours, watts, wholeSeconds } from '../../energy/index.ts';
import { seeded } from '../../play/index.ts';
import { createCharger, type ChargerRole } from '../../roles/index.ts';
import type { Clock } from '../../time/index.ts';
import { dialWs } from '../../wire/index.ts';
import { wholeNumber, type SimulateArguments, type Simulated } from '../commands/simulate.ts';
import { UsageError } from '../usage-error.ts';
import { lines } from './say.ts';

const SUPPLY = { voltage: volts(230), phases: 1, fuse: amps(32) } as const;
const VEHICLE = {
  battery: wattHours(100_000),
  charged: fraction(0.2),
  takes: watts(7400),
  phases: 1,
} as const;
const MOST_CHARGERS = 1000;

const identitiesOf = (args: SimulateArguments): readonly string[] => {
  const count = wholeNumber('count', args.count, 1, MOST_CHARGERS);
  return count === 1
    ? [args.identity]
    : Array.from({ length: count }, (_, index) => `${args.identity}-${index + 1}`);
};

/** `plug in`, `unplug` and `token ID`, one a line on standard input: a driver for scripts. */
const obey = (chargers: readonly ChargerRole[]): { close(): void } => {
  const script = createInterface({ input: process.stdin });
  script.on('line', (line) => {
    const [, token] = /^token (\S{1,36})$/.exec(line.trim()) ?? [];
    for (const charger of chargers) {
      if (line.trim() === 'plug in') charger.plugIn(VEHICLE);
      else if (line.trim() === 'unplug') charger.unplug();
      else if (token !== undefined) charger.presentToken(token);
    }
  });
  return script;
};

/** `simulate charger`: one, or `--count` of them that differ in identity and random back-off. */
export const simulateChargers = (args: SimulateArguments, dialect: DialectId, clock: Clock): Simulated => {
  const { url } = args;
  if (url === undefined) throw new UsageError('simulate charger needs --url ws://HOST:PORT/PATH');
  const sampleEvery = wholeSeconds(wholeNumber('samples', args.samples, 1, 86_400));
  const password = process.env['OFFPEAK_PASSWORD'];
  const identities = identitiesOf(args);
  const chargers = new Map<string, ChargerRole>();
  for (const identity of identities) {
    chargers.set(
      identity,
      createCharger({
        settings: {
          identity,
          dialect,
          evses: 1,
          phases: 1,
          units: ['W', 'A'],
          supply: SUPPLY,
          randomDelay: wholeSeconds(0),
          sampleEvery,
          token: 'OFFPEAK',
          adoptsTime: !args.ownClock,
        },
        clock,
        dial: () =>
          dialWs({
            url,
            identity,
            subprotocols: [dialect],
            timeoutMillis: 10_000,
            ...(password === undefined ? {} : { basic: { user: identity, password } }),
          }),
        random: seeded(identity),
        events: lines(identities.length === 1 ? '' : `${identity} `),
        bugs: args.bugs,
      }),
    );
  }
  for (const charger of chargers.values()) {
    charger.powerOn();
    if (!args.waits) charger.plugIn(VEHICLE);
  }
  const script = obey([...chargers.values()]);
  const meant = (query: URLSearchParams): readonly ChargerRole[] => {
    const identity = query.get('identity');
    if (identity === null) return [...chargers.values()];
    const one = chargers.get(identity);
    if (one === undefined) throw new Error('no such identity');
    return [one];
  };
  return {
    healthy: () => [...chargers.values()].every((charger) => charger.connected),
    act(action, query) {
      const takes = Number(query.get('watts') ?? VEHICLE.takes);
      if (!(takes > 0 && takes <= 400_000)) throw new Error('watts is a number up to 400000');
      const doing: Readonly<Record<string, (charger: ChargerRole) => void>> = {
        'plug-in': (charger) => charger.plugIn({ ...VEHICLE, takes: watts(takes) }),
        unplug: (charger) => charger.unplug(),
        token: (charger) => charger.presentToken((query.get('token') ?? 'OFFPEAK').slice(0, 36)),
        'power-off': (charger) => charger.powerOff(),
        'power-on': (charger) => charger.powerOn(),
      };
      const what = Object.hasOwn(doing, action) ? doing[action] : undefined;
      if (what === undefined) return undefined;
      for (const charger of meant(query)) what(charger);
      return action;
    },
    stop() {
      script.close();
      for (const charger of chargers.values()) charger.stop();
      return Promise.resolve();
    },
  };
};
