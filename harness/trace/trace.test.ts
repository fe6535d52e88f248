import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hours, instant, plus, VirtualClock } from '../time/index.ts';
import {
  fileSink,
  LONGEST_TEXT,
  MOST_TEXT,
  readTrace,
  traceLine,
  TraceWriter,
  type TraceHeader,
} from './index.ts';

const start = instant(Date.parse('2026-01-14T21:00:00Z'));
const header: TraceHeader = {
  kind: 'header',
  format: 'offpeak-trace/1',
  offpeak: '0.1.0',
  scenario: 'OVN-001',
  scenarioHash: 'f'.repeat(64),
  dialect: 'ocpp1.6',
  subject: 'charger',
  subjectName: 'reference',
  reference: true,
  timeMode: 'virtual',
  seed: '1',
  zone: 'Europe/London',
  tzdata: '2026c',
  at: start,
  declares: {},
};

const written = (): { text: string; events: number } => {
  const lines: string[] = [];
  const clock = new VirtualClock(start);
  const writer = new TraceWriter(header, clock, {
    write: (line) => lines.push(line),
    close: () => undefined,
  });
  writer.add({ kind: 'link', link: 1, state: 'opened', subprotocol: 'ocpp1.6' });
  writer.add({ kind: 'frame', link: 1, from: 'charger', text: '[2,"1","Heartbeat",{}]' });
  writer.add({ kind: 'clock', what: 'jumped', to: plus(start, hours(2)) });
  const trace = writer.end('complete');
  writer.add({ kind: 'note', by: 'harness', text: 'too late' });
  return { text: lines.join(''), events: trace.events.length };
};

describe('a disk that is full', () => {
  it.runIf(existsSync('/dev/full'))('is told of at the end, with the file', () => {
    const sink = fileSink('/dev/full', 1);
    sink.write('a line\n');
    sink.write('another\n');
    expect(() => sink.close()).toThrow('cannot write the trace: ENOSPC');
  });

  it('or a folder that is none: at once', () => {
    expect(() => fileSink('/dev/null/trace/a.ndjson')).toThrow('cannot write the trace: ENOTDIR');
  });
});

describe('a trace', () => {
  it('reads back what was written', () => {
    const trace = readTrace(written().text, 'a.ndjson');
    expect(trace.header).toEqual(header);
    expect(trace.events).toHaveLength(3);
    expect(trace.events[2]).toEqual({
      seq: 3,
      at: start,
      kind: 'clock',
      what: 'jumped',
      to: plus(start, hours(2)),
    });
    expect(trace.footer.ended).toBe('complete');
    expect([trace.header, ...trace.events, trace.footer].map(traceLine).join('')).toBe(written().text);
  });

  it.each([
    ['a missing footer', (text: string) => text.split('\n').slice(0, -2).join('\n'), /torn off/],
    [
      'a missing event',
      (text: string) => text.split('\n').toSpliced(2, 1).join('\n'),
      /a\.ndjson|expected event 2/,
    ],
    ['half a line', (text: string) => text.slice(0, -10), /the line is no JSON/],
    ['a foreign header', (text: string) => text.replace('offpeak-trace/1', 'other/9'), /header/],
  ])('refuses %s', (_, damage, message) => {
    const damaged = damage(written().text);
    expect(damaged).not.toBe(written().text);
    expect(() => readTrace(damaged, 'a.ndjson')).toThrow(message);
  });

  it('ends where it would grow without bounds, and is no whole night then', async () => {
    const writer = new TraceWriter(header, new VirtualClock(start));
    const text = 'x'.repeat(LONGEST_TEXT);
    for (let sent = 0; sent <= MOST_TEXT + LONGEST_TEXT; sent += LONGEST_TEXT)
      writer.add({ kind: 'frame', link: 1, from: 'charger', text });
    expect(await writer.flooded).toContain('a flood');
    const { events, footer } = writer.end('complete');
    expect(events).toHaveLength(MOST_TEXT / LONGEST_TEXT);
    expect([footer.ended, footer.reason]).toEqual(['subject lost', expect.stringContaining('64 MiB')]);
  });

  it('bounds what a subject sends', () => {
    const writer = new TraceWriter(header, new VirtualClock(start));
    writer.add({ kind: 'frame', link: 1, from: 'charger', text: 'x'.repeat(LONGEST_TEXT * 2) });
    const [event] = writer.end('complete').events;
    expect(event).toMatchObject({ cut: LONGEST_TEXT * 2 });
    expect(event?.kind === 'frame' ? event.text.length : 0).toBe(LONGEST_TEXT);
  });
});
