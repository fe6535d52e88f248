import fc from 'fast-check';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { DIALECT_IDS } from '../dialects/index.ts';
import { SuiteError } from '../errors.ts';
import { judge, nightOf } from '../judge/index.ts';
import { runOne } from '../run/index.ts';
import { referenceCharger, referenceCsms } from '../subject/index.ts';
import { loadSuites, type Scenario } from '../suite/index.ts';
import { readTrace, traceLine, type Trace, type TraceEvent } from '../trace/index.ts';
import { verdictOf, type Verdict } from '../verdict/index.ts';

/** Traces that were torn, edited or made up: an error with its place, or a verdict, and never a false "passed". */
const ROOT = resolve(import.meta.dirname, '../..');
const [scenario] = loadSuites(
  [join(ROOT, 'suites/overnight/OVN-001-transaction-profile-in-watts.yaml')],
  ROOT,
);
const night = (): Scenario => {
  if (scenario === undefined) throw new Error('OVN-001 is gone');
  return scenario;
};
const traces: Trace[] = [];
beforeAll(async () => {
  for (const dialect of DIALECT_IDS)
    for (const subject of [referenceCharger(), referenceCsms()]) {
      const options = { scenario: night(), subject, dialect, seed: '1', version: 'test', reproduce: '' };
      traces.push((await runOne(options)).trace);
    }
});

const written = (trace: Trace): string =>
  [trace.header, ...trace.events, trace.footer].map(traceLine).join('');
const verdict = (trace: Trace): Verdict => verdictOf(judge(night(), trace));
const anyTrace = fc.nat({ max: 5 });
const traceOf = (index: number): Trace => {
  const found = traces[index];
  if (found === undefined) throw new Error('no trace');
  return found;
};
/** With numbers and counts put right, so that only what was changed is wrong. */
const renumbered = ({ header, footer }: Trace, events: readonly TraceEvent[]): Trace => ({
  header,
  events: events.map((event, index) => ({ ...event, seq: index + 1 })),
  footer: { ...footer, events: events.length },
});
const runs = (numRuns: number) => ({ numRuns, seed: 20_261_125 });

/** Reads; a refusal is fine, anything else thrown is not. */
const read = (text: string): Trace | undefined => {
  try {
    return readTrace(text, 'night.ndjson');
  } catch (error) {
    if (!(error instanceof SuiteError)) throw error;
    expect(error.place?.file).toBe('night.ndjson');
    return undefined;
  }
};

describe('the reader of traces', () => {
  it('refuses random text, with a place', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 300 }),
          fc.json(),
          fc.array(fc.json()).map((each) => each.join('\n')),
        ),
        (text) => {
          expect(read(text)).toBeUndefined();
        },
      ),
      runs(500),
    );
  });

  it('takes or refuses a trace with damaged lines, and whatever it takes can be judged', () => {
    const damage = fc.record({
      what: fc.constantFrom('drop', 'double', 'swap', 'cut', 'character'),
      where: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      also: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      put: fc.constantFrom('0', '"', '}', 'x', '\u0000', '-', '9', '\\', 'e'),
    });
    fc.assert(
      fc.property(anyTrace, fc.array(damage, { minLength: 1, maxLength: 3 }), (which, damages) => {
        const trace = traceOf(which);
        let lines: readonly string[] = written(trace).trimEnd().split('\n');
        for (const { what, where, also, put } of damages) {
          if (lines.length === 0) break;
          const at = Math.floor(where * lines.length);
          const line = lines[at] ?? '';
          const inside = Math.floor(also * line.length);
          const other = Math.floor(also * lines.length);
          if (what === 'drop') lines = lines.toSpliced(at, 1);
          else if (what === 'double') lines = lines.toSpliced(at, 0, line);
          else if (what === 'swap') lines = lines.with(at, lines[other] ?? '').with(other, line);
          else if (what === 'cut') lines = lines.slice(0, at).concat(line.slice(0, inside));
          else lines = lines.with(at, line.slice(0, inside) + put + line.slice(inside + 1));
        }
        const taken = read(`${lines.join('\n')}\n`);
        expect(taken === undefined ? 'refused' : verdict(taken)).toBeTypeOf('string');
      }),
      runs(150),
    );
  });

  it('refuses every field of the wrong kind', () => {
    const wrong = fc.constantFrom<unknown>(null, -1.5, 'bogus', [], {}, true, '1e999');
    fc.assert(
      fc.property(anyTrace, fc.nat(), fc.nat(), wrong, (index, where, which, value) => {
        const trace = traceOf(index);
        const lines = written(trace).trimEnd().split('\n');
        const at = where % lines.length;
        const entry = JSON.parse(lines[at] ?? '{}') as Record<string, unknown>;
        const names = Object.keys(entry).filter((name) => name !== 'declares');
        const name = names[which % names.length] ?? 'kind';
        const changed = JSON.stringify({ ...entry, [name]: value }).replace('"1e999"', '1e999');
        const taken = read(`${lines.with(at, changed).join('\n')}\n`);
        // A text may be any text, and a flag either way.
        const ofAnotherKind = typeof entry[name] !== typeof value || value === null || Array.isArray(value);
        const said = taken === undefined ? 'refused' : verdict(taken);
        expect(ofAnotherKind ? said : 'refused').toBe('refused');
      }),
      runs(200),
    );
  });

  it('refuses a footer that claims an ending of its own', () => {
    const text = traces.map(written)[0] ?? '';
    expect(read(text)).toBeDefined();
    expect(read(text.replace('"ended":"complete"', '"ended":"splendid"'))).toBeUndefined();
  });
});

