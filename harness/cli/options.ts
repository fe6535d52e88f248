/** What the parser found on the command line, as it came. */
export type Options = Record<string, unknown>;

export const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
