import { describe, expect, it } from 'vitest';
import { SuiteError } from '../errors.ts';
import { readTime } from './read-time.ts';
import { yamlFields } from './yaml-fields.ts';

const read = (text: string, isProcess = true) =>
  readTime(yamlFields('s.yaml', `time: ${text}\n`).fields(['time']).get('time'), isProcess);

const refusal = (text: string): string => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof SuiteError) return `${error.place?.line}:${error.place?.column} ${error.message}`;
    throw error;
  }
  return 'accepted';
};

describe('time of a subject', () => {
  it.each([
    ['{ mode: real }', { mode: 'real' }],
    ['{ mode: steered }', { mode: 'steered', sampleEvery: 5 }],
    ['{ mode: scaled, rate: 60 }', { mode: 'scaled', rate: 60 }],
    ['{ mode: faked, rate: 480, lead: 5 s }', { mode: 'faked', rate: 480, lead: 5000 }],
    ['{ mode: rebased, stretch: 8 s, samples: 1 s }', { mode: 'rebased', stretch: 8000, sampleEvery: 1 }],
    ['{ mode: auto }', { mode: 'auto', stretch: 20_000, sampleEvery: 5 }],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('is real where nothing is said', () => {
    expect(readTime(undefined, false)).toEqual({ mode: 'real' });
  });

  it.each([
    ['{ rate: 5 }', '1:7 time: "mode" is missing'],
    ['{ mode: scaled }', '1:7 time: "rate" is missing'],
    ['{ mode: steered, rate: 5 }', '1:30 time.rate: steered time has none; it is for scaled, faked'],
    [
      '{ mode: scaled, rate: 5, stretch: 1 s }',
      '1:41 time.stretch: scaled time has none; it is for rebased, auto',
    ],
    ['{ mode: projected }', expect.stringContaining('time.mode')],
    ['{ mode: faked, rate: 4000 }', '1:28 time.rate: must be a whole number from 1 to 3600'],
  ])('%s is refused where it stands', (text, expected) => {
    expect(refusal(text)).toEqual(expected);
  });

  it('is faked only for a process of ours', () => {
    expect(() => read('{ mode: faked, rate: 60 }', false)).toThrow(
      /only a process or container that is started here/,
    );
  });
});
