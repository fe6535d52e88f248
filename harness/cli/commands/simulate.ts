import { DIALECT_IDS, type DialectId } from '../../dialects/index.ts';
import { hostNow, PacedClock } from '../../time/index.ts';
import { EXIT } from '../exit-codes.ts';
import { listenForControl } from '../simulate/control.ts';
import { simulateChargers } from '../simulate/chargers.ts';
import { simulateCsms } from '../simulate/csms.ts';
import { UsageError } from '../usage-error.ts';

export interface SimulateArguments {
  readonly role: string;
  readonly url: string | undefined;
  readonly identity: string;
  readonly count: string;
  /** Charger: does nothing until told, by a line on standard input or at the control address. */
  readonly waits: boolean;
  /** Charger: keeps the host's clock whatever the CSMS says. */
  readonly ownClock: boolean;
  /** Charger: s between meter samples. */
  readonly samples: string;
  readonly port: string;
  readonly host: string;
  readonly tariff: string;
  readonly dialects: readonly string[];
  readonly control: string | undefined;
  readonly bugs: readonly string[];
}

/** A role that stands alone, as the control address tells of it. */
export interface Simulated {
  /** Listening (CSMS), or connected with every charger: what a health check asks for. */
  readonly healthy: () => boolean;
  /** Does `plug-in`, `unplug`, ... ; undefined: it knows no such action. */
  readonly act: (action: string, query: URLSearchParams) => string | undefined;
  stop(): Promise<void>;
}

export const wholeNumber = (name: string, text: string, least: number, most: number): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new UsageError(`--${name} is a whole number from ${least} to ${most}`);
  return value;
};

const dialectsOf = (ids: readonly string[]): readonly [DialectId, ...DialectId[]] => {
  const [first = 'ocpp1.6', ...rest] = ids.map((id) => {
    const known = DIALECT_IDS.find((each) => each === id);
    if (known === undefined)
      throw new UsageError(`unknown dialect "${id}"; known: ${DIALECT_IDS.join(', ')}`);
    return known;
  });
  return [first, ...rest];
};

const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });

/** `offpeak simulate`: reference roles alone, in real time, until Ctrl-C. */
export const simulate = async (args: SimulateArguments): Promise<number> => {
  const dialects = dialectsOf(args.dialects);
  const clock = new PacedClock({ mode: 'real', start: hostNow(), rate: 1 });
  const simulated =
    args.role === 'charger'
      ? simulateChargers(args, dialects[0], clock)
      : args.role === 'csms'
        ? await simulateCsms(args, dialects, clock)
        : undefined;
  if (simulated === undefined) throw new UsageError('simulate charger, or simulate csms');
  const control = args.control === undefined ? undefined : await listenForControl(args.control, simulated);
  await interrupted();
  await control?.close();
  await simulated.stop();
  clock.stop();
  return EXIT.conformant;
};
