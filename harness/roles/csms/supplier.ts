import { powerSamples, type Sample } from '../../dialects/index.ts';
import {
  watts,
  wholeSeconds,
  type ChargingProfile,
  type RateUnit,
  type Tariff,
  type Told,
  type Watts,
} from '../../energy/index.ts';
import { hours, minutes, seconds, type Alarm, type Millis } from '../../time/index.ts';
import type { Books, CsmsParts } from '../role.ts';
import { createDelivery, type Way } from './delivery.ts';
import type { CsmsHooks } from './hooks.ts';
import { capped, endOf, nightPlan, safeDefault, type Situation } from './planner.ts';
import { createRemoteControl } from './remote-control.ts';
import type { Ledger, Observer } from './session.ts';
import { readStation, UNKNOWN_STATION, type Ask } from './station-facts.ts';
import { agrees } from './verify.ts';

const NIGHT = 86_400;
const REFRESH = hours(12);
const BEFORE_END = minutes(1);
const LEAST_REFRESH = minutes(5);
const VERIFY_AFTER = minutes(5);
const NO_BOOT = seconds(60);
const SOON = seconds(5);
const SEND_AFTER = 0.5;
const MOST_REPAIRS = 3;
/** A car that draws less than this share of what it may is slower than the plan thought. */
const SLOW = 0.93;

export interface SupplierParts {
  readonly csms: CsmsParts;
  readonly ledger: Ledger;
  readonly hooks: CsmsHooks;
  readonly ask: Ask;
}

export interface Supplier extends Observer {
  learnTariff(tariff: Tariff): void;
  readonly told: readonly Told[];
  readonly plan: Books['plan'];
  stop(): void;
}

