import { hours, plus } from '../../../time/index.ts';
import type { CsmsBug } from '../hooks.ts';
import type { CsmsPricingHooks } from '../pricing/pricing-hooks.ts';

const MODERN = ['ocpp2.0.1', 'ocpp2.1'] as const;
const ALL = ['ocpp1.6', ...MODERN] as const;

const liar = (
  id: string,
  title: string,
  dialects: CsmsBug['dialects'],
  pricing: CsmsPricingHooks,
): CsmsBug => ({ id, title, dialects, hooks: { pricing } });

/** One mechanism, one defect each: what a supplier tells of prices and cost. Our own. */
export const CSMS_PRICING_LIARS: readonly CsmsBug[] = [
  liar('csms-cost-stale', 'Tells the first cost again and again, until the total', ALL, {
    cost: (right, told, final) => (final ? right : (told ?? right)),
  }),
  liar('csms-cost-in-pence', 'Tells pence where pounds are meant', ALL, { cost: (right) => right * 100 }),
  liar('csms-tax-twice', 'Adds the tax of five percent to prices that have it', ALL, {
    cost: (right) => Number((right * 1.05).toFixed(4)),
  }),
  liar('csms-day-rate-at-night', 'Bills the night by a clock that is twelve hours off', ALL, {
    priceTime: (at) => plus(at, hours(12)),
  }),
  liar('csms-cost-never', 'Never tells the running cost', ALL, { neverUpdates: true }),
  liar('csms-ignores-band-change', 'Says nothing when the price changes', ALL, { ignoresBandChange: true }),
  liar('csms-no-total', 'Ends a session without a total', ALL, { noTotal: true }),
  liar('csms-cost-of-another', 'Tells the cost of a transaction that does not exist', ALL, {
    wrongTransaction: true,
  }),
  liar('csms-no-price-text', 'Sends no text with the price', MODERN, { text: () => undefined }),
  liar(
    'csms-rates-an-hour-off',
    'Writes the hours of its messages as if clocks were on summer time',
    MODERN,
    {
      message: (message) => ({
        ...message,
        ...(message.from === undefined ? {} : { from: plus(message.from, hours(1)) }),
        ...(message.until === undefined ? {} : { until: plus(message.until, hours(1)) }),
      }),
    },
  ),
];
