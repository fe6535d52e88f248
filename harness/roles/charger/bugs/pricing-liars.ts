import { hours, minus, plus } from '../../../time/index.ts';
import type { ChargerBug } from '../hooks.ts';
import type { PricingHooks } from '../pricing/pricing-hooks.ts';

const MODERN = ['ocpp2.0.1', 'ocpp2.1'] as const;
const OLD = ['ocpp1.6'] as const;
const ALL = ['ocpp1.6', ...MODERN] as const;

const liar = (
  id: string,
  title: string,
  dialects: ChargerBug['dialects'],
  pricing: PricingHooks,
): ChargerBug => ({ id, title, dialects, hooks: { pricing } });

/** One mechanism, one defect each: what a charger shows and keeps of prices, cost and messages. Our own. */
export const PRICING_LIARS: readonly ChargerBug[] = [
  liar('display-stale-cost', 'Shows the first running cost all through the session', ALL, {
    cost: (cost, before) => before ?? cost,
  }),
  liar('display-wrong-currency', 'Shows pounds as euros', MODERN, { currency: 'EUR' }),
  liar('display-cost-in-pence', 'Shows a hundred times the cost', ALL, { cost: (cost) => cost * 100 }),
  liar('display-ignores-price-text', 'Never shows the text with the price for this driver', MODERN, {
    text: () => undefined,
  }),
  liar('display-no-fallback', 'Shows nothing where it should show its fallback text', MODERN, {
    noFallback: true,
  }),
  liar('display-band-an-hour-late', 'Turns its messages by a clock that is an hour slow', MODERN, {
    displayTime: (at) => minus(at, hours(1)),
  }),
  liar('display-band-an-hour-early', 'Turns its messages by a clock that is an hour fast', MODERN, {
    displayTime: (at) => plus(at, hours(1)),
  }),
  liar(
    'display-never-removes',
    'Keeps messages that are over, and those of transactions that are gone',
    MODERN,
    {
      keepsMessages: true,
    },
  ),
  liar('display-accepts-all', 'Accepts messages of every format, priority and state', MODERN, {
    acceptMessage: () => ({ status: 'Accepted' }),
  }),
  liar('display-refuses-announced', 'Refuses a format that it announces', MODERN, {
    acceptMessage: ({ text }) =>
      text.format === 'UTF8' ? { status: 'NotSupportedMessageFormat' } : undefined,
  }),
  liar('display-forgets-at-boot', 'Loses its messages with the power', MODERN, {
    forgetsMessagesAtBoot: true,
  }),
  liar('display-ignores-priority', 'Cycles through all messages whatever their priority', MODERN, {
    ignoresPriority: true,
  }),
  liar('display-ignores-state', 'Shows messages in every state', MODERN, { ignoresState: true }),
  liar('display-ignores-clear', 'Says that a message is cleared and keeps it', MODERN, {
    ignoresClear: true,
  }),
  liar('display-ignores-replacement', 'Keeps the old text of a message that is sent again', MODERN, {
    ignoresReplacement: true,
  }),
  liar('display-reports-half', 'Reports only every other message', MODERN, {
    report: (messages) => messages.filter((_, index) => index % 2 === 0),
  }),
  liar('display-ignores-answers', 'Shows no cost that comes in an answer', MODERN, { ignoresAnswers: true }),
  liar('cost-ignores-next-price', 'Counts on at the old price after the edge of the band', OLD, {
    ignoresNextPrice: true,
  }),
  liar('cost-ignores-triggers', 'Never sends the meter values that were asked for in advance', OLD, {
    ignoresTriggers: true,
  }),
  liar('cost-accepts-any-transaction', 'Accepts the cost of a transaction that does not exist', OLD, {
    acceptsUnknownTransaction: true,
  }),
  liar('cost-never-reports-unplugged', 'Does not tell when the cable is out after the stop', OLD, {
    neverReportsUnplugged: true,
  }),
];
