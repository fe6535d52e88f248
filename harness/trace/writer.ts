import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { SuiteError } from '../errors.ts';
import { isoInstant, type Clock } from '../time/index.ts';
import type { Trace, TraceEnding, TraceEvent, TraceFooter, TraceHeader, Unstamped } from './events.ts';

/** Longest text of a frame or note that is kept; the rest is cut and said to be. */
export const LONGEST_TEXT = 65_536;
/** Most events of one trace; a subject that floods us ends its own evidence, not our memory. */
export const MOST_EVENTS = 500_000;
/** Most characters of frames and notes of one trace. */
export const MOST_TEXT = 67_108_864;

/** One line of the file. Instants are written as ISO 8601, everything else as it is. */
export const traceLine = (entry: TraceHeader | TraceEvent | TraceFooter): string =>
  `${JSON.stringify(entry, (key, value: unknown) =>
    (key === 'at' || key === 'to') && typeof value === 'number' ? isoInstant(value as never) : value,
  )}\n`;

export interface TraceSink {
  write(line: string): void;
  close(): void;
}

/** A disk that fills up takes a part, without an error; the rest is tried again, and then fails. */
const write = (handle: number, text: string): void => {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done);
};

const guarded = <T>(file: string, work: () => T): T => {
  try {
    return work();
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    const hint = why === 'ENOSPC' ? 'the disk is full; what was written before is kept' : undefined;
    throw new SuiteError(`cannot write the trace: ${why}`, {
      place: { file },
      cause,
      ...(hint === undefined ? {} : { hint }),
    });
  }
};

/**
 * Appends to a file, line by line, so that what was seen survives whatever ends the process. A night does not stop in
 * the middle because a disk is full: that is told when the file is closed.
 * @throws SuiteError when the file cannot be opened; `close`, when not everything could be written.
 */
export const fileSink = (file: string, flushEvery = 200): TraceSink => {
  const handle = guarded(file, () => {
    mkdirSync(dirname(file), { recursive: true });
    return openSync(file, 'w');
  });
  let pending: string[] = [];
  let failed: unknown;
  const flush = (): void => {
    const lines = pending.join('');
    pending = [];
    if (failed !== undefined || lines === '') return;
    try {
      guarded(file, () => write(handle, lines));
    } catch (error) {
      failed = error;
    }
  };
  return {
    write(line) {
      pending.push(line);
      if (pending.length >= flushEvery) flush();
    },
    close() {
      flush();
      closeSync(handle);
      if (failed !== undefined) throw failed;
    },
  };
};

const FLOODED = `a flood: more than ${MOST_EVENTS} events or ${MOST_TEXT / 1_048_576} MiB in one night`;

/** Append-only: numbers and times each event as it happens. */
export class TraceWriter {
  readonly header: TraceHeader;
  readonly #clock: Clock;
  readonly #events: TraceEvent[] = [];
  readonly #sink: TraceSink | undefined;
  #text = 0;
  #dropped = false;
  readonly #flooded = Promise.withResolvers<string>();
  #footer: TraceFooter | undefined;

  constructor(header: TraceHeader, clock: Clock, sink?: TraceSink) {
    this.header = header;
    this.#clock = clock;
    this.#sink = sink;
    sink?.write(traceLine(header));
  }

  /** Events so far, for those who wait for something to happen. */
  get events(): readonly TraceEvent[] {
    return this.#events;
  }

  /** Settles, with what is wrong, when more comes in than a trace holds; what comes after is not kept. */
  get flooded(): Promise<string> {
    return this.#flooded.promise;
  }

  add(event: Unstamped): void {
    if (this.#footer !== undefined || this.#dropped) return;
    if (this.#events.length >= MOST_EVENTS || this.#text >= MOST_TEXT) {
      this.#dropped = true;
      this.#flooded.resolve(FLOODED);
      return;
    }
    // The union is rebuilt member by member by the spread; the compiler cannot follow it through Omit.
    const stamped = { seq: this.#events.length + 1, at: this.#clock.now(), ...event } as TraceEvent;
    const bounded = cut(stamped);
    this.#events.push(bounded);
    if ('text' in bounded) this.#text += bounded.text.length;
    this.#sink?.write(traceLine(bounded));
  }

  /** Writes the footer; later events are dropped. A second call changes nothing. */
  end(ended: TraceEnding, reason?: string): Trace {
    if (this.#footer === undefined) {
      // A trace that lost something is no evidence of a whole night, whoever says so.
      const torn = this.#dropped && ended === 'complete';
      const why = torn ? FLOODED : reason;
      this.#footer = {
        kind: 'footer',
        at: this.#clock.now(),
        ended: torn ? 'subject lost' : ended,
        ...(why === undefined ? {} : { reason: why.slice(0, 2000) }),
        events: this.#events.length,
      };
      this.#sink?.write(traceLine(this.#footer));
      this.#sink?.close();
    }
    return { header: this.header, events: this.#events, footer: this.#footer };
  }
}

const cut = (event: TraceEvent): TraceEvent => {
  if (event.kind !== 'frame' && event.kind !== 'note' && event.kind !== 'held') return event;
  if (event.text.length <= LONGEST_TEXT) return event;
  const text = event.text.slice(0, LONGEST_TEXT);
  return event.kind === 'frame'
    ? { ...event, text, cut: event.cut ?? Buffer.byteLength(event.text) }
    : { ...event, text };
};
