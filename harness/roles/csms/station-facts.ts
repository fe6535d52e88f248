import type { Answer, CsmsRequestKind, IntentOf } from '../../dialects/index.ts';
import type { RateUnit } from '../../energy/index.ts';

export type Ask = <K extends CsmsRequestKind>(intent: IntentOf<K>) => Promise<Answer<K>>;

/** What a station says it takes. */
export interface StationFacts {
  readonly units: readonly RateUnit[];
  readonly highestStackLevel: number;
  readonly mostPeriods: number | undefined;
}

export const UNKNOWN_STATION: StationFacts = {
  units: ['W', 'A'],
  highestStackLevel: 0,
  mostPeriods: undefined,
};

/** Asks the station; what it does not say stays as it was known. */
export const readStation = async (ask: Ask, known: StationFacts): Promise<StationFacts> => {
  const names = ['RateUnits', 'MaxStackLevel', 'MaxPeriods'] as const;
  const answer = await ask({ kind: 'reads variables', names });
  if (answer.kind !== 'reply') return known;
  const value = (name: (typeof names)[number]): string | undefined =>
    answer.reply.variables.find((each) => each.name === name)?.value;
  const units = (['W', 'A'] as const).filter((unit) => value('RateUnits')?.includes(unit) === true);
  const number = (text: string | undefined, least: number): number | undefined =>
    text !== undefined && /^\d{1,6}$/.test(text) && Number(text) >= least ? Number(text) : undefined;
  return {
    units: units.length > 0 ? units : known.units,
    highestStackLevel: number(value('MaxStackLevel'), 0) ?? known.highestStackLevel,
    mostPeriods: number(value('MaxPeriods'), 1) ?? known.mostPeriods,
  };
};
