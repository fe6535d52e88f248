import type {
  IntentOf,
  MessageText,
  Reply,
  RunningDetail,
  ToldPrices,
  TransactionMoney,
} from '../../../dialects/index.ts';
import {
  countedCost,
  decimal,
  type CentralPrices,
  type RunningCost,
  type SessionPiece,
} from '../../../energy/index.ts';
import type { Alarm } from '../../../time/index.ts';
import type { ChargingState } from '../../../dialects/index.ts';
import type { Transaction } from '../transaction.ts';
import { createDisplayLines, type DisplayLines } from './display-lines.ts';
import { createLocalPricing, type LocalPricing } from './local-pricing.ts';
import { inLanguage, type Place } from './message-store.ts';
import type { PricingParts } from './pricing.ts';
import { createTrack } from './track.ts';
import { createTriggers } from './triggers.ts';

/** What a connector tells the part of the station that knows prices. Everything is about one EVSE. */
export interface EvsePricing {
  plugged(): void;
  /** The answer to Authorize; undefined: nobody could be asked. */
  authorised(reply: Reply<'authorizes'> | undefined): void;
  begun(transaction: Transaction): void;
  /** State or power may have changed. */
  moved(state: ChargingState | 'Unavailable'): void;
  ended(transaction: Transaction): void;
  unplugged(): void;
  answered(transaction: Transaction, kind: string, reply: TransactionReply): void;
  /** What the next transaction message says of money. */
  facts(kind: string, trigger: string | undefined, token: string): TransactionMoney;
  dark(): void;
}

export type TransactionReply = Reply<'updates transaction'>;

/** For the station: what the central system says about this EVSE. */
export interface CentralPricing extends EvsePricing {
  readonly local: LocalPricing | undefined;
  readonly place: Place;
  readonly lines: DisplayLines;
  /** The transaction that runs here, or the last one. */
  readonly transaction: Transaction | undefined;
  userPrice(intent: IntentOf<'sets user price'>): boolean;
  updatedCost(cost: number, running: RunningDetail | undefined): void;
  finalCost(intent: IntentOf<'tells final cost'>): void;
  evaluate(): void;
}

const pricesOf = (told: ToldPrices): CentralPrices => ({
  ...(told.kWhPrice === undefined ? {} : { kWhPrice: decimal(told.kWhPrice) }),
  ...(told.hourPrice === undefined ? {} : { hourPrice: decimal(told.hourPrice) }),
  ...(told.idle === undefined
    ? {}
    : { idle: { graceMinutes: told.idle.graceMinutes, hourPrice: decimal(told.idle.hourPrice) } }),
});

