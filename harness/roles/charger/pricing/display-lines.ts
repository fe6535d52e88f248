import type { DisplayLine } from '../../../trace/index.ts';
import type { RoleEvents } from '../../role.ts';

export interface DisplayLines {
  show(line: DisplayLine, text: string): void;
  /** Nothing is shown any more and nobody says so: the power is gone. */
  dark(): void;
}

const LONGEST = 240;

/** What a display can show of any text: no control characters, no endless lines. Markup is text like any other. */
export const inert = (text: string): string =>
  text
    .slice(0, LONGEST * 2)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .toWellFormed()
    .slice(0, LONGEST);

export const createDisplayLines = (events: Partial<RoleEvents>, evse: number): DisplayLines => {
  const shown = new Map<DisplayLine, string>();
  return {
    show(line, text) {
      const safe = inert(text);
      if ((shown.get(line) ?? '') === safe) return;
      shown.set(line, safe);
      events.display?.(safe, { line, evse });
    },
    dark() {
      shown.clear();
    },
  };
};
