import { windows } from '../energy/index.ts';
import { instant, leastWait, type Instant } from '../time/index.ts';
import type { Span } from './evidence.ts';
import type { Facts } from './facts.ts';
import { toldOf } from './told.ts';

/** When a new plan is owed: a transaction began, or the tariff changed. */
export const freshOf = (facts: Facts): readonly Instant[] => [
  ...toldOf(facts)
    .slice(1)
    .map(({ at }) => at),
  ...facts.transactions.map(({ start }) => start),
];

/**
 * What follows moments at which the subject must act, in a night that passes faster than the host: the seconds that a
 * program needs are minutes of the scenario there, and are held against nobody. Empty where time is not compressed.
 */
export const gracesOf = (facts: Facts): readonly Span[] => {
  const { course, scenario } = facts;
  if (course === undefined) return [];
  // Our own charger follows a plan to the second; a foreign one also needs time at each edge of it.
  const edges =
    facts.subject === 'csms'
      ? []
      : windows(scenario.given.tariff, scenario.given.now, scenario.end).map(({ from }) => from);
  return [...freshOf(facts), ...edges].map((from) => ({
    from,
    to: instant(from + leastWait(course, from)),
  }));
};
