import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captured } from '../captured.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const NIGHT = join(ROOT, 'suites/overnight/OVN-001-transaction-profile-in-watts.yaml');
const folder = mkdtempSync(join(tmpdir(), 'offpeak-judge-'));
const traceOf = (side: string): string => join(folder, `trace/OVN-001.ocpp2.0.1.${side}.ndjson`);
beforeAll(async () => {
  await captured('run', NIGHT, '--dialect', 'ocpp2.0.1', '--out', folder, '--json');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Line = Record<string, unknown>;
/** A stored trace with some lines changed, numbered and counted anew. */
const changed = (side: string, change: (lines: readonly Line[]) => readonly Line[]): string => {
  const lines = readFileSync(traceOf(side), 'utf8').trimEnd().split('\n');
  const [header = {}, ...rest] = lines.map((line) => JSON.parse(line) as Line);
  const events = change(rest.slice(0, -1)).map((event, index) => ({ ...event, seq: index + 1 }));
  const footer = { ...rest.at(-1), events: events.length };
  const file = join(folder, 'changed.ndjson');
  writeFileSync(file, `${[header, ...events, footer].map((line) => JSON.stringify(line)).join('\n')}\n`);
  return file;
};
const textOf = ({ text }: Line): string => (typeof text === 'string' ? text : '');

describe('offpeak judge', () => {
  it('comes to the same verdict as the run did', async () => {
    for (const side of ['charger', 'csms']) {
      const { code, out, err } = await captured('judge', traceOf(side), '--json');
      expect([code, err]).toEqual([0, '']);
      expect(JSON.parse(out)).toMatchObject({ verdict: 'passed', results: [{ scenario: 'OVN-001' }] });
    }
    expect((await captured('judge', traceOf('charger'))).out).toContain('passed');
  });

  it('exits 1 for a trace that fails', async () => {
    const file = changed('charger', (events) =>
      events.map((event) => ({
        ...event,
        ...(event['kind'] === 'frame'
          ? { text: textOf(event).replaceAll('"value":7360', '"value":3000') }
          : {}),
      })),
    );
    const { code, out } = await captured('judge', file);
    expect(code).toBe(1);
    expect(out).toContain('Reproduce');
  });

  it('exits 2 for a trace that proves nothing', async () => {
    const file = changed('charger', (events) =>
      events.map((event) => ({
        ...event,
        ...(event['kind'] === 'frame'
          ? {
              text: textOf(event).replaceAll(/"measurand":"(Power|Energy)[^"]+"/g, '"measurand":"Voltage"'),
            }
          : {}),
      })),
    );
    const { code, out } = await captured('judge', file);
    expect([code, out]).toEqual([2, expect.stringContaining('no evidence')]);
  });

  it('exits 70 when our own side did not do its part', async () => {
    const started = /TransactionEvent/;
    const file = changed('csms', (events) => {
      const ids = events
        .filter((event) => started.test(textOf(event)))
        .map((event) => (JSON.parse(textOf(event)) as readonly unknown[])[1]);
      return events.filter(
        (event) => !ids.some((id) => typeof id === 'string' && textOf(event).includes(`"${id}"`)),
      );
    });
    const { code, out } = await captured('judge', file);
    expect([code, out]).toEqual([70, expect.stringContaining('the played charger never starts transaction')]);
  });

  it.each<[string, (text: string) => string, string]>([
    ['torn off', (text) => text.trimEnd().split('\n').slice(0, -1).join('\n'), 'has no footer'],
    ['torn in the middle of a line', (text) => text.slice(0, -40), 'the line is no JSON'],
    [
      'of a scenario that there is not',
      (text) => text.replace('"OVN-001"', '"OVN-998"'),
      'is of OVN-998, which is not among the suites',
    ],
    [
      'of a dialect that there is not',
      (text) => text.replace('"ocpp2.0.1"', '"ocpp7"'),
      'of an unknown dialect',
    ],
    ['without its header', (text) => text.slice(text.indexOf('\n') + 1), 'begins with a header'],
    [
      'short of a line',
      (text) =>
        text
          .split('\n')
          .filter((_, index) => index !== 5)
          .join('\n'),
      'expected event 5 here',
    ],
    ['empty', () => '', 'begins with a header'],
  ])('exits 65 for a trace that is %s', async (_, damage, message) => {
    const file = join(folder, 'damaged.ndjson');
    writeFileSync(file, damage(readFileSync(traceOf('charger'), 'utf8')));
    const { code, out, err } = await captured('judge', file);
    expect([code, out]).toEqual([65, '']);
    expect(err).toContain(message);
    expect(err).toMatch(/damaged\.ndjson:\d+/);
  });

  it('says that the scenario has changed since', async () => {
    const file = join(folder, 'older.ndjson');
    writeFileSync(
      file,
      readFileSync(traceOf('charger'), 'utf8').replace(/"scenarioHash":"\w{8}/, '"scenarioHash":"00000000'),
    );
    const { code, err } = await captured('judge', file);
    expect([code, err]).toEqual([0, expect.stringContaining('OVN-001 has changed since')]);
  });
});
