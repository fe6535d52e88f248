/** One thing that the doctor looked at, and what it found. */
export interface Sign {
  /** From a closed list, for scripts: `tcp`, `tls`, `http 401`, ... */
  readonly id: string;
  readonly state: 'well' | 'ill' | 'note';
  /** What was seen, in one sentence. */
  readonly seen: string;
  /** What to do about it, most likely cause first. */
  readonly advice: readonly string[];
}

export interface Report {
  readonly signs: readonly Sign[];
  /** The two sides came so far that OCPP was spoken. */
  readonly reached: boolean;
}

export const well = (id: string, seen: string): Sign => ({ id, state: 'well', seen, advice: [] });
export const note = (id: string, seen: string, ...advice: readonly string[]): Sign => ({
  id,
  state: 'note',
  seen,
  advice,
});
export const ill = (id: string, seen: string, ...advice: readonly string[]): Sign => ({
  id,
  state: 'ill',
  seen,
  advice,
});
