import { dialectOf, ownClockDialect, type Dialect, type DialectId } from '../dialects/index.ts';
import { wholeSeconds } from '../energy/index.ts';
import type { LinkSeam } from '../faults/index.ts';
import {
  createCharger,
  createCsms,
  type ChargerRole,
  type CsmsRole,
  type RoleEvents,
} from '../roles/index.ts';
import type { Done, RunningSubject, Stage, Subject } from '../subject/index.ts';
import type { Scenario } from '../suite/index.ts';
import { PacedClock, type Clock } from '../time/index.ts';
import type { Side, TraceWriter } from '../trace/index.ts';
import { callerOf, playedIdentity } from './caller.ts';
import { lockableEndpoint, type LockableEndpoint } from './endpoint.ts';
import { linkFaults, type LinkFaults } from './link-faults.ts';
import { Observer } from './observer.ts';

/** Everybody on stage for one night: the subject, and the part that we play against it. */
export interface Cast {
  readonly subject: RunningSubject;
  readonly side: Side;
  readonly observer: Observer;
  readonly dialect: Dialect;
  /** The endpoint of a played CSMS; open where the CSMS is judged. */
  readonly endpoint: LockableEndpoint;
  /** Played when the charger is judged. */
  readonly csms: CsmsRole | undefined;
  /** Played when the CSMS is judged. */
  readonly charger: ChargerRole | undefined;
  readonly faults: LinkSeam;
  /** Switches the charger's supply off or on. */
  readonly power: (on: boolean) => Promise<Done>;
  connected(): boolean;
  stop(): Promise<void>;
}

export interface CastOptions {
  readonly scenario: Scenario;
  readonly subject: Subject;
  readonly dialect: DialectId;
  readonly clock: Clock;
  readonly trace: TraceWriter;
  readonly random: () => number;
}

const HEARTBEAT = wholeSeconds(3600);
/** A charger that takes its time from us must ask for it often. */
const STEERED_HEARTBEAT = wholeSeconds(5);

export const assemble = async (options: CastOptions): Promise<Cast> => {
  const { scenario, subject, clock, trace, random } = options;
  const { given } = scenario;
  const plain = dialectOf(options.dialect);
  const dialect =
    clock instanceof PacedClock && clock.mode === 'rebased'
      ? ownClockDialect(
          plain,
          () => clock.course,
          () => clock.now(),
        )
      : plain;
  const observer = new Observer(dialect, clock);
  const faults = linkFaults(clock, subject.side === 'charger' ? 'csms' : 'charger');
  const other: Side = subject.side === 'charger' ? 'csms' : 'charger';
  const events: Partial<RoleEvents> = {
    frame(link, direction, text, binary, bytes) {
      const from = direction === 'sent' ? other : subject.side;
      trace.add({
        kind: 'frame',
        link,
        from,
        text,
        ...(binary ? { binary } : {}),
        ...(bytes > text.length * 4 ? { cut: bytes } : {}),
      });
      observer.frame(from, text);
    },
    link: (link, state, detail) => trace.add({ kind: 'link', link, state, ...detail }),
    meter: (evse, watts, wattHours) => trace.add({ kind: 'meter', evse, watts, wattHours, by: 'world' }),
    display: (text) => trace.add({ kind: 'display', text }),
    note: (text) => trace.add({ kind: 'note', by: 'harness', text }),
  };
  const endpoint = lockableEndpoint(subject.side === 'charger' ? (given.endpoint ?? {}) : {}, trace);
  const csms =
    subject.side === 'charger'
      ? createCsms({
          settings: {
            dialect: options.dialect,
            zone: given.zone,
            tariff: given.tariff,
            plan: given.plan,
            supply: given.supply,
            autonomous: false,
            heartbeatEvery: clock.mode === 'steered' ? STEERED_HEARTBEAT : HEARTBEAT,
            registration: () => endpoint.registration(),
          },
          spoken: dialect,
          clock,
          random,
          events,
          bugs: [],
        })
      : undefined;
  const stage: Stage = {
    dialect: options.dialect,
    clock,
    zone: given.zone,
    start: given.now,
    supply: given.supply,
    tariff: given.tariff,
    plan: given.plan,
    station: given.station,
    trace,
    random,
    endpoint,
    onLink(link) {
      const admitted = faults.admit(link);
      if (admitted === undefined) trace.add({ kind: 'link', link: 0, state: 'refused', by: 'fault' });
      else csms?.accept(admitted);
    },
  };
  const running = await subject.start(stage);
  const charger = subject.side === 'csms' ? playedCharger(options, running, events, faults) : undefined;
  charger?.powerOn();
  return {
    subject: running,
    side: subject.side,
    observer,
    dialect,
    endpoint,
    csms,
    charger,
    faults: seamOf(running.faults, faults),
    power(on) {
      if (charger === undefined) return running.power(on);
      if (on) charger.powerOn();
      else charger.powerOff();
      return Promise.resolve({ ok: true });
    },
    connected: () => csms?.connected ?? charger?.connected ?? false,
    async stop() {
      charger?.stop();
      csms?.stop();
      await running.stop();
    },
  };
};

/** A subject that brings its own seam (a proxy, its container's network) is harmed there, by what that can do. */
const seamOf = (own: LinkSeam | undefined, ours: LinkSeam): LinkSeam => ({
  begin: (fault, bit) => (own !== undefined && own.does?.(fault) !== false ? own : ours).begin(fault, bit),
});

const playedCharger = (
  { scenario, dialect, clock, random, subject, trace }: CastOptions,
  running: RunningSubject,
  events: Partial<RoleEvents>,
  faults: LinkFaults,
): ChargerRole =>
  createCharger({
    settings: {
      identity: playedIdentity(scenario.given.caller),
      dialect,
      evses: scenario.given.station.evses,
      phases: scenario.given.supply.phases,
      units: scenario.given.station.units,
      supply: scenario.given.supply,
      randomDelay: scenario.given.station.randomDelay,
      sampleEvery: scenario.given.station.sampleEvery,
      token: 'OFFPEAK',
      adoptsTime: false,
    },
    clock,
    async dial() {
      const refused = (): never => {
        trace.add({ kind: 'link', link: 0, state: 'refused', by: 'fault' });
        throw new Error(`${subject.name} is cut off`);
      };
      if (faults.refuses()) return refused();
      return faults.admit(await running.dial(callerOf(scenario.given.caller))) ?? refused();
    },
    random,
    events,
    bugs: scenario.given.caller?.talks === 'before boot' ? ['talks-before-boot'] : [],
  });
