import { wattHours, watts } from '../energy/index.ts';
import type { Check, Scenario } from '../suite/index.ts';

/**
 * A bench has its own vehicle, which may take less than the scenario's: rows of a curve then ask for what it can take,
 * and energy for its share. What a vehicle could take more is of no matter: limits are limits.
 */
export const forItsVehicle = (scenario: Scenario, takes: number | undefined): Scenario => {
  const { vehicle } = scenario.given;
  if (takes === undefined || takes >= vehicle.takes) return scenario;
  const share = takes / vehicle.takes;
  const fitted = (check: Check): Check => {
    if (check.check === 'power')
      return {
        ...check,
        curve: check.curve.map((row) => (row.power > takes ? { ...row, power: watts(takes) } : row)),
      };
    if (check.check === 'energy' && check.min !== undefined)
      return { ...check, min: wattHours(check.min * share) };
    return check;
  };
  return { ...scenario, checks: scenario.checks.map(fitted) };
};
