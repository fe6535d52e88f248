import type { Answer, CsmsRequestKind, IntentOf } from '../../dialects/index.ts';
import { planProfile, wholeSeconds, type PlanStyle, type RateUnit, type Tariff } from '../../energy/index.ts';
import { hours, minutes, seconds, type Alarm, type Millis } from '../../time/index.ts';
import type { CsmsParts } from '../role.ts';
import type { CsmsHooks } from './hooks.ts';
import type { Books, Observer } from './session.ts';

const NIGHT = hours(24);
const REFRESH = hours(12);
const VERIFY_AFTER = minutes(5);
const ASK_AGAIN = minutes(1);
const SEND_AFTER = 0.5;
/** What waited for the link comes first: it may say that the session is over. */
const REJOIN_AFTER = 30;
const PROFILE_ID = 100;

export interface SupplierParts {
  readonly csms: CsmsParts;
  readonly books: Books;
  readonly hooks: CsmsHooks;
  readonly ask: <K extends CsmsRequestKind>(intent: IntentOf<K>) => Promise<Answer<K>>;
}

export interface Supplier extends Observer {
  learnTariff(tariff: Tariff): void;
  stop(): void;
}

/** The autonomous supplier: keeps the plan of the night on the station. */
export const createSupplier = ({ csms, books, hooks, ask }: SupplierParts): Supplier => {
  const { settings, clock } = csms;
  const alarms = new Map<string, Alarm>();
  let tariff = settings.tariff;
  let units: readonly RateUnit[] = ['W', 'A'];
  let plans = 0;

  const schedule = (name: string, wait: Millis, task: () => void): void => {
    alarms.get(name)?.cancel();
    alarms.set(name, clock.after(wait, task));
  };

  const perTransaction = settings.plan.purpose === 'TxProfile';
  const standing = settings.plan.purpose === 'ChargingStationMaxProfile' ? 0 : 1;

  const styleIn = (unit: RateUnit): PlanStyle => {
    const style = { ...settings.plan, unit };
    return hooks.style?.(style) ?? style;
  };

  const send = async (evse: number, unit: RateUnit, retry: boolean): Promise<void> => {
    const transaction = perTransaction ? books.transactions.get(evse) : undefined;
    if (perTransaction && transaction === undefined) return;
    const from = clock.now();
    const right = planProfile({
      id: PROFILE_ID + evse,
      stackLevel: 0,
      tariff,
      style: styleIn(unit),
      supply: settings.supply,
      from,
      rules: settings.dialect,
      phases: settings.supply.phases,
      ...(transaction === undefined ? {} : { transactionId: transaction.id }),
    });
    const profile = hooks.profile === undefined ? right : hooks.profile(right, tariff);
    if (profile === undefined) return;
    const answer = await ask({ kind: 'sets charging profile', evse, profile });
    if (answer.kind === 'reply' && answer.reply.status === 'Accepted') {
      schedule(`verify ${evse}`, VERIFY_AFTER, () => verify(evse, unit));
      return;
    }
    // Nobody knows whether it is there: send it again, for the charger replaces what it has.
    if (answer.kind === 'timeout') schedule(`plan ${evse}`, ASK_AGAIN, () => plan(evse));
    const refused = answer.kind === 'reply' || answer.kind === 'error';
    if (retry && refused && hooks.ignoresUnits !== true) await send(evse, unit === 'W' ? 'A' : 'W', false);
  };

  const verify = (evse: number, unit: RateUnit): void => {
    void ask({ kind: 'asks composite schedule', evse, duration: wholeSeconds(NIGHT / 1000), unit });
  };

  const plan = (evse: number): void => {
    const wanted = settings.plan.unit;
    const unit = hooks.ignoresUnits === true || units.includes(wanted) ? wanted : (units[0] ?? 'A');
    schedule(`plan ${evse}`, seconds(hooks.sendAfter ?? SEND_AFTER), () => {
      plans += 1;
      void send(evse, unit, true);
      // An absolute plan of one day runs out unless it is renewed in time.
      if (settings.plan.kind === 'Absolute') schedule(`renew ${evse}`, REFRESH, () => plan(evse));
    });
  };

  const readUnits = async (): Promise<void> => {
    const answer = await ask({ kind: 'reads variables', names: ['RateUnits'] });
    const text = answer.kind === 'reply' ? answer.reply.variables[0]?.value : undefined;
    const known = (['W', 'A'] as const).filter((unit) => text?.includes(unit) === true);
    if (known.length > 0) units = known;
    if (!perTransaction) plan(standing);
  };

  return {
    booted: () => schedule('boot', seconds(SEND_AFTER), () => void readUnits()),
    rejoined: () =>
      schedule('rejoin', seconds(REJOIN_AFTER), () => {
        if (perTransaction) for (const evse of books.transactions.keys()) plan(evse);
        else plan(standing);
      }),
    started: (evse) => {
      if (perTransaction && !(hooks.ignoresReplug === true && plans > 0)) plan(evse);
    },
    ended: (evse) => {
      if (!perTransaction) return;
      for (const name of ['plan', 'verify', 'renew']) alarms.get(`${name} ${evse}`)?.cancel();
    },
    learnTariff(learned) {
      if (hooks.ignoresTariffs === true) return;
      tariff = learned;
      if (!perTransaction) plan(standing);
      else for (const evse of books.transactions.keys()) plan(evse);
    },
    stop() {
      for (const alarm of alarms.values()) alarm.cancel();
    },
  };
};
