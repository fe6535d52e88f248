import { SuiteError } from '../errors.ts';
import { readJson } from '../read-json.ts';
import { parseInstant } from '../time/index.ts';
import { EVENTS, FOOTER, HEADER, misshapen } from './shapes.ts';
import type { Trace, TraceEvent, TraceFooter, TraceHeader } from './events.ts';

type Line = Record<string, unknown>;

const parseLine = (text: string, file: string, line: number): Line => {
  const value = readJson(text, file, 'the line', line);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SuiteError('a trace line is a JSON object', { place: { file, line } });
  }
  const entry: Line = { ...value };
  for (const key of ['at', 'to'] as const) {
    const written = entry[key];
    if (written === undefined && key === 'to') continue;
    const read = typeof written === 'string' ? parseInstant(written) : undefined;
    if (read === undefined) throw new SuiteError(`"${key}" is not an instant`, { place: { file, line } });
    entry[key] = read;
  }
  return entry;
};

/**
 * Reads a trace strictly: header first, events numbered from 1 without gap and in the order of time, footer last, and
 * every field as a judge relies on it.
 * @throws SuiteError with file and line; a trace without its footer is torn and is refused.
 */
export const readTrace = (text: string, file: string): Trace => {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const entries = lines.map((line, index) => parseLine(line, file, index + 1));
  const [first] = entries;
  const last = entries.at(-1);
  if (first?.['kind'] !== 'header' || first['format'] !== 'offpeak-trace/1') {
    throw new SuiteError('a trace begins with a header of format offpeak-trace/1', {
      place: { file, line: 1 },
    });
  }
  if (last?.['kind'] !== 'footer') {
    throw new SuiteError('the trace has no footer: it was torn off', {
      place: { file, line: entries.length },
      hint: 'a run that was killed leaves a trace that proves nothing after its last line; run it again',
    });
  }
  const refuse = (message: string, line: number): never => {
    throw new SuiteError(message, { place: { file, line } });
  };
  const broken = misshapen(first, HEADER) ?? misshapen(last, FOOTER);
  if (broken !== undefined) refuse(broken, misshapen(first, HEADER) === undefined ? entries.length : 1);
  const events = entries.slice(1, -1);
  for (const [index, event] of events.entries()) {
    const line = index + 2;
    const shape = Object.entries(EVENTS).find(([kind]) => kind === event['kind'])?.[1];
    if (shape === undefined) return refuse('unknown kind of event', line);
    if (event['seq'] !== index + 1) refuse(`expected event ${index + 1} here`, line);
    const wrong = misshapen(event, shape);
    if (wrong !== undefined) refuse(`${String(event['kind'])}: ${wrong}`, line);
  }
  for (const [index, entry] of entries.entries()) {
    const before = entries[index - 1];
    if (Number(before?.['at']) > Number(entry['at'])) refuse('"at" is before the line above', index + 1);
  }
  if (last['events'] !== events.length) {
    throw new SuiteError(
      `the footer counts ${String(last['events'])} events, the file holds ${events.length}`,
      {
        place: { file, line: entries.length },
      },
    );
  }
  return {
    header: first as unknown as TraceHeader,
    events: events as unknown as readonly TraceEvent[],
    footer: last as unknown as TraceFooter,
  };
};
