import { instant, type Instant } from '../time/index.ts';
import type { DisplayLine } from '../trace/index.ts';
import type { Facts } from './facts.ts';

/** What could be read at the charger during a stretch of time. */
export interface Shown {
  readonly from: Instant;
  readonly to: Instant;
  readonly seq: number;
  /** By place of the display; a read-out of a real unit stands under `whole`. */
  readonly lines: ReadonlyMap<DisplayLine | 'whole', string>;
  /** A moment and not a stretch: somebody looked. */
  readonly glance: boolean;
}

/** Everything that the display showed, stretch by stretch; empty when nobody could see it. */
export const shownIn = (facts: Facts): readonly Shown[] => {
  const found: Shown[] = [];
  const lines = new Map<DisplayLine | 'whole', string>();
  let at: Instant | undefined;
  let seq = 0;
  const close = (to: Instant): void => {
    if (at !== undefined && to > at) found.push({ from: at, to, seq, lines: new Map(lines), glance: false });
  };
  for (const event of facts.trace.events) {
    if (event.kind !== 'display') continue;
    if (event.by === 'read-out') {
      const glance = new Map([['whole', event.text] as const]);
      found.push({ from: event.at, to: event.at, seq: event.seq, lines: glance, glance: true });
      continue;
    }
    if (event.evse !== undefined && event.evse !== 1) continue;
    close(event.at);
    lines.set(event.line ?? 'status', event.text);
    ({ at, seq } = event);
  }
  close(facts.livedUntil);
  return found;
};

/** The text of one place, or of all. */
export const textIn = (shown: Shown, line: DisplayLine | undefined): string =>
  shown.lines.get('whole') ??
  (line === undefined
    ? [...shown.lines.values()].filter((text) => text !== '').join(' | ')
    : (shown.lines.get(line) ?? ''));

/** The part of `shown` inside a span; a glance counts when it lies inside. */
export const within = (shown: Shown, from: Instant, to: Instant): Shown | undefined => {
  if (shown.glance) return shown.from >= from && shown.from < to ? shown : undefined;
  const start = instant(Math.max(shown.from, from));
  const end = instant(Math.min(shown.to, to));
  return end > start ? { ...shown, from: start, to: end } : undefined;
};

/** Said when there is no display to look at: only a display can show this. */
export const UNSEEN =
  'nobody could see the display: the subject file declares no way to read it, or nothing was shown';