/** The autonomous supplier: keeps the plan of the night on the station, and a safe default under it. */
export const createSupplier = ({ csms, ledger, hooks, ask }: SupplierParts): Supplier => {
  const { settings, clock } = csms;
  const { plan: wanted } = settings;
  const alarms = new Map<string, Alarm>();
  const told: Told[] = [{ at: clock.now(), tariff: settings.tariff }];
  const kept = new Map<number, ChargingProfile>();
  const repairs = new Map<number, number>();
  const power = new Map<number, Watts>();
  const owed = new Set<number>();
  let facts = UNKNOWN_STATION;
  let { tariff } = settings;
  let state: Books['plan'] = 'none';
  let remote = wanted.control === 'remote';
  let plansAtAll = true;
  let off = false;
  let plans = 0;
  let booted = false;
  let adopted: number | undefined;

  const schedule = (name: string, wait: Millis, task: () => void): void => {
    alarms.get(name)?.cancel();
    alarms.set(name, clock.after(wait, task));
  };
  const delivery = createDelivery(ask, hooks, schedule);
  const perTransaction = wanted.purpose === 'TxProfile';
  const standing = wanted.purpose === 'ChargingStationMaxProfile' ? 0 : 1;

  const situation = (evse: number): Situation => {
    const transaction = perTransaction ? ledger.transactions.get(evse) : undefined;
    const session = ledger.sessions.findLast(({ id }) => id === transaction?.id);
    const first = session?.meterStart ?? session?.readings[0]?.wattHours ?? 0;
    return {
      now: clock.now(),
      tariff,
      facts,
      ...(transaction === undefined ? {} : { transactionId: transaction.id }),
      delivered: Math.max(0, (session?.readings.at(-1)?.wattHours ?? first) - first),
      power: power.get(evse),
    };
  };

  const ways = (purpose: Way['purpose']): readonly Way[] => {
    const stackLevel = hooks.ignoresLimits === true ? 8 : 0;
    const way = (unit: RateUnit): Way => ({ unit, stackLevel, purpose });
    if (hooks.ignoresUnits === true) return [way(wanted.unit)];
    const known = facts.units.includes(wanted.unit) ? [wanted.unit] : [];
    const units = [...known, ...facts.units.filter((unit) => unit !== wanted.unit)];
    const first = units.map(way);
    // What a station maximum was to do, a default profile can do as well.
    return purpose === 'ChargingStationMaxProfile'
      ? [...first, ...first.map((each): Way => ({ ...each, purpose: 'TxDefaultProfile' }))]
      : first;
  };

  const renewBefore = (name: string, profile: ChargingProfile, task: () => void): void => {
    const end = endOf(profile);
    const left = end === undefined ? REFRESH : Math.min(REFRESH, end - clock.now() - BEFORE_END);
    if (hooks.neverRenews !== true) schedule(name, Math.max(LEAST_REFRESH, left) as Millis, task);
  };

  const sendPlan = (evse: number, change: boolean): void => {
    if (off || (perTransaction && !ledger.transactions.has(evse) && hooks.plansAtPlug !== true)) return;
    plans += 1;
    const purpose = change && hooks.changesDefault === true ? 'TxDefaultProfile' : wanted.purpose;
    delivery.send(`plan ${evse}`, {
      evse: Math.max(1, evse),
      ways: ways(purpose),
      profile: (way) => {
        const profile = nightPlan(settings, hooks, evse, way, situation(evse));
        return profile === undefined || adopted === undefined
          ? profile
          : capped(profile, adopted, settings.supply);
      },
      accepted: (profile, { unit }) => {
        state = 'accepted';
        owed.delete(evse);
        kept.set(evse, profile);
        schedule(`verify ${evse}`, VERIFY_AFTER, () => void verify(evse, unit));
        renewBefore(`renew ${evse}`, profile, () => sendPlan(evse, false));
      },
      owed: () => owed.add(evse),
      refused: (why) => {
        state = 'refused';
        if (why !== 'not supported') return;
        // A station without plans can still be started and stopped.
        plansAtAll = false;
        remote = true;
        control.plugged(evse, true);
        control.look(evse);
      },
    });
  };

  const sendDefault = (): void => {
    if (!perTransaction || remote || hooks.noDefault === true) return;
    delivery.send('default', {
      evse: 1,
      ways: ways('TxDefaultProfile'),
      profile: (way) => safeDefault(settings, hooks, 1, way, situation(1)),
      accepted: (profile) => renewBefore('renew default', profile, sendDefault),
      refused: () => undefined,
      owed: () => undefined,
    });
  };

  /** Asks the station what it will do; where that is not the plan, the plan goes out again. */
  const verify = async (evse: number, unit: RateUnit): Promise<void> => {
    const profile = kept.get(evse);
    const duration = wholeSeconds(NIGHT);
    const answer = await ask({ kind: 'asks composite schedule', evse: Math.max(1, evse), duration, unit });
    if (profile === undefined || hooks.neverVerifies === true || kept.get(evse) !== profile) return;
    if (answer.kind !== 'reply' || answer.reply.schedule === undefined) return;
    const read = hooks.assumesUnit === true ? unit : undefined;
    if (agrees(profile, answer.reply.schedule, settings.supply, clock.now(), read)) return;
    const done = repairs.get(evse) ?? 0;
    repairs.set(evse, done + 1);
    if (done < MOST_REPAIRS || hooks.assumesUnit === true) sendPlan(evse, false);
  };

  const plan = (evse: number, change = false): void =>
    schedule(`plan ${evse}`, seconds(hooks.sendAfter ?? SEND_AFTER), () => sendPlan(evse, change));

  const control = createRemoteControl({
    clock,
    ask,
    hooks,
    schedule,
    tariff: () => tariff,
    transaction: (evse) => ledger.transactions.get(evse),
    input: (from) =>
      plansAtAll
        ? {
            id: 1,
            stackLevel: 0,
            tariff,
            style: {
              ...wanted,
              purpose: 'TxProfile',
              kind: 'Absolute',
              unit: facts.units.includes(wanted.unit) ? wanted.unit : (facts.units[0] ?? 'A'),
            },
            supply: settings.supply,
            from,
            rules: settings.dialect,
            phases: settings.supply.phases,
          }
        : undefined,
  });

  const learnStation = async (): Promise<void> => {
    booted = true;
    facts = await readStation(ask, facts);
    if (hooks.measurands !== undefined)
      await ask({
        kind: 'sets variables',
        variables: [{ name: 'MeterMeasurands', value: hooks.measurands }],
      });
    sendDefault();
    if (remote) return;
    if (!perTransaction) plan(standing);
    // A plan that did not get through goes out now; one that did may have been lost with the station's memory.
    for (const evse of perTransaction ? ledger.transactions.keys() : []) {
      const unit = kept.get(evse)?.schedules[0].unit;
      if (unit === undefined || state !== 'accepted' || owed.has(evse)) plan(evse);
      else schedule(`verify ${evse}`, BEFORE_END, () => void verify(evse, unit));
    }
  };

  /** A car that is slower than the plan thought needs more of the night. */
  const watch = (evse: number, samples: readonly Sample[]): void => {
    const heard = hooks.adopts?.(samples);
    if (heard !== undefined && adopted === undefined) {
      adopted = heard;
      if (ledger.transactions.has(evse)) plan(evse, true);
    }
    if (wanted.need === undefined || hooks.ignoresMeter === true) return;
    const { voltage, phases, fuse } = settings.supply;
    const thought = power.get(evse) ?? voltage * phases * fuse;
    const drawn = powerSamples(samples).at(-1)?.value;
    if (drawn === undefined || drawn < voltage || drawn >= thought * SLOW) return;
    power.set(evse, watts(drawn));
    plan(evse, true);
  };

  const trigger = (): void => {
    if (hooks.triggersEvery === undefined) return;
    schedule('trigger', seconds(hooks.triggersEvery), () => {
      void ask({ kind: 'triggers', message: 'MeterValues', evse: 1 });
      trigger();
    });
  };

  const follow = (learned: Tariff): void => {
    tariff = hooks.learns?.(learned, tariff, clock.now()) ?? learned;
    const boosted = learned.dispatches?.some(({ kind }) => kind === 'boost') === true;
    if (hooks.stopsAfterBoost === true && boosted) {
      void ask({ kind: 'clears charging profile', filter: {} });
      off = true;
      return;
    }
    if (off) return;
    if (remote) for (const evse of new Set([1, ...ledger.transactions.keys()])) control.look(evse);
    else if (!perTransaction) plan(standing);
    else for (const evse of ledger.transactions.keys()) plan(evse, true);
  };

  return {
    told,
    get plan() {
      return state;
    },
    connected() {
      booted = false;
      trigger();
      if (hooks.hasty === true) void ask({ kind: 'reads variables', names: ['RateUnits'] });
      // One that is registered may go on where it was; it boots at once, or not at all.
      schedule('no boot', ledger.registration === 'Accepted' ? SOON : NO_BOOT, () => {
        if (!booted) void learnStation();
      });
    },
    booted: () => schedule('boot', seconds(SEND_AFTER), () => void learnStation()),
    plugged(evse, occupied) {
      if (hooks.plansAtPlug === true && occupied) sendPlan(evse, false);
      if (remote) control.plugged(evse, occupied);
    },
    started(evse) {
      repairs.delete(evse);
      kept.delete(evse);
      if (remote && plansAtAll) return;
      if (remote) control.look(evse);
      else if (perTransaction && hooks.plansAtPlug !== true && !(hooks.ignoresReplug === true && plans > 0))
        plan(evse);
    },
    sampled: watch,
    ended(evse) {
      power.delete(evse);
      if (!perTransaction) return;
      delivery.drop(`plan ${evse}`);
      for (const name of ['plan', 'verify', 'renew', 'again plan']) alarms.get(`${name} ${evse}`)?.cancel();
    },
    learnTariff(learned) {
      told.push({ at: clock.now(), tariff: learned });
      if (hooks.ignoresTariffs === true) return;
      if (hooks.hearsAfter === undefined) follow(learned);
      else clock.after(seconds(hooks.hearsAfter), () => follow(learned));
    },
    stop() {
      for (const alarm of alarms.values()) alarm.cancel();
    },
  };
};
