import type { Sign } from './symptom.ts';
import { ill, well } from './symptom.ts';

/** Versions of a charger's firmware that are known to spoil a night (`fixtures/chargers/*.yaml`). */
export interface KnownCharger {
  readonly id: string;
  /** As in BootNotification, case ignored; `*` stands for anything. */
  readonly vendor: string;
  readonly models: readonly string[];
  readonly firmware: readonly KnownFirmware[];
}

export interface KnownFirmware {
  /** Bounds joined by commas, such as `>= 6.4, < 6.6`; or one version, or `*`. */
  readonly versions: string;
  readonly bug?: string;
  readonly says: string;
  readonly remedy: string;
  readonly source: string;
}

const matches = (pattern: string, text: string): boolean => {
  const parts = pattern.toLowerCase().split('*');
  const subject = text.toLowerCase();
  let at = 0;
  for (const [index, part] of parts.entries()) {
    const found = subject.indexOf(part, at);
    if (found < 0 || (index === 0 && found !== 0)) return false;
    at = found + part.length;
  }
  return parts.at(-1) === '' || subject.endsWith(parts.at(-1) ?? '');
};

const numbersOf = (version: string): readonly number[] =>
  (version.match(/\d+/g) ?? []).slice(0, 6).map((part) => Number(part.slice(0, 9)));

/** Numbers from left to right; a missing one counts as 0. */
export const compareVersions = (a: string, b: string): number => {
  const left = numbersOf(a);
  const right = numbersOf(b);
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
};

const keeps = (version: string, bound: string): boolean => {
  const [, sign = '', wanted = ''] = /^(<=|>=|<|>|)\s*(.+)$/.exec(bound.trim()) ?? [];
  if (wanted === '*') return true;
  const order = compareVersions(version, wanted);
  switch (sign) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    default:
      return order === 0;
  }
};

export interface Introduction {
  readonly vendor: string;
  readonly model: string;
  readonly firmware?: string;
}

/** What is known of this firmware. Nothing known is said too: it is no proof of health. */
export const firmwareSigns = (who: Introduction, known: readonly KnownCharger[]): readonly Sign[] => {
  const name = `${who.vendor} ${who.model}, firmware ${who.firmware ?? 'not told'}`;
  const found = known
    .filter(
      ({ vendor, models }) =>
        matches(vendor, who.vendor) && models.some((model) => matches(model, who.model)),
    )
    .flatMap(({ firmware }) => firmware)
    .filter(
      ({ versions }) =>
        who.firmware !== undefined && versions.split(',').every((bound) => keeps(who.firmware ?? '', bound)),
    );
  if (found.length === 0) return [well('firmware', `${name}: no bad version that we know of`)];
  return found.map(({ says, remedy, source, bug }) =>
    ill('firmware', `${name}: ${says}${bug === undefined ? '' : ` (${bug})`}`, remedy, `Seen in ${source}`),
  );
};
