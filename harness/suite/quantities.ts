import {
  amps,
  fraction,
  pence,
  volts,
  wattHours,
  watts,
  wholeSeconds,
  type Amps,
  type Fraction,
  type Limit,
  type Pence,
  type Seconds,
  type Volts,
  type WattHours,
  type Watts,
} from '../energy/index.ts';
import { millis, type Millis } from '../time/index.ts';
import type { Field } from './fields.ts';

/** A number and its unit, with one space between; never negative. */
const read = (field: Field, what: string, units: Readonly<Record<string, number>>, like: string): number => {
  if (field.absent) return 0;
  const text = field.text();
  if (text === '') return 0;
  const found = /^(\d{1,9}(?:\.\d{1,6})?) (\S+)$/.exec(text);
  const factor = found === null ? undefined : Object.entries(units).find(([unit]) => unit === found[2])?.[1];
  if (found !== null && factor !== undefined) return Number((Number(found[1]) * factor).toPrecision(12));
  field.problem(`"${text}" is not ${what}; write it with its unit, like "${like}"`);
  return 0;
};

export const readWatts = (field: Field): Watts => watts(read(field, 'a power', { W: 1, kW: 1000 }, '7.4 kW'));
export const readVolts = (field: Field): Volts => volts(read(field, 'a voltage', { V: 1 }, '230 V'));
export const readAmps = (field: Field): Amps => amps(read(field, 'a current', { A: 1 }, '32 A'));
export const readWattHours = (field: Field): WattHours =>
  wattHours(read(field, 'an energy', { Wh: 1, kWh: 1000 }, '77 kWh'));
export const readPence = (field: Field): Pence => pence(read(field, 'a price', { p: 1 }, '7 p'));
/** A price that may be negative: a supplier can pay for what is used. */
export const readSignedPence = (field: Field): Pence => {
  const text = field.absent ? '' : field.text();
  const found = /^-(\d{1,6}(?:\.\d{1,6})?) p$/.exec(text);
  return found === null ? readPence(field) : pence(-Number(found[1]));
};
export const readMillis = (field: Field): Millis =>
  millis(read(field, 'a length of time', { s: 1000, min: 60_000, h: 3_600_000 }, '60 s'));

/** A length of time in which something can happen. */
export const readPatience = (field: Field): Millis => {
  const length = readMillis(field);
  if (length === 0 && !field.absent && field.text().startsWith('0')) field.problem('must be more than 0 s');
  return length;
};

export const readSeconds = (field: Field): Seconds => {
  const length = readMillis(field) / 1000;
  if (!Number.isInteger(length)) field.problem('must be whole seconds');
  return wholeSeconds(Math.floor(length));
};

export const readFraction = (field: Field): Fraction => {
  const percent = read(field, 'a share', { '%': 1 }, '30 %');
  if (percent > 100) field.problem('must not be more than 100 %');
  return fraction(percent / 100);
};

export const readLimit = (field: Field): Limit =>
  (field.absent ? '' : field.text()).endsWith(' A')
    ? { unit: 'A', value: readAmps(field) }
    : {
        unit: 'W',
        value: watts(read(field, 'a limit', { W: 1, kW: 1000 }, '16 A" or "3.7 kW')),
      };

/** Reads `at least 99 %`, `at most 350 p` and the like after the words. */
export const afterWords = (field: Field, words: string): string | undefined => {
  if (field.absent) return undefined;
  const text = field.text();
  if (text.startsWith(`${words} `)) return text.slice(words.length + 1);
  if (text !== '') field.problem(`"${text}" must begin with "${words}"`);
  return undefined;
};

/** `at least 99 %` */
export const readAtLeastShare = (field: Field): Fraction => {
  const rest = afterWords(field, 'at least');
  if (rest === undefined) return fraction(0);
  const found = /^(\d{1,3}(?:\.\d{1,3})?) %$/.exec(rest);
  const share = Number(found?.[1]);
  if (found === null || share > 100) field.problem(`"${rest}" is not a share; write it like "at least 99 %"`);
  return fraction(found === null ? 0 : share / 100);
};

/** The half-width of a band: a power, or a share of `power`. */
export const readTolerance = (field: Field, power: Watts): Watts =>
  (field.absent ? '' : field.text()).endsWith(' %')
    ? watts(readFraction(field) * power)
    : watts(read(field, 'a tolerance', { W: 1, kW: 1000 }, '0.1 kW" or "5 %'));
