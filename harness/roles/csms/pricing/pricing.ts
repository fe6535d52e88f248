import type {
  Answer,
  CsmsRequestKind,
  IntentOf,
  Reply,
  Serving,
  ToldPrices,
  TransactionFacts,
} from '../../../dialects/index.ts';
import type { Tariff } from '../../../energy/index.ts';
import { hours, millis, seconds, type Alarm, type Instant, type Millis } from '../../../time/index.ts';
import type { CsmsParts } from '../../role.ts';
import { after, REFUSED, REPORTS } from './answers.ts';
import { createAccount, readingsIn, type Account } from './account.ts';
import { localTariffJson } from './local-tariff.ts';
import { pricesAhead, priceText, rateMessages } from './price-text.ts';
import type { CsmsPricingHooks } from './pricing-hooks.ts';
import { supportOf, type Support } from './support.ts';

export interface CsmsPricingParts {
  readonly csms: CsmsParts;
  readonly hooks: CsmsPricingHooks;
  readonly ask: <K extends CsmsRequestKind>(intent: IntentOf<K>) => Promise<Answer<K>>;
}

/** The part of a supplier that tells drivers what charging costs. */
export interface CsmsPricing {
  /** The same answers, with prices and cost in them. */
  over(serving: Serving): Serving;
  learnTariff(tariff: Tariff): void;
  stop(): void;
}

/** What it keeps of a running transaction. */
interface Session {
  readonly id: string;
  readonly evse: number;
  readonly token: string;
  readonly account: Account;
  /** When the cost was last told, and what it was. */
  toldAt: Instant;
  told: number | undefined;
  text: string | undefined;
  /** A word is due at the next reading, whatever the time. */
  due: boolean;
  state: 'Charging' | 'Idle';
}

/** Requests go out after the answers. */
const SOON = seconds(1);
const MOST_SESSIONS = 16;
/** A day with no edge: look again then. */
const NO_EDGE = hours(24);

const rounded = (pounds: number): number => Number(pounds.toFixed(4));

