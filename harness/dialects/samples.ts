import type { Instant } from '../time/index.ts';
import type { JsonObject } from '../wire/index.ts';
import type { Intent, Sample } from './intents.ts';
import { instantIn, listIn, numberIn, objectIn, present, textIn, writeInstant } from './json.ts';

const MOST_SAMPLES = 1000;
const POWER = 'Power.Active.Import';
const REGISTER = 'Energy.Active.Import.Register';

const SCALES: Readonly<Record<string, readonly [string, number]>> = {
  kWh: ['Wh', 1000],
  kW: ['W', 1000],
  kvar: ['var', 1000],
  kVA: ['VA', 1000],
};

const defaultUnit = (measurand: string): string =>
  measurand.startsWith('Energy') ? 'Wh' : measurand.startsWith('Power') ? 'W' : '';

/** Value and unit as numbers in W, Wh, A, V: 1.6 sends a decimal string and a unit, 2.x a number and a multiplier. */
const readValue = (json: JsonObject, measurand: string): { value: number; unit: string } | undefined => {
  const raw = json['value'];
  const number =
    typeof raw === 'number'
      ? raw
      : typeof raw === 'string' && /^\s*[-+]?\d{1,15}(\.\d{1,20})?([eE][-+]?\d{1,2})?\s*$/.test(raw)
        ? Number(raw)
        : Number.NaN;
  if (!Number.isFinite(number)) return undefined;
  const measure = objectIn(json, 'unitOfMeasure');
  const sent =
    textIn(json, 'unit') ??
    (measure === undefined ? undefined : textIn(measure, 'unit')) ??
    defaultUnit(measurand);
  const multiplier = Math.max(
    -12,
    Math.min(12, (measure === undefined ? undefined : numberIn(measure, 'multiplier')) ?? 0),
  );
  const [unit, scale] = SCALES[sent] ?? [sent, 1];
  return { value: number * scale * 10 ** multiplier, unit };
};

/** Samples of a `meterValue` list of any version; what cannot be read is left out. */
export const readSamples = (meterValues: readonly JsonObject[]): readonly Sample[] => {
  const samples: Sample[] = [];
  for (const meterValue of meterValues) {
    const at = instantIn(meterValue, 'timestamp');
    if (at === undefined) continue;
    for (const json of listIn(meterValue, 'sampledValue')) {
      if (samples.length >= MOST_SAMPLES) return samples;
      const measurand = textIn(json, 'measurand') ?? REGISTER;
      const read = readValue(json, measurand);
      if (read === undefined) continue;
      const phase = textIn(json, 'phase');
      const location = textIn(json, 'location');
      const context = textIn(json, 'context');
      samples.push({
        at,
        measurand,
        ...read,
        ...(phase === undefined ? {} : { phase }),
        ...(location === undefined ? {} : { location }),
        ...(context === undefined ? {} : { context }),
      });
    }
  }
  return samples;
};

const grouped = (samples: readonly Sample[]): ReadonlyMap<Instant, readonly Sample[]> => {
  const groups = new Map<Instant, Sample[]>();
  for (const sample of samples) {
    const group = groups.get(sample.at);
    if (group === undefined) groups.set(sample.at, [sample]);
    else group.push(sample);
  }
  return groups;
};

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

export const writeSamples = (samples: readonly Sample[], old: boolean): readonly JsonObject[] =>
  [...grouped(samples)].map(([at, group]) => ({
    timestamp: writeInstant(at),
    sampledValue: group.map((sample) =>
      present({
        value: old ? String(rounded(sample.value)) : rounded(sample.value),
        context: sample.context,
        measurand: sample.measurand,
        phase: sample.phase,
        location: sample.location,
        ...(old
          ? { unit: sample.unit === '' ? undefined : sample.unit }
          : { unitOfMeasure: sample.unit === '' ? undefined : { unit: sample.unit } }),
      }),
    ),
  }));

export const samplesOf = (intent: Intent): readonly Sample[] => ('samples' in intent ? intent.samples : []);

export interface MeterReading {
  readonly at: Instant;
  readonly value: number;
}

/** One value per timestamp: the unphased one, else the sum of L1 to L3; the outlet before other places. */
const totals = (samples: readonly Sample[], measurand: string, unit: string): readonly MeterReading[] => {
  const wanted = samples.filter((sample) => sample.measurand === measurand && sample.unit === unit);
  const outlet = wanted.filter((sample) => sample.location === undefined || sample.location === 'Outlet');
  const found: MeterReading[] = [];
  for (const [at, group] of grouped(outlet.length > 0 ? outlet : wanted)) {
    const whole = group.find((sample) => sample.phase === undefined);
    const phased = group.filter((sample) => /^L[123](-N)?$/.test(sample.phase ?? ''));
    if (whole !== undefined) found.push({ at, value: whole.value });
    else if (phased.length > 0)
      found.push({ at, value: phased.reduce((sum, sample) => sum + sample.value, 0) });
  }
  return found;
};

/** Active import power in W by timestamp. */
export const powerSamples = (samples: readonly Sample[]): readonly MeterReading[] =>
  totals(samples, POWER, 'W');
/** Imported energy register in Wh by timestamp. */
export const registerSamples = (samples: readonly Sample[]): readonly MeterReading[] =>
  totals(samples, REGISTER, 'Wh');
