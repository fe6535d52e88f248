import type { Sample } from '../../dialects/index.ts';
import type { Supply } from '../../energy/index.ts';
import type { Instant } from '../../time/index.ts';

/** What the meter reads now. */
export interface Reading {
  readonly at: Instant;
  readonly watts: number;
  /** Lifetime register. */
  readonly wattHours: number;
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

const MEASURANDS: Readonly<
  Record<string, { unit: string; value: (reading: Reading, supply: Supply, phases: number) => number }>
> = {
  'Power.Active.Import': { unit: 'W', value: ({ watts }) => rounded(watts, 1) },
  'Current.Import': {
    unit: 'A',
    value: ({ watts }, { voltage }, phases) => rounded(watts / voltage / phases, 2),
  },
  'Energy.Active.Import.Register': { unit: 'Wh', value: ({ wattHours }) => rounded(wattHours, 1) },
  Voltage: { unit: 'V', value: (_reading, { voltage }) => voltage },
};

export const ALL_MEASURANDS: readonly string[] = Object.keys(MEASURANDS);

/** The samples of one moment, all with its timestamp. Measurands that the meter lacks are left out. */
export const samplesOf = (
  reading: Reading,
  supply: Supply,
  phases: number,
  context: string,
  measurands: readonly string[] = ALL_MEASURANDS,
): readonly Sample[] =>
  measurands.flatMap((measurand) => {
    const how = MEASURANDS[measurand];
    return how === undefined
      ? []
      : [{ at: reading.at, measurand, unit: how.unit, value: how.value(reading, supply, phases), context }];
  });