export const createCsmsPricing = ({ csms, hooks, ask }: CsmsPricingParts): CsmsPricing => {
  const { settings, clock } = csms;
  const style = settings.pricing;
  const legacy = settings.dialect === 'ocpp1.6';
  const sessions = new Map<string, Session>();
  const alarms = new Set<Alarm>();
  let tariff = settings.tariff;
  let supported: Support | undefined;
  let token = '';
  let published = 0;
  let edge: Alarm | undefined;

  const later = (wait: Millis, task: () => void): void => {
    const alarm = clock.after(wait, () => {
      alarms.delete(alarm);
      task();
    });
    alarms.add(alarm);
  };

  const priceTime = (at: Instant): Instant => hooks.priceTime?.(at) ?? at;
  const textNow = (): ReturnType<typeof priceText> | undefined => {
    const text = priceText(tariff, priceTime(clock.now()), style?.language ?? 'en');
    return hooks.text === undefined ? text : hooks.text(text);
  };
  const shows = (what: 'tariff' | 'cost'): boolean =>
    hooks.ignoresSupport === true || supported?.[what] === true;

  const costOf = (session: Session, final: boolean): number => {
    const right = rounded(session.account.cost.toNumber());
    return hooks.cost === undefined ? right : hooks.cost(right, session.told, final);
  };

  const readSupport = async (): Promise<void> => {
    supported = await supportOf(settings.dialect, ask);
  };

  const prices = (price: number | undefined): ToldPrices =>
    price === undefined ? {} : { kWhPrice: rounded(price / 100) };

  const tell = (session: Session): void => {
    if (!shows('cost') || hooks.neverUpdates === true) return;
    const cost = costOf(session, false);
    session.toldAt = clock.now();
    session.told = cost;
    session.due = false;
    const { last } = session.account;
    const now = clock.now();
    const { now: stretch, next } = pricesAhead(tariff, priceTime(now));
    void ask({
      kind: 'updates cost',
      transactionId: hooks.wrongTransaction === true ? `${session.id}0` : session.id,
      cost,
      ...(legacy && last !== undefined
        ? {
            running: {
              at: last.at,
              meterValue: Math.round(last.wattHours),
              state: session.state,
              prices: prices(stretch?.price),
              ...(next === undefined || hooks.ignoresBandChange === true
                ? {}
                : {
                    next: { at: next.from, prices: prices(next.price) },
                    trigger: { atTime: next.from },
                  }),
            },
          }
        : {}),
    });
  };

  /** At the edge of a band the next reading is asked for, and the cost told with it. */
  const watchEdge = (): void => {
    edge?.cancel();
    edge = undefined;
    if (sessions.size === 0 || hooks.ignoresBandChange === true) return;
    const { next } = pricesAhead(tariff, clock.now());
    const wait = next === undefined ? NO_EDGE : millis(next.from - clock.now());
    edge = clock.after(wait, () => {
      for (const session of sessions.values()) {
        session.due = true;
        // A 1.6 station was told beforehand when to read its meter.
        if (!legacy) void ask({ kind: 'triggers', message: 'MeterValues', evse: session.evse });
      }
      watchEdge();
    });
  };

  /** One message for every stretch at one price, so that the display is right also without a link. */
  const sendRates = async (): Promise<void> => {
    if (style?.rates !== true || legacy || !shows('tariff')) return;
    for (const right of rateMessages(tariff, priceTime(clock.now()), style.language)) {
      const message = hooks.message === undefined ? right : hooks.message(right);
      if (message !== undefined) await ask({ kind: 'sets display message', message });
    }
  };

  const booted = (): void => later(SOON, () => void readSupport().then(sendRates));

  const begin = (facts: TransactionFacts, id: string): Session => {
    const account = createAccount(() => tariff, priceTime);
    account.read(readingsIn(facts.samples, facts.register, facts.at));
    const session: Session = {
      id,
      evse: facts.evse,
      token: facts.token ?? token,
      account,
      toldAt: clock.now(),
      told: undefined,
      text: textNow()?.content,
      due: false,
      state: 'Idle',
    };
    if (sessions.size < MOST_SESSIONS) sessions.set(id, session);
    if (legacy)
      later(SOON, () => {
        const text = textNow();
        if (shows('tariff') && text !== undefined)
          void ask({ kind: 'sets user price', token: session.token, text: text.content, extra: [text] });
      });
    // The first word follows the start; it says zero, and what the price is.
    if (style?.by !== 'answers') later(SOON, () => tell(session));
    watchEdge();
    return session;
  };

  const note = (session: Session, facts: TransactionFacts): void => {
    if (facts.state !== undefined) session.state = facts.state === 'Charging' ? 'Charging' : 'Idle';
    const fresh = session.account.read(readingsIn(facts.samples, undefined, facts.at));
    const old = clock.now() - session.toldAt >= (style?.updates ?? 900) * 1000;
    if (style?.by !== 'answers' && fresh && (session.due || old)) later(SOON, () => tell(session));
  };

  /** A text that says another price than the one that was shown last (`ocpp201:I06`). */
  const updatedText = (session: Session): Reply<'updates transaction'> => {
    const text = textNow();
    if (!shows('tariff') || text === undefined || text.content === session.text) return {};
    session.text = text.content;
    return { updatedPersonalMessage: text };
  };

  const end = (session: Session, facts: TransactionFacts): Reply<'ends transaction'> => {
    session.account.read(readingsIn(facts.samples, facts.register, facts.at));
    sessions.delete(session.id);
    watchEdge();
    if (!shows('cost') || hooks.noTotal === true) return {};
    const cost = costOf(session, true);
    if (!legacy) return { totalCost: cost };
    later(SOON, () => {
      const text = `${cost.toFixed(2)} GBP for this session`;
      void ask({
        kind: 'tells final cost',
        transactionId: session.id,
        cost,
        text,
        extra: [{ format: 'UTF8', language: style?.language ?? 'en', content: text }],
      });
    });
    return {};
  };

  const priced = (serving: Serving): Serving => ({
    ...serving,
    boots(intent) {
      booted();
      return serving.boots?.(intent) ?? REFUSED;
    },
    authorizes: (intent) =>
      after(serving.authorizes?.(intent), (reply) => {
        ({ token } = intent);
        const text = textNow();
        return legacy || !shows('tariff') || text === undefined || reply.status !== 'Accepted'
          ? reply
          : { ...reply, personalMessage: text, language: style?.language ?? 'en' };
      }),
    'starts transaction': (facts) =>
      after(serving['starts transaction']?.(facts), (reply) => {
        const id = facts.transactionId ?? reply.transactionId;
        if (id === undefined) return reply;
        begin(facts, id);
        const text = textNow();
        return legacy || !shows('tariff') || text === undefined ? reply : { ...reply, personalMessage: text };
      }),
    'updates transaction': (facts) =>
      after(serving['updates transaction']?.(facts), (reply) => {
        const session = sessions.get(facts.transactionId ?? '');
        if (session === undefined) return reply;
        note(session, facts);
        const totalCost =
          style?.by === 'answers' && shows('cost') ? { totalCost: costOf(session, false) } : {};
        return { ...reply, ...updatedText(session), ...totalCost };
      }),
    'ends transaction': (facts) =>
      after(serving['ends transaction']?.(facts), (reply) => {
        const session = sessions.get(facts.transactionId ?? '');
        return session === undefined ? reply : { ...reply, ...end(session, facts) };
      }),
    'sends meter values'(intent) {
      const session = [...sessions.values()].find(
        ({ id, evse }) =>
          id === intent.transactionId || (intent.transactionId === undefined && evse === intent.evse),
      );
      if (session !== undefined)
        note(session, { evse: intent.evse, at: clock.now(), samples: intent.samples });
      return serving['sends meter values']?.(intent) ?? {};
    },
    'reports status'(intent) {
      const session = [...sessions.values()].find(({ evse }) => evse === intent.evse);
      if (session !== undefined && intent.state !== undefined)
        session.state = intent.state === 'Charging' ? 'Charging' : 'Idle';
      return serving['reports status']?.(intent) ?? {};
    },
    ...REPORTS,
  });

  /** 2.1: the charger counts by itself, by the tariff that it is given. */
  const sendTariff = async (): Promise<void> => {
    published += 1;
    const id = `${tariff.id}-${published}`.slice(0, 60);
    const right = localTariffJson(tariff, id, style?.language ?? 'en');
    if (right === undefined || settings.dialect !== 'ocpp2.1') return;
    await ask({ kind: 'sets default tariff', evse: 0, tariff: hooks.tariff?.(right) ?? right });
    await ask({ kind: 'asks tariffs', evse: 0 });
  };

  const local = (serving: Serving): Serving => ({
    ...serving,
    boots(intent) {
      if (published === 0) later(SOON, () => void sendTariff());
      return serving.boots?.(intent) ?? REFUSED;
    },
    authorizes: (intent) =>
      after(serving.authorizes?.(intent), (reply) =>
        style?.driver === undefined || reply.status !== 'Accepted'
          ? reply
          : { ...reply, tariff: style.driver },
      ),
    'starts transaction': (facts) =>
      after(serving['starts transaction']?.(facts), (reply) =>
        style?.limit === undefined ? reply : { ...reply, limit: style.limit },
      ),
    ...REPORTS,
  });

  return {
    over: (serving) =>
      style === undefined
        ? { ...serving, ...REPORTS }
        : style.kind === 'central'
          ? priced(serving)
          : local(serving),
    learnTariff(learned) {
      tariff = learned;
      watchEdge();
      if (style?.kind === 'central') void sendRates();
      if (style?.kind === 'local') void sendTariff();
    },
    stop() {
      edge?.cancel();
      for (const alarm of alarms) alarm.cancel();
    },
  };
};
