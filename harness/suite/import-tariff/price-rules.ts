import { parseTimeOfDay } from '../../energy/index.ts';

/** One price and when it holds; the first rule that fits an instant decides. */
export interface PriceRule {
  /** Pence per kWh, taxes included. */
  readonly pence: number;
  /** Minutes of the day; absent: all day. `to` at or before `from` crosses midnight. */
  readonly from?: number;
  readonly to?: number;
}

export interface Shape {
  readonly standard: number;
  readonly bands: readonly { readonly from: number; readonly to: number; readonly pence: number }[];
}

const MINUTES = 1440;

const fits = ({ from, to }: PriceRule, minute: number): boolean => {
  if (from === undefined && to === undefined) return true;
  const begin = from ?? 0;
  const end = to ?? 0;
  return end > begin ? minute >= begin && minute < end : minute >= begin || minute < end;
};

/** `undefined`: no time of day. `24:00` and `00:00` as an end are the end of the day. */
export const minuteOf = (value: unknown): number | undefined =>
  typeof value !== 'string' ? undefined : value.startsWith('24:00') ? 0 : parseTimeOfDay(value.slice(0, 5));

/** First fit wins, as in OCPI and in OCPP 2.1; the dearest price of the day becomes the standard one. */
export const shapeOf = (rules: readonly PriceRule[]): Shape | undefined => {
  const prices = Array.from(
    { length: MINUTES },
    (_, minute) => rules.find((rule) => fits(rule, minute))?.pence,
  );
  const known = prices.filter((price) => price !== undefined);
  if (known.length === 0) return undefined;
  const standard = Math.max(...known);
  const bands: { from: number; to: number; pence: number }[] = [];
  for (const [minute, price] of prices.entries()) {
    if (price === undefined || price === standard) continue;
    const last = bands.at(-1);
    if (last?.to === minute && last.pence === price) last.to = minute + 1;
    else bands.push({ from: minute, to: minute + 1, pence: price });
  }
  const [first] = bands;
  const last = bands.at(-1);
  // A night that the calendar cuts at midnight is one band.
  if (
    first !== undefined &&
    last !== undefined &&
    first !== last &&
    first.from === 0 &&
    last.to === MINUTES
  ) {
    if (first.pence === last.pence) {
      bands.shift();
      last.to = first.to;
    }
  }
  return { standard, bands: bands.map((band) => ({ ...band, to: band.to % MINUTES })) };
};
