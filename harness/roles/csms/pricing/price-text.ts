import type { DisplayMessage, MessageText } from '../../../dialects/index.ts';
import { windows, type Tariff, type TariffWindow } from '../../../energy/index.ts';
import { hours, localTime, plus, type Instant } from '../../../time/index.ts';

/** `28 p`, `7.5 p` */
export const pencePerKwh = (price: number): string => `${Number(price.toFixed(3))} p per kWh`;

/** What of the tariff lies ahead: the stretch of now, and the next at another price. */
export const pricesAhead = (
  tariff: Tariff,
  at: Instant,
): { readonly now: TariffWindow | undefined; readonly next: TariffWindow | undefined } => {
  const ahead = windows(tariff, at, plus(at, hours(36)));
  const [now] = ahead;
  return { now, next: ahead.find(({ price }) => price !== now?.price) };
};

/** The text for the driver: it names its hours, so it stays true when the link is gone. */
export const priceText = (tariff: Tariff, at: Instant, language: string): MessageText => {
  const { now, next } = pricesAhead(tariff, at);
  const price = pencePerKwh(now === undefined ? tariff.standard : now.price);
  const content =
    next === undefined
      ? price
      : `${price} until ${localTime(tariff.zone, next.from)}, then ${pencePerKwh(next.price)}`;
  return { format: 'UTF8', language, content };
};

const AHEAD = hours(24);
const MOST_RATES = 6;
const FIRST_RATE = 9000;

/** One message for every stretch at one price of the next day, each with its hours. */
export const rateMessages = (tariff: Tariff, from: Instant, language: string): readonly DisplayMessage[] =>
  windows(tariff, from, plus(from, AHEAD))
    .slice(0, MOST_RATES)
    .map((stretch, index) => ({
      id: FIRST_RATE + index,
      priority: 'NormalCycle',
      from: stretch.from,
      until: stretch.to,
      text: { format: 'UTF8', language, content: `Rate now ${pencePerKwh(stretch.price)}` },
    }));
