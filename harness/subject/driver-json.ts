import { parseInstant, instant, type Instant } from '../time/index.ts';
import type { BookedSession, BooksEvent } from '../trace/index.ts';

export type Books = Omit<BooksEvent, 'kind' | 'seq' | 'at'>;

/** Where in its JSON a CSMS says what: JSON pointers (RFC 6901); those of a session are relative to it. */
export interface BooksMap {
  readonly sessions: string;
  readonly id: string;
  readonly energy: { readonly at: string; readonly unit: 'Wh' | 'kWh' };
  readonly cost?: { readonly at: string; readonly unit: 'p' | 'GBP' };
  readonly start?: string;
  readonly end?: string;
  readonly online?: string;
  readonly plan?: { readonly at: string; readonly accepted: string; readonly refused: string };
}

const MOST_SESSIONS = 1000;

export const pointer = (json: unknown, path: string): unknown => {
  let found = json;
  for (const part of path === '' ? [] : path.slice(1).split('/')) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[key];
  }
  return found;
};

const numberAt = (json: unknown, path: string): number | undefined => {
  const value = pointer(json, path);
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
};

const instantAt = (json: unknown, path: string | undefined): Instant | undefined => {
  if (path === undefined) return undefined;
  const value = pointer(json, path);
  if (typeof value === 'number') return instant(value < 1e11 ? value * 1000 : value);
  return typeof value === 'string' ? parseInstant(value) : undefined;
};

const exact = (value: number): number => Number(value.toPrecision(12));

/** The books in what a CSMS answered, or what is wrong with it. */
export const booksIn = (json: unknown, map: BooksMap): Books | string => {
  const list = pointer(json, map.sessions);
  if (!Array.isArray(list)) return `there is no list at "${map.sessions}"`;
  const sessions: BookedSession[] = [];
  for (const [index, each] of list.slice(0, MOST_SESSIONS).entries()) {
    const id = pointer(each, map.id);
    const energy = numberAt(each, map.energy.at);
    if (typeof id !== 'string' && typeof id !== 'number') return `session ${index} has no id at "${map.id}"`;
    if (energy === undefined) return `session ${index} has no energy at "${map.energy.at}"`;
    const cost = map.cost === undefined ? undefined : numberAt(each, map.cost.at);
    const start = instantAt(each, map.start);
    const end = instantAt(each, map.end);
    sessions.push({
      id: String(id).slice(0, 100),
      wattHours: exact(energy * (map.energy.unit === 'kWh' ? 1000 : 1)),
      ...(cost === undefined ? {} : { pence: exact(cost * (map.cost?.unit === 'GBP' ? 100 : 1)) }),
      ...(start === undefined ? {} : { start }),
      ...(end === undefined ? {} : { end }),
    });
  }
  const online = map.online === undefined ? undefined : pointer(json, map.online);
  const said = map.plan === undefined ? undefined : pointer(json, map.plan.at);
  const status = typeof said === 'string' || typeof said === 'boolean' ? String(said) : undefined;
  const plan =
    status === undefined
      ? undefined
      : status === map.plan?.accepted
        ? ('accepted' as const)
        : status === map.plan?.refused
          ? ('refused' as const)
          : ('none' as const);
  const entries = sessions.flatMap(({ start, end, wattHours }) =>
    start !== undefined && end !== undefined && end > start ? [{ start, end, wattHours }] : [],
  );
  return {
    entries,
    sessions,
    ...(typeof online === 'boolean' ? { online } : {}),
    ...(plan === undefined ? {} : { plan }),
  };
};

/** Checks books that a driver module returned, as strictly as those that came over HTTP. */
export const booksFrom = (value: unknown): Books | string => {
  const found = booksIn(value, {
    sessions: '/sessions',
    id: '/id',
    energy: { at: '/wattHours', unit: 'Wh' },
    cost: { at: '/pence', unit: 'p' },
    start: '/start',
    end: '/end',
    online: '/online',
    plan: { at: '/plan', accepted: 'accepted', refused: 'refused' },
  });
  return typeof found === 'string' ? `the driver's books: ${found}` : found;
};
