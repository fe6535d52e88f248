import type { CsmsRequestKind, DisplayMessage, IntentOf, MessageText } from '../dialects/index.ts';
import type { Step } from '../suite/index.ts';
import { isoInstant } from '../time/index.ts';
import type { Turn } from './perform.ts';

/** The transaction that a step means: the one that runs, or an id as it is written. */
const transactionOf = (step: Step, turn: Turn): string | undefined => {
  const { transaction } = step.with;
  if (transaction === undefined) return undefined;
  return transaction === 'running' ? (turn.transactions.get(step.with.evse ?? 1)?.id ?? 'none') : transaction;
};

const tariffOf = ({ with: it }: Step): Readonly<Record<string, unknown>> => ({
  ...it.prices,
  ...(it.tariffId === undefined ? {} : { tariffId: it.tariffId }),
  ...(it.validFrom === undefined ? {} : { validFrom: isoInstant(it.validFrom) }),
});

const textOf = ({ with: it }: Step): MessageText => ({
  format: it.format ?? 'UTF8',
  ...(it.language === undefined ? {} : { language: it.language }),
  content: it.characters === undefined ? (it.text ?? '') : 'x'.repeat(it.characters),
});

const messageOf = (step: Step, turn: Turn): DisplayMessage => {
  const { with: it } = step;
  const transactionId = transactionOf(step, turn);
  const text = textOf(step);
  return {
    id: it.messageId ?? 0,
    priority: it.priority ?? 'NormalCycle',
    ...(it.inState === undefined ? {} : { state: it.inState }),
    ...(it.shownFrom === undefined ? {} : { from: it.shownFrom }),
    ...(it.shownUntil === undefined ? {} : { until: it.shownUntil }),
    ...(transactionId === undefined ? {} : { transactionId }),
    ...(it.evse === undefined ? {} : { evse: it.evse }),
    text,
    ...(it.also === undefined
      ? {}
      : {
          extra: Object.entries(it.also).map(([language, content]) => ({
            format: text.format,
            language,
            content,
          })),
        }),
  };
};

/** What a played CSMS says of prices, cost and the display; undefined: the step is about something else. */
export const moneyRequest = (step: Step, turn: Turn): IntentOf<CsmsRequestKind> | undefined => {
  const { with: it } = step;
  const running = turn.transactions.get(it.evse ?? 1)?.id ?? 'none';
  switch (step.verb) {
    case 'sets display message':
      return { kind: 'sets display message', message: messageOf(step, turn) };
    case 'clears display message':
      return { kind: 'clears display message', id: it.messageId ?? 0 };
    case 'asks display messages':
      return {
        kind: 'asks display messages',
        requestId: turn.nextId(),
        ...(it.messageIds === undefined ? {} : { ids: it.messageIds }),
        ...(it.priority === undefined ? {} : { priority: it.priority }),
        ...(it.inState === undefined ? {} : { inState: it.inState }),
      };
    case 'updates cost':
      return {
        kind: 'updates cost',
        transactionId: transactionOf(step, turn) ?? running,
        cost: it.cost ?? 0,
      };
    case 'sets user price':
      return { kind: 'sets user price', token: it.token ?? 'OFFPEAK', text: it.text ?? '', extra: [] };
    case 'tells final cost':
      return {
        kind: 'tells final cost',
        transactionId: transactionOf(step, turn) ?? running,
        cost: it.cost ?? 0,
        text: it.text ?? '',
        extra: [],
      };
    case 'sets default tariff':
      return { kind: 'sets default tariff', evse: it.evse ?? 0, tariff: tariffOf(step) };
    case 'asks tariffs':
      return { kind: 'asks tariffs', evse: it.evse ?? 0 };
    case 'clears tariffs':
      return {
        kind: 'clears tariffs',
        ...(it.tariffIds === undefined ? {} : { ids: it.tariffIds }),
        ...(it.evse === undefined ? {} : { evse: it.evse }),
      };
    case 'changes transaction tariff':
      return {
        kind: 'changes transaction tariff',
        transactionId: transactionOf(step, turn) ?? running,
        tariff: tariffOf(step),
      };
    case 'sets variable':
      return {
        kind: 'sets variables',
        variables: [{ name: it.variable ?? '', value: it.value ?? '' }],
      };
    case 'reads variables':
      return { kind: 'reads variables', names: it.names ?? [] };
    default:
      return undefined;
  }
};