/** Central pricing on one EVSE: the driver's text, the running cost, the total. */
export const createEvsePricing = (parts: PricingParts, evse: number): CentralPricing => {
  const { charger, hooks, time, variables, connection } = parts;
  const legacy = charger.settings.dialect === 'ocpp1.6';
  const lines = createDisplayLines(charger.events, evse);
  let state: ChargingState | 'Unavailable' = 'Idle';
  let transaction: Transaction | undefined;
  let running = false;
  let token: string | undefined;
  let language: string | undefined;
  let shownCost: number | undefined;
  let last: { readonly cost: RunningCost; readonly detail: RunningDetail } | undefined;
  let rateAlarm: Alarm | undefined;

  const variable = (name: string): string => variables.value(name) ?? '';
  const fallback = (name: string): string => (hooks.noFallback === true ? '' : variable(name));
  const tongue = (): string | undefined =>
    language ?? (variable(legacy ? 'Language' : 'DisplayMessageCtrlr.Language') || undefined);
  const register = (): number => parts.meter(evse);
  const track = createTrack();
  const note = (): void => track.point(time.now(), register(), parts.power(evse));

  const amount = (cost: number): string =>
    legacy
      ? decimal(cost).toFixed(Number(variable('NumberOfDecimalsForCostValues') || '3'))
      : `${decimal(cost).toFixed(2)} ${hooks.currency ?? variable('TariffCostCtrlr.Currency')}`;

  const showCost = (words: string, cost: number): void => {
    const right = Number.isFinite(cost) ? cost : 0;
    const shown = hooks.cost === undefined ? right : hooks.cost(right, shownCost);
    if (shown === undefined) return;
    shownCost = shown;
    lines.show('cost', `${words} ${amount(shown)}`);
  };

  const showText = (texts: readonly MessageText[]): boolean => {
    const readable = texts.filter(({ format }) => format === 'ASCII' || format === 'UTF8');
    const right = inLanguage(readable, tongue());
    const text = hooks.text === undefined ? right : hooks.text(right);
    if (text === undefined) return false;
    lines.show('price', text.content);
    return true;
  };

  const showFallback = (): void => {
    const offline = connection().online ? '' : fallback('TariffCostCtrlr.OfflineTariffFallbackMessage');
    const text = legacy
      ? fallback(`DefaultPriceText,${tongue() ?? 'en'}`)
      : offline || fallback('TariffCostCtrlr.TariffFallbackMessage');
    lines.show('price', text);
  };

  /** Energy since the last word of the central system, as one piece: prices change only at times that it named. */
  const pieces = (): readonly SessionPiece[] => {
    if (last === undefined) return [];
    const { at, meterValue } = last.detail;
    note();
    return track.since(at, meterValue);
  };

  const countOn = (): void => {
    if (last === undefined || !running) return;
    const now = time.now();
    const turned = last.cost.next !== undefined && last.cost.next.at <= now;
    const prices = turned ? last.detail.next?.prices : last.detail.prices;
    if (prices?.kWhPrice !== undefined) lines.show('price', `Now ${amount(prices.kWhPrice)} per kWh`);
    showCost('Cost so far', countedCost(last.cost, pieces()).toNumber());
  };

  const triggers = createTriggers({
    clock: charger.clock,
    time,
    register: () => register(),
    power: () => parts.power(evse),
    fire: () => parts.sample(evse),
  });

  const transactionEnds = (): void => {
    running = false;
    rateAlarm?.cancel();
    triggers.arm(undefined);
  };

  const local =
    charger.settings.dialect === 'ocpp2.1'
      ? createLocalPricing(
          {
            ...parts,
            lines,
            pieces(from, wattHours) {
              note();
              return track.since(from, wattHours);
            },
          },
          evse,
        )
      : undefined;

  return {
    lines,
    local,
    get transaction() {
      return transaction;
    },
    get place() {
      return {
        at: hooks.displayTime?.(time.now()) ?? time.now(),
        evse,
        // The states of a display are fewer than those of a transaction.
        state:
          state === 'SuspendedEV' || state === 'SuspendedEVSE'
            ? charger.settings.dialect === 'ocpp2.1'
              ? 'Suspended'
              : 'Charging'
            : state === 'EVConnected'
              ? 'Idle'
              : state,
        transactionId: running ? transaction?.known : undefined,
      };
    },
    plugged() {
      shownCost = undefined;
      lines.show('cost', '');
    },
    authorised(reply) {
      language = reply?.language ?? language;
      local?.authorised(hooks.ignoresDriverTariff === true ? undefined : reply);
      if (reply?.personalMessage === undefined || !showText([reply.personalMessage])) showFallback();
    },
    begun(begun) {
      transaction = begun;
      running = true;
      note();
      track.begin();
      token = begun.token;
      last = undefined;
      local?.begun(begun);
      if (begun.token === '' || !connection().online) showFallback();
    },
    moved(now) {
      const before = state;
      state = now;
      note();
      triggers.moved(now, before !== now);
      local?.moved();
      countOn();
    },
    ended(over) {
      const cost = last === undefined ? undefined : countedCost(last.cost, pieces()).toNumber();
      transactionEnds();
      local?.ended(over);
      const online = connection().online;
      if (legacy && cost !== undefined) showCost('Cost so far', cost);
      else if (!online) lines.show('cost', fallback('TariffCostCtrlr.TotalCostFallbackMessage'));
    },
    unplugged() {
      token = undefined;
      lines.show('price', '');
      const idleFee = legacy && variable('CustomIdleFeeAfterStop') === 'true';
      const id = transaction?.known;
      if (idleFee && id !== undefined && hooks.neverReportsUnplugged !== true)
        void connection().ask({ kind: 'reports unplugged', transactionId: id, at: time.now() });
    },
    answered(of, kind, reply) {
      if (of !== transaction) return;
      if (reply.limit !== undefined && running) local?.limit(reply.limit);
      const { personalMessage, updatedPersonalMessage, updatedPersonalMessageExtra = [] } = reply;
      if (personalMessage !== undefined && running) showText([personalMessage]);
      if (updatedPersonalMessage !== undefined && running)
        showText([updatedPersonalMessage, ...updatedPersonalMessageExtra]);
      if (kind === 'ends transaction') {
        if (reply.totalCost !== undefined) showCost('Total cost', reply.totalCost);
        else if (!legacy) lines.show('cost', fallback('TariffCostCtrlr.TotalCostFallbackMessage'));
      } else if (reply.totalCost !== undefined && hooks.ignoresAnswers !== true)
        showCost('Cost so far', reply.totalCost);
    },
    facts(kind, trigger, presented) {
      if (local === undefined) return {};
      if (kind === 'starts transaction') {
        note();
        local.begin(presented);
      }
      return local.facts(kind, trigger);
    },
    userPrice({ token: wanted, text, extra }) {
      if (token === undefined || wanted !== token) return false;
      const first: MessageText = { format: 'UTF8', content: text };
      const same = inLanguage(extra, tongue());
      const chosen = same?.language?.split('-')[0] === tongue()?.split('-')[0] ? same : first;
      return showText([chosen ?? first]);
    },
    updatedCost(cost, detail) {
      rateAlarm?.cancel();
      if (detail === undefined) {
        showCost('Cost so far', cost);
        return;
      }
      const next = hooks.ignoresNextPrice === true ? undefined : detail.next;
      last = {
        detail,
        cost: {
          at: detail.at,
          meterValue: detail.meterValue,
          cost: decimal(Number.isFinite(cost) ? cost : 0),
          state: detail.state,
          prices: pricesOf(detail.prices),
          ...(next === undefined ? {} : { next: { at: next.at, prices: pricesOf(next.prices) } }),
        },
      };
      if (next !== undefined && next.at > time.now()) rateAlarm = time.at(next.at, 0, countOn);
      triggers.arm(hooks.ignoresTriggers === true ? undefined : detail.trigger);
      countOn();
    },
    finalCost({ cost, text, extra }) {
      showCost('Total cost', cost);
      if (text !== '') showText([{ format: 'UTF8', content: text }, ...extra]);
    },
    evaluate: countOn,
    dark() {
      transactionEnds();
      running = transaction !== undefined;
      local?.dark();
      lines.dark();
    },
  };
};
