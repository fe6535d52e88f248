import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { amps, volts, type Tariff } from '../energy/index.ts';
import { judge, summarise } from '../judge/index.ts';
import { fieldNight, readLog } from '../recording/index.ts';
import { runOne } from '../run/index.ts';
import { referenceCsms } from '../subject/index.ts';
import { loadSuites, tariffFixtures } from '../suite/index.ts';
import { isoInstant, type Instant } from '../time/index.ts';
import { traceLine, type FrameEvent } from '../trace/index.ts';

const ROOT = join(import.meta.dirname, '../..');
const found = loadSuites([join(ROOT, 'suites/supplier')], ROOT).find(({ id }) => id === 'SUP-001');
if (found === undefined) throw new Error('SUP-001 is gone');
const scenario = found;
const tariff = tariffFixtures([ROOT])('tariffs/intelligent-octopus-go.yaml') as Tariff;
const supply = { voltage: volts(230), phases: 1, fuse: amps(32) } as const;

const framesOf = async (
  dialect: 'ocpp1.6' | 'ocpp2.0.1',
  bugs: readonly string[] = [],
): Promise<readonly FrameEvent[]> => {
  const { trace } = await runOne({
    scenario,
    subject: referenceCsms(bugs),
    dialect,
    seed: '1',
    version: 't',
    reproduce: '',
  });
  return trace.events.filter((event): event is FrameEvent => event.kind === 'frame');
};

type Write = (frames: readonly FrameEvent[]) => string;
const stamp = (at: Instant): string => isoInstant(at).replace('T', ' ').replace('Z', '').replace('.', ',');
const FORMATS: Readonly<Record<string, Write>> = {
  'our trace': (frames) => frames.map(traceLine).join(''),
  'plain lines': (frames) =>
    frames
      .map(({ at, from, text }) => `${isoInstant(at)} ${from === 'charger' ? '<' : '>'} ${text}`)
      .join('\n'),
  'plain lines without a direction': (frames) =>
    frames.map(({ at, text }) => `${isoInstant(at)} ${text}`).join('\n'),
  SteVe: (frames) =>
    frames
      .map(
        ({ at, from, text }) =>
          `[INFO ] ${stamp(at)} de.rwth.idsg.steve.ocpp.ws.WebSocketLogger (qtp-1) - [chargeBoxId=CP1, sessionId=ab-1] ${from === 'charger' ? 'Received' : 'Sending'}: ${text}`,
      )
      .join('\n'),
  'rows of CitrineOS, newest first': (frames) =>
    JSON.stringify(
      frames
        .map(({ at, from, text }, id) => ({
          id,
          stationId: 'CP1',
          origin: from === 'charger' ? 'cs' : 'csms',
          message: JSON.parse(text) as unknown,
          timestamp: isoInstant(at),
        }))
        .reverse(),
    ),
};

const night = (text: string, more: object = {}) =>
  fieldNight(text, {
    file: 'night.log',
    tariff,
    zone: 'Europe/London',
    logZone: 'UTC',
    supply,
    version: 't',
    ...more,
  });

let good: readonly FrameEvent[] = [];
beforeAll(async () => {
  good = await framesOf('ocpp1.6');
});

describe('a log of a central system', () => {
  it.each(Object.entries(FORMATS))('as %s tells the same night', (_name, write) => {
    const { scenario: field, trace, dialect } = night(write(good));
    expect(dialect).toBe('ocpp1.6');
    expect(trace.events).toHaveLength(good.length);
    const summary = summarise(field, trace);
    expect(summary?.sessions).toHaveLength(1);
    expect(summary?.sessions[0]).toMatchObject({ evse: 1, id: '1' });
    expect(summary?.sessions[0]?.wattHours).toBeCloseTo(44_160, -3);
    expect(summary?.sessions[0]?.offPeakShare).toBeGreaterThan(0.99);
    expect(judge(field, trace).filter(({ outcome }) => outcome === 'failed' || outcome === 'broken')).toEqual(
      [],
    );
  });

  it('in 2.0.1 is known by its words', async () => {
    const {
      dialect,
      scenario: field,
      trace,
    } = night(FORMATS['plain lines']?.(await framesOf('ocpp2.0.1')) ?? '');
    expect(dialect).toBe('ocpp2.0.1');
    expect(summarise(field, trace)?.sessions[0]?.offPeakShare).toBeGreaterThan(0.99);
  });

  it('of a supplier that sent no plan shows what it cost', async () => {
    const bad = await framesOf('ocpp1.6', ['csms-no-plan']);
    const { scenario: field, trace } = night(FORMATS['SteVe']?.(bad) ?? '');
    const summary = summarise(field, trace);
    expect(summary?.wrong.map(({ text }) => text)).toEqual(['no plan was accepted for session 1']);
    expect(summary?.sessions[0]?.pence).toBeGreaterThan((summary?.sessions[0]?.cheapestPence ?? 0) + 10);
    expect(judge(field, trace).find(({ check }) => check === 'cost')?.outcome).toBe('failed');
  });

  it('times without an offset are read in the zone of the server', () => {
    const line = '2026-07-14 21:00:00 [2,"1","Heartbeat",{}]';
    expect(readLog(line, 'UTC').frames[0]?.at).toBe(Date.parse('2026-07-14T21:00:00Z'));
    expect(readLog(line, 'Europe/London').frames[0]?.at).toBe(Date.parse('2026-07-14T20:00:00Z'));
  });

  it('of several stations asks which', () => {
    const two = ['CP1', 'CP2']
      .map(
        (id) =>
          `2026-07-14 21:00:00,000 - [chargeBoxId=${id}, sessionId=x] Received: [2,"1","StopTransaction",{}]`,
      )
      .join('\n');
    expect(() => night(two)).toThrow('the log is of 2 stations');
    expect(night(two, { station: 'CP2' }).trace.events).toHaveLength(1);
  });

  it.each(['', 'nothing here', '{"a":1}', '[{"message":3}]', '2026-07-14T21:00:00Z [2,"1",'])(
    'refuses %j',
    (text) => {
      expect(() => night(text)).toThrow('no OCPP frames were found');
    },
  );

  it('garbage among the frames is counted and left alone', () => {
    const text = `${FORMATS['plain lines']?.(good) ?? ''}\n\u0000\u001B[2J[2,"\nfoo ] [3,"x"\n`;
    const { others, trace } = night(text);
    expect(others).toBe(2);
    expect(trace.events).toHaveLength(good.length);
  });
});
