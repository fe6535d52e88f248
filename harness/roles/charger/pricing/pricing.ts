import type { DialectId, DisplayMessage, Reply, Serving, Told } from '../../../dialects/index.ts';
import { millis, type Alarm } from '../../../time/index.ts';
import type { ChargerParts } from '../../role.ts';
import type { Connection } from '../connection.ts';
import type { Memory } from '../memory.ts';
import type { StationTime } from '../station-time.ts';
import type { Transaction } from '../transaction.ts';
import type { Variables } from '../variables.ts';
import {
  createEvsePricing,
  type CentralPricing,
  type EvsePricing,
  type TransactionReply,
} from './evse-pricing.ts';
import { inLanguage, matching, nextTurn, notOver, onShow, refusalOf, withMessage } from './message-store.ts';
import type { PricingHooks } from './pricing-hooks.ts';
import { serveTariffs } from './serve-tariffs.ts';

export interface PricingParts {
  readonly charger: ChargerParts;
  readonly memory: Memory;
  readonly hooks: PricingHooks;
  readonly time: StationTime;
  readonly variables: Variables;
  readonly connection: () => Connection;
  /** Register of an EVSE, Wh. */
  readonly meter: (evse: number) => number;
  readonly power: (evse: number) => number;
  /** Sends an update of the transaction with this cause. */
  readonly update: (evse: number, trigger: string) => void;
  readonly stop: (evse: number, reason: string, trigger: string) => void;
  /** Sends meter values because somebody asked for them in advance. */
  readonly sample: (evse: number) => void;
}

/** Prices, cost and messages of a station. */
export interface Pricing {
  evse(evse: number): EvsePricing;
  readonly requests: Serving;
  answered(transaction: Transaction, kind: string, reply: TransactionReply): void;
  /** The clock was moved, or profiles changed. */
  evaluate(): void;
  powerOn(): void;
  powerOff(): void;
}

const AFTER_ANSWER = millis(1);
const MOST_IN_REPORT = 4;

const accepted: Told = { status: 'Accepted' };

export const createPricing = (parts: PricingParts): Pricing => {
  const { charger, memory, hooks, time, connection } = parts;
  const { settings, clock } = charger;
  const newest = settings.dialect === 'ocpp2.1';
  const places: readonly CentralPricing[] = Array.from({ length: settings.evses }, (_, index) =>
    createEvsePricing(parts, index + 1),
  );
  let turn: Alarm | undefined;

  const placeOf = (transactionId: string): CentralPricing | undefined =>
    places.find(({ transaction }) => transaction?.known === transactionId);
  const knowsTransaction = (id: string): boolean =>
    [...memory.transactions.values()].some(({ known }) => known === id);

  /** Brings the message line in line with what is installed now. */
  const refresh = (): void => {
    turn?.cancel();
    const now = hooks.displayTime?.(time.now()) ?? time.now();
    if (hooks.keepsMessages !== true) memory.messages = notOver(memory.messages, now);
    for (const { place, lines } of places) {
      const shown = onShow(memory.messages, place, hooks);
      const language = parts.variables.value('DisplayMessageCtrlr.Language');
      const texts = shown.flatMap(
        ({ text, extra = [] }) => inLanguage([text, ...extra], language)?.content ?? [],
      );
      lines.show('message', texts.join(' | '));
    }
    const next = nextTurn(memory.messages, now);
    if (next !== undefined) turn = time.at(next, time.now() - now, refresh);
  };

  const set = (message: DisplayMessage): Told => {
    const forced = hooks.acceptMessage?.(message);
    const refusal = refusalOf(message, memory.messages, { newest, evses: settings.evses, knowsTransaction });
    const verdict = forced ?? refusal ?? accepted;
    if (verdict.status !== 'Accepted') return verdict;
    const known = memory.messages.some(({ id }) => id === message.id);
    if (!(known && hooks.ignoresReplacement === true))
      memory.messages = withMessage(memory.messages, message);
    refresh();
    return verdict;
  };

  const report = (requestId: number, messages: readonly DisplayMessage[]): void => {
    const pages = Math.max(1, Math.ceil(messages.length / MOST_IN_REPORT));
    for (let page = 0; page < pages; page++) {
      void connection().ask({
        kind: 'reports display messages',
        requestId,
        messages: messages.slice(page * MOST_IN_REPORT, (page + 1) * MOST_IN_REPORT),
        more: page < pages - 1,
      });
    }
  };

  const central: Serving = {
    'updates cost': ({ transactionId, cost, running }): Reply<'updates cost'> => {
      const place = placeOf(transactionId);
      if (place === undefined)
        return { status: hooks.acceptsUnknownTransaction === true ? 'Accepted' : 'Rejected' };
      place.updatedCost(cost, running);
      return accepted;
    },
    notifies: () => ({}),
  };

  const old: Serving = {
    ...central,
    'sets user price': (intent) => ({
      status: places.some((place) => place.userPrice(intent)) ? 'Accepted' : 'Rejected',
    }),
    'tells final cost': (intent) => {
      const place = placeOf(intent.transactionId);
      place?.finalCost(intent);
      return {
        status: place === undefined && hooks.acceptsUnknownTransaction !== true ? 'Rejected' : 'Accepted',
      };
    },
  };

  const modern: Serving = {
    ...central,
    'sets display message': ({ message }) => set(message),
    'asks display messages': (intent) => {
      refresh();
      const found = matching(hooks.report?.(memory.messages) ?? memory.messages, intent);
      if (found.length === 0) return { status: 'Unknown' };
      clock.after(AFTER_ANSWER, () => report(intent.requestId, found));
      return accepted;
    },
    'clears display message': ({ id }) => {
      const kept = memory.messages.filter((message) => message.id !== id);
      if (kept.length === memory.messages.length) return { status: 'Unknown' };
      if (hooks.ignoresClear !== true) memory.messages = kept;
      refresh();
      return accepted;
    },
  };

  const forget = (transaction: Transaction): void => {
    if (hooks.keepsMessages === true) return;
    // `ocpp201:O02.FR.02`: a message of a transaction goes with it.
    memory.messages = memory.messages.filter(
      ({ transactionId }) => transactionId === undefined || transactionId !== transaction.known,
    );
  };

  const connected = places.map((place): EvsePricing => ({
    ...place,
    begun(transaction) {
      place.begun(transaction);
      refresh();
    },
    moved(state) {
      place.moved(state);
      refresh();
    },
    ended(transaction) {
      place.ended(transaction);
      forget(transaction);
      refresh();
    },
  }));

  return {
    evse(evse) {
      const found = connected[evse - 1];
      if (found === undefined) throw new RangeError(`there is no EVSE ${evse}`);
      return found;
    },
    requests: servingFor(
      settings.dialect,
      old,
      newest ? { ...modern, ...serveTariffs(parts, places) } : modern,
    ),
    answered(transaction, kind, reply) {
      for (const place of places) place.answered(transaction, kind, reply);
    },
    evaluate() {
      for (const place of places) place.evaluate();
      refresh();
    },
    powerOn: refresh,
    powerOff() {
      turn?.cancel();
      for (const place of places) place.dark();
      if (hooks.forgetsMessagesAtBoot === true) memory.messages = [];
    },
  };
};

const servingFor = (dialect: DialectId, old: Serving, modern: Serving): Serving =>
  dialect === 'ocpp1.6' ? old : modern;
