import { stringify } from 'yaml';
import { SuiteError } from '../../errors.ts';
import { readOcpi } from './ocpi.ts';
import { readOcpp21 } from './ocpp21.ts';
import { shapeOf } from './price-rules.ts';
import { isObject, textOf, type Json } from './read-json.ts';

export interface ImportedTariff {
  /** A fixture file as text. */
  readonly yaml: string;
  /** What the original says and a fixture cannot. */
  readonly left: readonly string[];
}

const MOST = 262_144;

const two = (value: number): string => String(value).padStart(2, '0');
const timeOfDay = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);

const parse = (file: string, text: string): Json => {
  if (text.length > MOST) throw new SuiteError('the file is larger than 256 KiB', { place: { file } });
  try {
    const value: unknown = JSON.parse(text);
    // A whole OCPI answer, or a SetDefaultTariff payload, holds the tariff one level down.
    const inner = isObject(value) ? (value['tariff'] ?? value['data'] ?? value) : value;
    const found: unknown = Array.isArray(inner) ? inner[0] : inner;
    if (isObject(found)) return found;
  } catch {
    // Said below, for JSON that is no tariff as for text that is no JSON.
  }
  throw new SuiteError('not a JSON object', {
    place: { file },
    hint: 'an OCPI tariff (2.2.1, 2.3.0) or the Tariff of OCPP 2.1',
  });
};

/**
 * An OCPI tariff or an OCPP 2.1 Tariff as a tariff fixture. Times of day are people's clocks in both standards.
 * @throws SuiteError when it is neither, or has no energy price.
 */
export const importTariff = (
  file: string,
  text: string,
  { zone, date }: { readonly zone: string; readonly date: string },
): ImportedTariff => {
  const tariff = parse(file, text);
  const ocpi = Array.isArray(tariff['elements']);
  if (!ocpi && tariff['tariffId'] === undefined)
    throw new SuiteError('neither "elements" (OCPI) nor "tariffId" (OCPP 2.1)', { place: { file } });
  const { rules, left } = ocpi ? readOcpi(tariff) : readOcpp21(tariff);
  const shape = shapeOf(rules);
  if (shape === undefined)
    throw new SuiteError('no price of energy that a fixture can hold', {
      place: { file },
      ...(left.length === 0 ? {} : { hint: left.join('; ') }),
    });
  const id = textOf(tariff[ocpi ? 'id' : 'tariffId']) ?? 'imported';
  const name = slug(id) === '' ? 'imported' : slug(id);
  const yaml = stringify(
    {
      id: name,
      name: `${id}, imported from ${ocpi ? 'OCPI' : 'OCPP 2.1'}`,
      zone,
      clock: 'local',
      standard: `${shape.standard} p`,
      bands: shape.bands.map((band) => ({
        name: `${band.pence} p`,
        from: timeOfDay(band.from),
        to: timeOfDay(band.to),
        price: `${band.pence} p`,
      })),
      source: `${ocpi ? 'OCPI' : 'OCPP 2.1'} tariff ${id}`,
      'as of': date,
      ...(left.length === 0 ? {} : { notes: left.map((each) => `left out: ${each}`) }),
    },
    { lineWidth: 120 },
  );
  return { yaml, left };
};
