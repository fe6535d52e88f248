import { DIALECT_IDS } from '../dialects/index.ts';
import { wholeSeconds } from '../energy/index.ts';
import { HarnessError } from '../errors.ts';
import { createCharger, createCsms, type RoleEvents } from '../roles/index.ts';
import { byMemory, type Carrier } from '../wire/index.ts';
import { NOT_DECLARED, type Done, type RunningSubject, type Stage, type Subject } from './subject.ts';

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

const IDENTITY = 'OFFPEAK-CHARGER';

/** The good charger, or one with deliberate bugs (a liar), in this process under the virtual clock. */
export const referenceCharger = (bugs: readonly string[] = [], by: Carrier = byMemory): Subject => ({
  ...base,
  side: 'charger',
  name: bugs.length === 0 ? 'reference charger' : `reference charger with ${bugs.join(', ')}`,
  time: virtual,
  start(stage): Promise<RunningSubject> {
    const carriage = by(stage.clock);
    const charger = createCharger({
      settings: {
        identity: IDENTITY,
        dialect: stage.dialect,
        evses: stage.station.evses,
        phases: stage.supply.phases,
        units: stage.station.units,
        supply: stage.supply,
        randomDelay: stage.station.randomDelay,
        sampleEvery: stage.station.sampleEvery,
        token: 'OFFPEAK',
        adoptsTime: false,
      },
      clock: stage.clock,
      async dial() {
        const pair = await carriage.connect({ identity: IDENTITY, subprotocol: stage.dialect });
        stage.onLink(pair.csms);
        if (!pair.csms.open) throw new Error('refused');
        return pair.charger;
      },
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
      tell: undefined,
      lost: never(),
      stop() {
        charger.stop();
        return carriage.close();
      },
    });
  },
});

/** The good supplier, or one with deliberate bugs, planning by itself, in this process. */
export const referenceCsms = (bugs: readonly string[] = [], by: Carrier = byMemory): Subject => ({
  ...base,
  side: 'csms',
  name: bugs.length === 0 ? 'reference CSMS' : `reference CSMS with ${bugs.join(', ')}`,
  time: virtual,
  start(stage): Promise<RunningSubject> {
    const carriage = by(stage.clock);
    const csms = createCsms({
      settings: {
        dialect: stage.dialect,
        zone: stage.zone,
        tariff: stage.tariff,
        plan: stage.plan,
        supply: stage.supply,
        autonomous: true,
        heartbeatEvery: wholeSeconds(3600),
      },
      clock: stage.clock,
      random: stage.random,
      events: notes(stage),
      bugs,
    });
    return Promise.resolve({
      async dial() {
        const pair = await carriage.connect({ identity: IDENTITY, subprotocol: stage.dialect });
        csms.accept(pair.csms);
        return pair.charger;
      },
      plugIn: impossible,
      unplug: impossible,
      presentToken: impossible,
      power: impossible,
      publish(tariff) {
        csms.learnTariff(tariff);
        return Promise.resolve(done);
      },
      tell: undefined,
      lost: never(),
      stop() {
        csms.stop();
        return carriage.close();
      },
    });
  },
});
