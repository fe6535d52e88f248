import { SuiteError } from '../errors.ts';
import type { KnownBug } from './diagnose.ts';

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

const isKnownBug = (value: unknown): value is KnownBug =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'side' in value &&
  (value.side === 'charger' || value.side === 'csms') &&
  'title' in value &&
  typeof value.title === 'string' &&
  'sources' in value &&
  isTexts(value.sources) &&
  'signature' in value &&
  isTexts(value.signature);

/** Reads fixtures/known-bugs.json. @throws SuiteError when it is not what "offpeak bugs --write" writes. */
export const readKnownBugs = (text: string, file: string): readonly KnownBug[] => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SuiteError('the known bugs are no JSON', { place: { file }, cause: error });
  }
  if (!Array.isArray(value) || !value.every(isKnownBug))
    throw new SuiteError('these are no known bugs', { place: { file } });
  return value;
};
