import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_TEXT, parseFrame, spell, type OcppVersion } from './index.ts';

const VERSIONS: readonly OcppVersion[] = ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'];
const version = fc.constantFrom(...VERSIONS);

describe('parseFrame', () => {
  it.each([
    ['[2,"a","Heartbeat",{}]', 'call'],
    ['[3,"a",{}]', 'result'],
    ['[4,"a","GenericError","",{}]', 'error'],
    ['[5,"a","GenericError","",{}]', 'error'],
    ['[6,"a","NotifyPeriodicEventStream",{}]', 'send'],
  ])('reads %s in 2.1', (text, kind) => {
    const read = parseFrame(text, 'ocpp2.1');
    expect(read.ok ? read.frame.kind : read.problem).toBe(kind);
  });

  it.each([
    ['[5,"a","GenericError","",{}]', /only in 2\.1/],
    ['[6,"a","X",{}]', /only in 2\.1/],
    ['{', /not JSON/],
    ['{}', /not a JSON array/],
    ['[]', /type is not a number/],
    ['["2","a","X",{}]', /type is not a number/],
    ['[2,7,"X",{}]', /id is not a string/],
    ['[2,"a","X"]', /has 3/],
    ['[2,"a","X",{},1]', /has 5/],
    ['[2,"a",1,{}]', /not a short string/],
    ['[2,"a","X",[]]', /not an object/],
    ['[3,"a",null]', /not an object/],
    ['[4,"a","GenericError",1,{}]', /not a string/],
    ['[9,"a","X",{}]', /unknown message type 9/],
    [`[2,"${'i'.repeat(37)}","X",{}]`, /37 characters/],
    [`[2,"a","${'X'.repeat(129)}",{}]`, /not a short string/],
    ['['.repeat(100_000), /not JSON/],
  ])('says what is wrong with %.40s', (text, why) => {
    const read = parseFrame(text, 'ocpp2.0.1');
    expect(read.ok ? 'read' : read.problem).toMatch(why);
  });

  it('takes an id of 36 characters and refuses a text over the limit', () => {
    expect(parseFrame(`[3,"${'i'.repeat(36)}",{}]`, 'ocpp1.6').ok).toBe(true);
    const long = `[3,"a",{"x":"${'y'.repeat(LONGEST_TEXT)}"}]`;
    expect(parseFrame(long, 'ocpp1.6')).toMatchObject({ ok: false });
  });

  it('never throws', () => {
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.jsonValue()).map((parts) => JSON.stringify(parts)),
      fc
        .tuple(fc.integer({ min: 0, max: 9 }), fc.string(), fc.array(fc.jsonValue()))
        .map(([type, id, rest]) => JSON.stringify([type, id, ...rest])),
    );
    fc.assert(
      fc.property(text, version, (text, version) => {
        const read = parseFrame(text, version);
        expect(read.ok ? read.frame.id.length <= 36 : read.problem !== '').toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('spell', () => {
  it('keeps the historic spellings in 1.6 only (RPC.19)', () => {
    expect(spell('FormatViolation', 'ocpp1.6')).toBe('FormationViolation');
    expect(spell('OccurrenceConstraintViolation', 'ocpp1.6')).toBe('OccurenceConstraintViolation');
    expect(spell('FormatViolation', 'ocpp2.0.1')).toBe('FormatViolation');
  });
});
