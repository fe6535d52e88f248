import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SuiteError } from './errors.ts';
import { jsonFault, readJson } from './read-json.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('the fault of a JSON text', () => {
  it.each<[string, number]>([
    ['', 0],
    ['{', 1],
    ['{"a":}', 5],
    ['[1,2,]', 5],
    ['{"a":1,}', 7],
    ['{"a":1,\n "b": tru}', 14],
    ['{"a" 1}', 5],
    ['"abc', 4],
    ['"a\nb"', 2],
    [String.raw`"a\x"`, 2],
    ['[1 2]', 3],
    ['[1}', 2],
    ['{"a":1]', 6],
    ['{a:1}', 1],
    ['01', 1],
    ['1.', 1],
    ['{} x', 3],
    ["{'a':1}", 1],
    ['[,]', 1],
  ])('%j is at %i', (text, fault) => {
    expect(jsonFault(text)).toBe(fault);
    expect(isJson(text)).toBe(false);
  });

  it('is not there in what JSON.parse takes, and is in what it refuses', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      'a',
      '"a"',
      '1',
      '-',
      '.5',
      'e3',
      'true',
      ' ',
      '\\',
      '\n',
      'null',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
        ),
        (text) => {
          expect(jsonFault(text) === undefined).toBe(isJson(text));
        },
      ),
      { numRuns: 3000, seed: 7 },
    );
  });

  it('is found at any depth, and in time that grows with the length alone', () => {
    const deep = 200_000;
    expect(jsonFault('['.repeat(deep) + ']'.repeat(deep))).toBeUndefined();
    expect(jsonFault('['.repeat(deep))).toBe(deep);
    expect(jsonFault(`"${'x'.repeat(2_000_000)}`)).toBe(2_000_001);
  });
});

describe('reading JSON', () => {
  it('says the line and column of the mistake', () => {
    const read = (text: string, firstLine?: number): unknown =>
      readJson(text, 'a.json', 'the file', firstLine);
    expect(read('{"a": [1]}')).toEqual({ a: [1] });
    const fault = (text: string, firstLine?: number): unknown => {
      try {
        return read(text, firstLine);
      } catch (error) {
        return error instanceof SuiteError ? [error.message, error.place] : error;
      }
    };
    expect(fault('{\n  "a": 1,\n  b: 2\n}')).toEqual([
      'the file is no JSON',
      { file: 'a.json', line: 3, column: 3 },
    ]);
    expect(fault('[1,', 7)).toEqual([
      'the file is no JSON: it ends too early',
      { file: 'a.json', line: 7, column: 4 },
    ]);
  });
});
