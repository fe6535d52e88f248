const CODES = new Set(Intl.supportedValuesOf('currency'));

/** A code of ISO 4217 that is in use. */
export const isCurrency = (code: string): boolean => CODES.has(code);

const digits = new Map<string, number>();

/** Decimals of the smallest coin: 2 for GBP, 0 for JPY. */
export const minorDigits = (code: string): number => {
  const known = digits.get(code);
  if (known !== undefined) return known;
  const found = isCurrency(code)
    ? (new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions()
        .maximumFractionDigits ?? 2)
    : 2;
  digits.set(code, found);
  return found;
};
