import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { windows, type Tariff } from '../energy/index.ts';
import { hours, isoInstant, minus, plus, type Instant } from '../time/index.ts';
import { fill, perform, type Action, type Blanks } from './action.ts';
import { booksFrom, booksIn, type Books, type BooksMap } from './driver-json.ts';
import { NOT_DECLARED, type BooksReading, type Done } from './subject.ts';

/** What OCPP cannot do to a CSMS, as a subject file declares it: by HTTP requests, or by a TypeScript module. */
export type DriverSpec =
  | { readonly kind: 'module'; readonly path: string }
  | {
      readonly kind: 'http';
      readonly enrol?: Action;
      readonly approve?: Action;
      readonly publish?: Action;
      readonly books?: { readonly request: Extract<Action, { kind: 'http' }>; readonly map: BooksMap };
    };

/** What a driver is told of the station and the tariff. */
export interface DriverContext {
  readonly identity: string;
  readonly tariff: TariffMessage;
  /** Ends when the harness's patience does. */
  readonly signal: AbortSignal;
}

/** A tariff as it is given to drivers: what it says, and what that means for the hours around now. */
export interface TariffMessage {
  readonly id: string;
  readonly zone: string;
  readonly clock: 'local' | 'utc';
  readonly standardPence: number;
  readonly dispatches: readonly { readonly start: string; readonly end: string; readonly type: string }[];
  readonly windows: readonly {
    readonly start: string;
    readonly end: string;
    readonly pence: number;
    readonly offPeak: boolean;
  }[];
}

/** A driver module exports any of these; each may return a promise, and throws when it could not. */
export interface DriverModule {
  readonly enrol?: (context: DriverContext) => unknown;
  readonly approve?: (context: DriverContext) => unknown;
  readonly publish?: (context: DriverContext) => unknown;
  /** `{ online, plan: 'accepted' | 'refused' | 'none', sessions: [{ id, wattHours, pence, start, end }] }` */
  readonly books?: (context: DriverContext) => unknown;
}

export type DriverVerb = 'enrol' | 'approve' | 'publish';

export interface Driver {
  readonly declares: readonly (DriverVerb | 'books')[];
  act(verb: DriverVerb, tariff: Tariff, now: Instant): Promise<Done>;
  books(tariff: Tariff, now: Instant): Promise<BooksReading>;
}

const LARGEST_ANSWER = 4_194_304;
const BEFORE = hours(24);
const AFTER = hours(72);

export const tariffMessage = (tariff: Tariff, now: Instant): TariffMessage => ({
  id: tariff.id,
  zone: tariff.zone,
  clock: tariff.clock,
  standardPence: tariff.standard,
  dispatches: (tariff.dispatches ?? []).map(({ from, to, kind }) => ({
    start: isoInstant(from),
    end: isoInstant(to),
    type: kind.toUpperCase(),
  })),
  windows: windows(tariff, minus(now, BEFORE), plus(now, AFTER)).map(({ from, to, price, offPeak }) => ({
    start: isoInstant(from),
    end: isoInstant(to),
    pence: price,
    offPeak,
  })),
});

const problem = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 300);

const bounded = async (response: Response): Promise<string> => {
  const declared = Number(response.headers.get('content-length') ?? 0);
  if (declared > LARGEST_ANSWER) throw new Error('the answer is larger than 4 MiB');
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > LARGEST_ANSWER) throw new Error('the answer is larger than 4 MiB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

interface Means {
  readonly blanks: Blanks;
  readonly patience: number;
}

const httpDriver = (spec: Extract<DriverSpec, { kind: 'http' }>, means: Means): Driver => ({
  declares: (['enrol', 'approve', 'publish', 'books'] as const).filter((name) => spec[name] !== undefined),
  act(verb, tariff, now) {
    const action = spec[verb];
    if (action === undefined) return Promise.resolve(NOT_DECLARED);
    const blanks = { ...means.blanks, tariff: JSON.stringify(tariffMessage(tariff, now)) };
    return perform(action, { blanks, patience: means.patience, stdin: undefined, ask: undefined });
  },
  async books() {
    if (spec.books === undefined) return NOT_DECLARED;
    const { request, map } = spec.books;
    try {
      const response = await fetch(fill(request.url, means.blanks), {
        method: request.method,
        headers: request.headers,
        ...(request.body === undefined ? {} : { body: fill(request.body, means.blanks) }),
        signal: AbortSignal.timeout(means.patience),
        redirect: 'error',
      });
      const text = await bounded(response);
      if (!response.ok) return { ok: false, detail: `HTTP ${response.status}` };
      const found = booksIn(JSON.parse(text) as unknown, map);
      return typeof found === 'string' ? { ok: false, detail: found } : { ok: true, books: found };
    } catch (error) {
      return { ok: false, detail: problem(error) };
    }
  },
});

const moduleDriver = async (path: string, beside: string, means: Means): Promise<Driver | string> => {
  let loaded: DriverModule;
  try {
    loaded = (await import(pathToFileURL(resolve(dirname(beside), path)).href)) as DriverModule;
  } catch (error) {
    return problem(error);
  }
  const names = (['enrol', 'approve', 'publish', 'books'] as const).filter(
    (name) => typeof loaded[name] === 'function',
  );
  if (names.length === 0) return 'it exports none of enrol, approve, publish, books';
  const call = async (name: DriverVerb | 'books', tariff: Tariff, now: Instant): Promise<unknown> => {
    const signal = AbortSignal.timeout(means.patience);
    const late = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () =>
        reject(new Error(`${name} took longer than ${means.patience / 1000} s`)),
      );
    });
    // Nobody listens any more once the call has failed by itself.
    late.catch(() => undefined);
    const identity = means.blanks.identity ?? '';
    return Promise.race([
      Promise.resolve(loaded[name]?.({ identity, tariff: tariffMessage(tariff, now), signal })),
      late,
    ]);
  };
  return {
    declares: names,
    async act(verb, tariff, now) {
      if (loaded[verb] === undefined) return NOT_DECLARED;
      try {
        await call(verb, tariff, now);
        return { ok: true };
      } catch (error) {
        return { ok: false, detail: problem(error) };
      }
    },
    async books(tariff, now) {
      if (loaded.books === undefined) return NOT_DECLARED;
      try {
        const found: Books | string = booksFrom(await call('books', tariff, now));
        return typeof found === 'string' ? { ok: false, detail: found } : { ok: true, books: found };
      } catch (error) {
        return { ok: false, detail: problem(error) };
      }
    },
  };
};

/** The driver that a subject file declares, or why it cannot be used. */
export const openDriver = (spec: DriverSpec, beside: string, means: Means): Promise<Driver | string> =>
  spec.kind === 'http' ? Promise.resolve(httpDriver(spec, means)) : moduleDriver(spec.path, beside, means);
