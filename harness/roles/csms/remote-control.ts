import { planProfile, windows, type PlanInput, type Tariff } from '../../energy/index.ts';
import { hours, plus, seconds, type Clock, type Instant, type Millis } from '../../time/index.ts';
import type { CsmsHooks } from './hooks.ts';
import type { KnownTransaction } from './session.ts';
import type { Ask } from './station-facts.ts';

export interface RemoteParts {
  readonly clock: Clock;
  readonly ask: Ask;
  readonly hooks: CsmsHooks;
  readonly schedule: (name: string, wait: Millis, task: () => void) => void;
  readonly tariff: () => Tariff;
  readonly transaction: (evse: number) => KnownTransaction | undefined;
  /** The plan that goes with a start; undefined where the station knows no plans. */
  readonly input: (from: Instant) => PlanInput | undefined;
}

export interface RemoteControl {
  plugged(evse: number, occupied: boolean): void;
  /** Something changed: look again whether the car should charge now. */
  look(evse: number): void;
}

const AGAIN = seconds(60);
const SETTLES = seconds(2);
const TOKEN = 'OFFPEAK';
const FAR = hours(36);

/**
 * The other style of control: a transaction is started when a cheap stretch begins and stopped when it ends. The plan
 * of the night goes with the start, so that a station whose link breaks holds by itself.
 */
export const createRemoteControl = (parts: RemoteParts): RemoteControl => {
  const { clock, ask, hooks, schedule } = parts;
  const occupied = new Set<number>();
  let starts = 0;

  const start = async (evse: number): Promise<boolean> => {
    const input = parts.input(clock.now());
    const plan = input === undefined ? undefined : planProfile(input);
    const profile = plan === undefined ? undefined : (hooks.startProfile?.(plan, starts) ?? plan);
    starts += 1;
    const answer = await ask({
      kind: 'starts remotely',
      evse,
      token: hooks.token ?? TOKEN,
      remoteStartId: starts,
      ...(profile === undefined ? {} : { profile }),
    });
    return answer.kind === 'reply' && answer.reply.status === 'Accepted';
  };

  const stop = async (transactionId: string): Promise<boolean> => {
    const answer = await ask({ kind: 'stops remotely', transactionId });
    return answer.kind === 'reply' && answer.reply.status === 'Accepted';
  };

  const look = (evse: number): void => {
    const now = clock.now();
    const [current, ...later] = windows(parts.tariff(), now, plus(now, FAR));
    if (current === undefined) return;
    const charge = current.offPeak || current.wanted === true;
    const flips = later.find((each) => (each.offPeak || each.wanted === true) !== charge);
    if (flips !== undefined) schedule(`edge ${evse}`, (flips.from - now) as Millis, () => look(evse));
    const running = parts.transaction(evse);
    const work =
      charge && running === undefined && occupied.has(evse)
        ? start(evse)
        : !charge && running !== undefined
          ? stop(running.id)
          : undefined;
    void work?.then((done) => {
      if (!done) schedule(`again ${evse}`, AGAIN, () => look(evse));
    });
  };

  return {
    plugged(evse, now) {
      const before = occupied.has(evse);
      if (now) occupied.add(evse);
      else occupied.delete(evse);
      if (now && !before) schedule(`look ${evse}`, SETTLES, () => look(evse));
    },
    look: (evse) => schedule(`look ${evse}`, SETTLES, () => look(evse)),
  };
};
