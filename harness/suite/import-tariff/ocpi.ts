import { minuteOf, type PriceRule } from './price-rules.ts';
import { numberOf, isObject, objects, penceOf, textOf, type Json } from './read-json.ts';

/** OCPI 2.2.1 and 2.3.0: times are local, a restriction that we cannot keep is said and its element left out. */
export const readOcpi = (
  tariff: Json,
): { readonly rules: readonly PriceRule[]; readonly left: readonly string[] } => {
  const left = new Set<string>();
  const rules = objects(tariff['elements']).flatMap((element): readonly PriceRule[] => {
    const restrictions = isObject(element['restrictions']) ? element['restrictions'] : {};
    const from = minuteOf(restrictions['start_time']);
    const to = minuteOf(restrictions['end_time']);
    const others = Object.keys(restrictions).filter((key) => key !== 'start_time' && key !== 'end_time');
    const components = objects(element['price_components']);
    for (const { type } of components) {
      if (type !== 'ENERGY')
        left.add(`price component ${textOf(type) ?? '?'}: only energy is bought by the kWh`);
    }
    const energy = components.find(({ type }) => type === 'ENERGY');
    const price = numberOf(energy?.['price']);
    if (energy === undefined || price === undefined) return [];
    if (others.length > 0) {
      left.add(`an element restricted by ${others.join(', ')}`);
      return [];
    }
    const taxed = tariff['tax_included'] === 'YES';
    return [
      {
        pence: penceOf(price, taxed ? 0 : (numberOf(energy['vat']) ?? 0)),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      },
    ];
  });
  return { rules, left: [...left] };
};
