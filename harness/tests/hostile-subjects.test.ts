import fc from 'fast-check';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DIALECT_IDS, type DialectId } from '../dialects/index.ts';
import { runOne, type RunOne } from '../run/index.ts';
import { NOT_DECLARED, type RunningSubject, type Stage, type Subject } from '../subject/index.ts';
import { loadSuites } from '../suite/index.ts';
import { seconds } from '../time/index.ts';
import { memoryLinkPair, type Link } from '../wire/index.ts';

/** A subject that lies, babbles or hangs for a whole night: the night ends, and it is never "passed". */
const ROOT = resolve(import.meta.dirname, '../..');
const [scenario] = loadSuites(
  [join(ROOT, 'suites/overnight/OVN-001-transaction-profile-in-watts.yaml')],
  ROOT,
);

/** What the subject's end of each link does. */
type Behaviour = (link: Link, stage: Stage) => void;

const running = (dial: RunningSubject['dial']): RunningSubject => {
  const no = () => Promise.resolve(NOT_DECLARED);
  return {
    dial,
    plugIn: () => Promise.resolve({ ok: true }),
    unplug: () => Promise.resolve({ ok: true }),
    presentToken: no,
    power: no,
    publish: no,
    activate: no,
    tell: undefined,
    lost: new Promise(() => undefined),
    stop: () => Promise.resolve(),
  };
};

const hostile = (side: 'charger' | 'csms', behave: Behaviour): Subject => ({
  side,
  name: 'hostile',
  reference: false,
  dialects: DIALECT_IDS,
  declares: {},
  time: { mode: 'virtual' },
  patience: 10_000,
  start(stage) {
    const options = { identity: 'OFFPEAK-CHARGER', subprotocol: stage.dialect };
    if (side === 'charger') {
      const { charger, csms } = memoryLinkPair(stage.clock, options);
      stage.onLink(csms);
      behave(charger, stage);
      return Promise.resolve(running(() => Promise.reject(new Error('a charger is not dialled'))));
    }
    return Promise.resolve(
      running(() => {
        const { charger, csms } = memoryLinkPair(stage.clock, options);
        behave(csms, stage);
        return Promise.resolve(charger);
      }),
    );
  },
});

const night = (side: 'charger' | 'csms', dialect: DialectId, behave: Behaviour): Promise<RunOne> => {
  if (scenario === undefined) throw new Error('OVN-001 is gone');
  const subject = hostile(side, behave);
  return runOne({ scenario, subject, dialect, seed: '1', version: 'test', reproduce: '' });
};

const idIn = (text: string): string => /^\[\d+,"([^"]{1,40})"/.exec(text)?.[1] ?? '?';
const isCall = (text: string): boolean => text.startsWith('[2,');
const SIDES = ['charger', 'csms'] as const;
const cases = SIDES.flatMap((side) => DIALECT_IDS.map((dialect) => [side, dialect] as const));

const WAYS: Readonly<Record<string, Behaviour>> = {
  'says nothing': () => undefined,
  'hangs up at once': (link) => link.close(1000, 'bye'),
  'answers with garbage': (link) => link.onMessage(() => link.send('}{\u0000')),
  'answers every call with an empty result': (link) =>
    link.onMessage(({ text }) => {
      if (isCall(text)) link.send(`[3,"${idIn(text)}",{}]`);
    }),
  'answers every call with an error': (link) =>
    link.onMessage(({ text }) => {
      if (isCall(text)) link.send(`[4,"${idIn(text)}","InternalError","no",{}]`);
    }),
  'answers every call twice': (link) =>
    link.onMessage(({ text }) => {
      for (const status of ['Accepted', 'Rejected']) link.send(`[3,"${idIn(text)}",{"status":"${status}"}]`);
    }),
  'accepts everything and does nothing': (link) =>
    link.onMessage(({ text }) => {
      const now = '"currentTime":"2026-01-14T21:00:00Z","interval":300';
      if (isCall(text)) link.send(`[3,"${idIn(text)}",{"status":"Accepted",${now}}]`);
    }),
  'asks the same thing every minute': (link, stage) => {
    const again = (): void => {
      link.send('[2,"same","Heartbeat",{}]');
      stage.clock.after(seconds(60), again);
    };
    again();
  },
};

describe('a subject that', () => {
  describe.each(Object.entries(WAYS))('%s', (_, behave) => {
    it.each(cases)('as %s in %s has its night, and does not pass it', async (side, dialect) => {
      const { result, trace } = await night(side, dialect, behave);
      expect(['failed', 'unproven']).toContain(result.verdict);
      expect(result.proved.filter((id) => id.startsWith('ours:'))).toEqual([]);
      expect(trace.footer.events).toBe(trace.events.length);
    });
  });

  it('answers at random never passes, and never breaks the harness', async () => {
    const value = fc.oneof(
      fc.constantFrom('Accepted', 'Rejected', '2026-01-14T21:00:00Z', '__proto__', -1, 1e300, 0, null, true),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const payload = fc.dictionary(
      fc.constantFrom('status', 'currentTime', 'interval', 'transactionId', 'schedule', 'idTagInfo', 'x'),
      value,
    );
    const speech = fc.record({
      side: fc.constantFrom(...SIDES),
      dialect: fc.constantFrom(...DIALECT_IDS),
      payloads: fc.array(payload, { minLength: 1, maxLength: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(speech, async ({ side, dialect, payloads }) => {
        let said = 0;
        const { result } = await night(side, dialect, (link) =>
          link.onMessage(({ text }) => {
            if (isCall(text))
              link.send(`[3,"${idIn(text)}",${JSON.stringify(payloads[said++ % payloads.length])}]`);
          }),
        );
        expect(['failed', 'unproven']).toContain(result.verdict);
      }),
      { numRuns: 60, seed: 20_261_125 },
    );
  });
});
