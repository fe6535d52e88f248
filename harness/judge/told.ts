import type { Tariff, Told } from '../energy/index.ts';
import type { Instant } from '../time/index.ts';
import type { Facts } from './facts.ts';

/** The tariffs of the night: the given one from its beginning on, and each that was published, from its time on. */
export const toldOf = ({ scenario, trace }: Facts): readonly Told[] => [
  { at: scenario.given.now, tariff: scenario.given.tariff },
  ...trace.events.flatMap((event): readonly Told[] => {
    if (event.kind !== 'step' || event.phase !== 'begins') return [];
    const step = scenario.timeline[event.step];
    const tariff = step?.actor === 'tariff' ? step.with.tariff : undefined;
    return tariff === undefined ? [] : [{ at: event.at, tariff }];
  }),
];

export const rulingAt = (told: readonly Told[], at: Instant, fallback: Tariff): Tariff =>
  told.findLast((each) => each.at <= at)?.tariff ?? fallback;
