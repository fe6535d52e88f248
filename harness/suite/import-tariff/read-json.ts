/** Lenient readers for JSON that somebody else wrote. */
export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const objects = (value: unknown): readonly Json[] =>
  Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : [];

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

export const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** Major units with tax, in hundredths, to a ten-thousandth of a penny. */
export const penceOf = (price: number, taxPercent: number): number =>
  Number((price * 100 * (1 + taxPercent / 100)).toFixed(4));