describe('the judge', () => {
  const HOSTILE: readonly unknown[] = [
    null,
    [],
    {},
    -1,
    1e308,
    Number.MIN_SAFE_INTEGER,
    '',
    '__proto__',
    '9999-12-31T23:59:59Z',
    '0000-00-00T00:00:00Z',
    'x'.repeat(5000),
    Array.from({ length: 500 }, () => ({
      timestamp: '2026-01-14T22:00:00Z',
      sampledValue: [{ value: '1' }],
    })),
  ];
  /** One value somewhere inside a JSON text, replaced. */
  const spoiled = (text: string, which: number, value: unknown): string => {
    let count = 0;
    JSON.parse(text, (_, each: unknown) => ((count += 1), each));
    let left = which % Math.max(1, count);
    return JSON.stringify(JSON.parse(text, (_, each: unknown) => (left-- === 0 ? value : each)) ?? null);
  };

  it('never throws, whatever stands in a frame, says the same twice, and says it shortly', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat({ max: HOSTILE.length - 1 })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(anyTrace, changes, (index, wanted) => {
        const trace = traceOf(index);
        const events = [...trace.events];
        for (const [where, which, value] of wanted) {
          const index = where % events.length;
          const event = events[index];
          if (event?.kind === 'frame')
            events[index] = { ...event, text: spoiled(event.text, which, HOSTILE[value]) };
        }
        const changed = renumbered(trace, events);
        const checks = judge(night(), changed);
        expect(judge(night(), changed)).toEqual(checks);
        expect(JSON.stringify(checks).length).toBeLessThan(200_000);
        expect(nightOf(night(), changed).messages.length).toBeGreaterThan(0);
      }),
      runs(60),
    );
  });

  it('never passes a night that ended early', () => {
    fc.assert(
      fc.property(
        anyTrace,
        fc.double({ min: 0, max: 0.98, noNaN: true }),
        fc.constantFrom('subject lost', 'interrupted', 'subject unreachable', 'broken'),
        (index, part, ended) => {
          const trace = traceOf(index);
          const events = trace.events.slice(0, Math.floor(part * trace.events.length));
          const { header, footer } = renumbered(trace, events);
          const at = events.at(-1)?.at ?? header.at;
          expect(verdict({ header, events, footer: { ...footer, ended, at } })).not.toBe('passed');
        },
      ),
      runs(40),
    );
  });

  it('never passes a night from which half an hour of frames is missing, though the footer says complete', () => {
    fc.assert(
      fc.property(anyTrace, fc.integer({ min: 10, max: 570 }), (index, minute) => {
        const trace = traceOf(index);
        const from = trace.header.at + minute * 60_000;
        const events = trace.events.filter(
          ({ kind, at }) => kind !== 'frame' || at < from || at > from + 30 * 60_000,
        );
        expect(verdict(renumbered(trace, events))).not.toBe('passed');
      }),
      runs(40),
    );
  });

  it('never passes power that was changed for ten minutes', () => {
    const power = /("value":"?)([\d.]+)("?,[^{}]*"measurand":"Power\.Active\.Import")/;
    fc.assert(
      fc.property(anyTrace, fc.integer({ min: 20, max: 560 }), (index, minute) => {
        const trace = traceOf(index);
        const from = trace.header.at + minute * 60_000;
        let changed = 0;
        const events = trace.events.map((event): TraceEvent => {
          if (event.kind !== 'frame' || event.at < from || event.at > from + 10 * 60_000) return event;
          const text = event.text.replace(power, (_all, before: string, value: string, after: string) => {
            changed += 1;
            return `${before}${Number(value) > 3000 ? 3000 : 4000}${after}`;
          });
          return { ...event, text };
        });
        fc.pre(changed > 1);
        expect(verdict(renumbered(trace, events))).toBe('failed');
      }),
      runs(30),
    );
  });
});
