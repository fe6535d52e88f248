import { SuiteError } from '../../../errors.ts';
import type { ChargerTrait } from '../hooks.ts';
import { MESSAGE_TRAITS } from './messages.ts';
import { PLAN_TRAITS } from './plans.ts';

/** What the played charger can be like when a CSMS is judged: `given.station.traits` in a suite. */
export const CHARGER_TRAITS: readonly ChargerTrait[] = [...PLAN_TRAITS, ...MESSAGE_TRAITS];

/** @throws SuiteError when there is no such trait. */
export const chargerTrait = (id: string): ChargerTrait => {
  const found = CHARGER_TRAITS.find((trait) => trait.id === id);
  if (found === undefined) {
    throw new SuiteError(`no trait of a charger is called "${id}"`, {
      hint: CHARGER_TRAITS.map((trait) => trait.id).join(', '),
    });
  }
  return found;
};
