import type { BooksEvent } from '../trace/index.ts';
import { DIALECT_IDS } from '../dialects/index.ts';
import { wholeSeconds } from '../energy/index.ts';
import { HarnessError } from '../errors.ts';
import { createCharger, createCsms, type Books, type RoleEvents } from '../roles/index.ts';
import { byMemory, describeDoor, knock, REFERENCE_SERIAL, type Carrier } from '../wire/index.ts';
import { secureCharger, secureCsms } from './secure-reference.ts';
import {
  NOT_DECLARED,
  type BooksReading,
  type Done,
  type RunningSubject,
  type Stage,
  type Subject,
} from './subject.ts';

/** The station that a reference CSMS knows, and that a reference charger is. */
export const REFERENCE_IDENTITY = 'OFFPEAK-CHARGER';

/** What our own roles can do: everything. */
const EVERYTHING = new Proxy<Record<string, boolean>>({}, { get: () => true, has: () => true });

// One for each night: a promise shared by all of them would keep every night alive.
const never = (): Promise<string> => new Promise(() => undefined);
const done: Done = { ok: true };
const impossible = (): Promise<Done> => Promise.resolve(NOT_DECLARED);

const base = { reference: true, dialects: DIALECT_IDS, declares: EVERYTHING, patience: 10_000 } as const;
const virtual = { mode: 'virtual' } as const;

const notes = (stage: Stage): Partial<RoleEvents> => ({
  note: (text) => stage.trace.add({ kind: 'note', by: 'subject', text }),
  display: (text) => stage.trace.add({ kind: 'display', text }),
});

/** The good charger, or one with deliberate bugs (a liar), in this process under the virtual clock. */
export const referenceCharger = (bugs: readonly string[] = [], by: Carrier = byMemory): Subject => ({
  ...base,
  side: 'charger',
  name: bugs.length === 0 ? 'reference charger' : `reference charger with ${bugs.join(', ')}`,
  time: virtual,
  start(stage): Promise<RunningSubject> {
    const carriage = by(stage.clock);
    const { onPortal } = stage;
    const { security } = stage;
    const secure =
      security === undefined ? undefined : secureCharger(stage, security, REFERENCE_IDENTITY, bugs);
    const charger = createCharger({
      settings: {
        identity: REFERENCE_IDENTITY,
        dialect: stage.dialect,
        evses: stage.station.evses,
        phases: stage.supply.phases,
        units: stage.station.units,
        supply: stage.supply,
        randomDelay: stage.station.randomDelay,
        sampleEvery: stage.station.sampleEvery,
        token: 'OFFPEAK',
        adoptsTime: false,
        securityProfile: security?.profile ?? 0,
      },
      clock: stage.clock,
      dial() {
        if (secure !== undefined) return secure.dial();
        const door = stage.endpoint.door();
        if (door.kind !== 'open') stage.endpoint.refused(describeDoor(door), REFERENCE_IDENTITY);
        return knock({
          clock: stage.clock,
          connect: (options) => carriage.connect(options),
          door,
          identity: REFERENCE_IDENTITY,
          subprotocol: stage.dialect,
          enter: stage.onLink,
          stray: (link) => stage.endpoint.stray(link),
        });
      },
      ...(onPortal === undefined
        ? {}
        : {
            async dialPortal() {
              const pair = await carriage.connect({
                identity: REFERENCE_IDENTITY,
                subprotocol: stage.dialect,
              });
              onPortal(pair.csms);
              return pair.charger;
            },
          }),
      random: stage.random,
      events: notes(stage),
      bugs,
    });
    charger.powerOn();
    return Promise.resolve({
      dial: () => Promise.reject(new HarnessError('a charger is not dialled')),
      plugIn(vehicle) {
        charger.plugIn(vehicle);
        return Promise.resolve(done);
      },
      unplug() {
        charger.unplug();
        return Promise.resolve(done);
      },
      presentToken(token) {
        charger.presentToken(token);
        return Promise.resolve(done);
      },
      power(on) {
        if (on) charger.powerOn();
        else charger.powerOff();
        return Promise.resolve(done);
      },
      publish: impossible,
      activate: impossible,
      tell: undefined,
      lost: never(),
      async stop() {
        charger.stop();
        await secure?.close();
        await carriage.close();
      },
    });
  },
});

const MOST_ENTRIES = 20_000;

const shown = (
  { online, plan, sessions }: Books,
  entries: BooksEvent['entries'],
): NonNullable<BooksReading['books']> => ({
  online,
  plan,
  entries,
  sessions: sessions.map(({ id, from, to, wattHours, pence }) => ({
    id,
    start: from,
    ...(to === undefined ? {} : { end: to }),
    wattHours,
    pence,
  })),
});

/** The good supplier, or one with deliberate bugs, planning by itself, in this process. */
export const referenceCsms = (bugs: readonly string[] = [], by: Carrier = byMemory): Subject => ({
  ...base,
  side: 'csms',
  name: bugs.length === 0 ? 'reference CSMS' : `reference CSMS with ${bugs.join(', ')}`,
  time: virtual,
  start(stage): Promise<RunningSubject> {
    const carriage = by(stage.clock);
    const { security } = stage;
    const csms = createCsms({
      settings: {
        dialect: stage.dialect,
        zone: stage.zone,
        tariff: stage.tariff,
        plan: stage.plan,
        supply: stage.supply,
        autonomous: true,
        heartbeatEvery: wholeSeconds(3600),
        known: [REFERENCE_IDENTITY],
        ...(security?.profile === 1 || security?.profile === 2 ? { password: security.password } : {}),
        ...(security?.profile === 3 ? { serial: REFERENCE_SERIAL } : {}),
      },
      clock: stage.clock,
      random: stage.random,
      events: notes(stage),
      bugs,
    });
    const secure = security === undefined ? undefined : secureCsms(stage, security, csms, bugs);
    return Promise.resolve({
      dial(as = {}) {
        if (secure !== undefined) return secure.dial(as, as.identity ?? REFERENCE_IDENTITY);
        const { identity = REFERENCE_IDENTITY, subprotocols = [stage.dialect] } = as;
        const caller = { identity, subprotocols };
        return knock({
          clock: stage.clock,
          connect: (options) => carriage.connect(options),
          door: csms.door(caller),
          identity: caller.identity,
          subprotocol: stage.dialect,
          enter: (link) => csms.accept(link),
          // `RPC.05`: the handshake is completed, and the connection is closed at once.
          stray: (link) => link.close(1002, 'no common sub-protocol'),
        });
      },
      plugIn: impossible,
      unplug: impossible,
      presentToken: impossible,
      power: impossible,
      publish(tariff) {
        csms.learnTariff(tariff);
        return Promise.resolve(done);
      },
      activate(identity) {
        csms.activate(identity);
        return Promise.resolve(done);
      },
      books: () =>
        Promise.resolve({ ok: true, books: shown(csms.books, csms.ledger().slice(0, MOST_ENTRIES)) }),
      tell: undefined,
      lost: never(),
      async stop() {
        csms.stop();
        await secure?.close();
        await carriage.close();
      },
    });
  },
});
