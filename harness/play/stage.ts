import { dialectOf, ownClockDialect, type Dialect, type DialectId } from '../dialects/index.ts';
import { wholeSeconds } from '../energy/index.ts';
import type { LinkSeam } from '../faults/index.ts';
import {
  createCharger,
  createCsms,
  type ChargerRole,
  type ChargerSettings,
  type CsmsRole,
  type RoleEvents,
} from '../roles/index.ts';
import { referenceKit } from '../wire/index.ts';
import type { Done, RunningSubject, Stage, StageSecurity, Subject } from '../subject/index.ts';
import type { Scenario } from '../suite/index.ts';
import { PacedClock, type Clock } from '../time/index.ts';
import { PORTAL_LINKS, type Side, type TraceWriter } from '../trace/index.ts';
import { playedCaller, playedIdentity, type PlayedCaller } from './caller.ts';
import { lockableEndpoint, type LockableEndpoint } from './endpoint.ts';
import type { Link } from '../wire/index.ts';
import { linkFaults, type LinkFaults } from './link-faults.ts';
import { Observer } from './observer.ts';
import { createTwin, type Twin } from './twin.ts';

/** Everybody on stage for one night: the subject, and the part that we play against it. */
export interface Cast {
  readonly subject: RunningSubject;
  readonly side: Side;
  readonly observer: Observer;
  readonly dialect: Dialect;
  /** The endpoint of a played CSMS; open where the CSMS is judged. */
  readonly endpoint: LockableEndpoint;
  /** How a played station dials. */
  readonly caller: PlayedCaller;
  /** Played when the charger is judged. */
  readonly csms: CsmsRole | undefined;
  /** A second system with a connection of its own to the charger that is judged. */
  readonly portal: CsmsRole | undefined;
  readonly twin: Twin | undefined;
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
  const faults = linkFaults(clock, subject.side === 'charger' ? 'csms' : 'charger', (text) =>
    trace.add({ kind: 'held', from: subject.side, text }),
  );
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
  const caller = playedCaller(given.caller);
  const security = await securityOf(given.security, clock);
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
  const portal =
    subject.side === 'charger' && given.portal === 'own link' ? playedPortal(options, events) : undefined;
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
    ...(portal === undefined ? {} : { onPortal: (link: Link) => portal.accept(link) }),
    ...(security === undefined ? {} : { security }),
    onLink(link) {
      const admitted = faults.admit(link);
      if (admitted === undefined) trace.add({ kind: 'link', link: 0, state: 'refused', by: 'fault' });
      else csms?.accept(admitted);
    },
  };
  const running = await subject.start(stage);
  const twin =
    subject.side === 'csms'
      ? createTwin({
          clock,
          dialect: options.dialect,
          spoken: dialect,
          identity: playedIdentity(given.caller),
          dial: () => running.dial(caller.wish()),
          trace,
        })
      : undefined;
  const heard: Partial<RoleEvents> = {
    ...events,
    frame(link, direction, text, ...rest) {
      events.frame?.(link, direction, text, ...rest);
      if (direction === 'sent') twin?.overhears(text);
    },
  };
  const charger =
    subject.side === 'csms' ? playedCharger(options, running, heard, faults, caller) : undefined;
  charger?.powerOn();
  return {
    subject: running,
    side: subject.side,
    observer,
    dialect,
    endpoint,
    caller,
    csms,
    portal,
    twin,
    charger,
    // A subject that brings its own seam (a proxy before a real socket) is harmed there.
    faults: running.faults ?? faults,
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
      portal?.stop();
      twin?.stop();
      await running.stop();
    },
  };
};

const characterOf = ({
  mostPeriods,
  highestStackLevel,
  rate,
  waitsForStart,
}: Scenario['given']['station']): Partial<ChargerSettings> => ({
  ...(mostPeriods === undefined ? {} : { mostPeriods }),
  ...(highestStackLevel === undefined ? {} : { highestStackLevel }),
  ...(rate === undefined ? {} : { rate }),
  ...(waitsForStart === undefined ? {} : { waitsForStart }),
});
const playedPortal = (
  { scenario: { given }, dialect, clock, random }: CastOptions,
  events: Partial<RoleEvents>,
): CsmsRole =>
  createCsms({
    settings: {
      dialect,
      zone: given.zone,
      tariff: given.tariff,
      plan: given.plan,
      supply: given.supply,
      autonomous: false,
      heartbeatEvery: HEARTBEAT,
    },
    clock,
    random,
    events: {
      frame: (link, ...rest) => events.frame?.(PORTAL_LINKS + link, ...rest),
      link: (link, ...rest) => events.link?.(PORTAL_LINKS + link, ...rest),
    },
    bugs: [],
  });

/** Right in every version: 32 hexadecimal digits (1.6), 16 to 40 characters (2.x). It opens nothing but these nights. */
const NIGHT_PASSWORD = '6f66667065616b2d6e696768742d6b79';

const securityOf = async (
  wanted: Scenario['given']['security'],
  clock: Clock,
): Promise<StageSecurity | undefined> => {
  if (wanted === undefined) return undefined;
  // Keys take the host a moment, which is none of the night's.
  const release = clock.hold();
  try {
    return { profile: wanted.profile, kit: await referenceKit(), password: NIGHT_PASSWORD };
  } finally {
    release();
  }
};

const playedCharger = (
  { scenario, dialect, clock, random, subject, trace }: CastOptions,
  running: RunningSubject,
  events: Partial<RoleEvents>,
  faults: LinkFaults,
  caller: PlayedCaller,
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
      ...characterOf(scenario.given.station),
      securityProfile: scenario.given.security?.profile ?? 0,
    },
    clock,
    async dial() {
      const refused = (): never => {
        trace.add({ kind: 'link', link: 0, state: 'refused', by: 'fault' });
        throw new Error(`${subject.name} is cut off`);
      };
      if (faults.refuses()) return refused();
      return faults.admit(await running.dial(caller.wish())) ?? refused();
    },
    random,
    events,
    bugs: scenario.given.caller?.talks === 'before boot' ? ['talks-before-boot'] : [],
    ...(scenario.given.station.traits === undefined ? {} : { traits: scenario.given.station.traits }),
  });
