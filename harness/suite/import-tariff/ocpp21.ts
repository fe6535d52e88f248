import { minuteOf, type PriceRule } from './price-rules.ts';
import { numberOf, isObject, objects, penceOf, type Json } from './read-json.ts';

const TIME_KEYS = ['startTimeOfDay', 'endTimeOfDay'];

/** The Tariff of OCPP 2.1 (SetDefaultTariff): energy prices without tax, and the taxes that are put on them. */
export const readOcpp21 = (
  tariff: Json,
): { readonly rules: readonly PriceRule[]; readonly left: readonly string[] } => {
  const left = new Set<string>();
  for (const part of ['chargingTime', 'idleTime', 'fixedFee', 'reservationTime', 'reservationFixed']) {
    if (tariff[part] !== undefined) left.add(`${part}: only energy is bought by the kWh`);
  }
  const energy = isObject(tariff['energy']) ? tariff['energy'] : {};
  const taxes = objects(energy['taxRates']).reduce((sum, rate) => sum + (numberOf(rate['tax']) ?? 0), 0);
  const rules = objects(energy['prices']).flatMap((each): readonly PriceRule[] => {
    const price = numberOf(each['priceKwh']);
    if (price === undefined) return [];
    const conditions = isObject(each['conditions']) ? each['conditions'] : {};
    const others = Object.keys(conditions).filter((key) => !TIME_KEYS.includes(key));
    if (others.length > 0) {
      left.add(`a price under the condition ${others.join(', ')}`);
      return [];
    }
    const from = minuteOf(conditions['startTimeOfDay']);
    const to = minuteOf(conditions['endTimeOfDay']);
    return [
      {
        pence: penceOf(price, taxes),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      },
    ];
  });
  return { rules, left: [...left] };
};
