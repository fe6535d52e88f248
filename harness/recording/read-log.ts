import { instant, offsetAt, parseInstant, type Instant } from '../time/index.ts';
import type { Side } from '../trace/index.ts';

/** One OCPP-J frame as a log has it. */
export interface Logged {
  readonly at: Instant;
  readonly text: string;
  /** Who sent it, where the log says so. */
  readonly from?: Side;
  readonly station?: string;
  readonly protocol?: string;
  readonly line: number;
}

export interface ReadLog {
  readonly frames: readonly Logged[];
  /** Lines that held no frame. */
  readonly others: number;
}

/** 64 MiB: months of one charger. */
export const LARGEST_LOG = 67_108_864;
const LONGEST_LINE = 262_144;

const STAMP = /(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?\s?(Z|[+-]\d\d:?\d\d)?/;

/** A log's own time; without an offset it is read in the zone of the server that wrote it. */
const stampIn = (text: string, zone: string): Instant | undefined => {
  const found = STAMP.exec(text);
  if (found === null) return undefined;
  const [, date, time, fraction = '0', offset] = found;
  const at = parseInstant(`${date}T${time}.${fraction.slice(0, 3)}${offset ?? 'Z'}`);
  if (at === undefined || offset !== undefined) return at;
  return instant(at - offsetAt(zone, at) * 1000);
};

/** A word that stands alone and says which way a frame went, as a central system sees it. */
const RECEIVED =
  /(?:^|[\s\]:|])(?:received|receive|recv|rx|in|incoming|inbound|from charger|<|<-|<=|<<)[\s:]*$/i;
const SENT = /(?:^|[\s\]:|])(?:sending|sent|send|tx|out|outgoing|outbound|to charger|>|->|=>|>>)[\s:]*$/i;

const sideBefore = (prefix: string): Side | undefined => {
  if (RECEIVED.test(prefix)) return 'charger';
  if (SENT.test(prefix)) return 'csms';
  return undefined;
};

const STATION = /chargeBoxId=([^,\]\s]{1,64})|\[(?:cp|station|charger)[=:]\s?([^,\]\s]{1,64})\]/i;

const FRAME_START = /\[\s*[2-6]\s*,\s*"/;

/** Plain lines: a time, perhaps a direction, and a frame; SteVe's `[chargeBoxId=CP1, sessionId=...] Received: [2,...]`. */
const plainLine = (line: string, zone: string): Omit<Logged, 'line'> | undefined => {
  const start = line.search(FRAME_START);
  if (start < 0) return undefined;
  const prefix = line.slice(0, start);
  const at = stampIn(prefix, zone);
  const end = line.lastIndexOf(']');
  if (at === undefined || end < start) return undefined;
  const from = sideBefore(prefix);
  const found = STATION.exec(prefix);
  const station = found?.[1] ?? found?.[2];
  return {
    at,
    text: line.slice(start, end + 1),
    ...(from === undefined ? {} : { from }),
    ...(station === undefined ? {} : { station }),
  };
};

type Json = Readonly<Record<string, unknown>>;
const first = (json: Json, keys: readonly string[]): unknown =>
  keys.map((key) => json[key]).find((value) => value !== undefined && value !== null);

const sideNamed = (value: unknown): Side | undefined => {
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  // CitrineOS: `cs` is the charging station.
  if (['cs', 'cp', 'charger', 'station', 'chargepoint', 'received', 'in', 'inbound'].includes(text))
    return 'charger';
  if (['csms', 'server', 'centralsystem', 'central_system', 'sent', 'out', 'outbound'].includes(text))
    return 'csms';
  return undefined;
};

/** JSON lines: our own frames, rows of CitrineOS's OCPPMessages, and objects with a time and a message. */
const jsonLine = (json: Json, zone: string): Omit<Logged, 'line'> | undefined => {
  const message = first(json, ['message', 'text', 'frame', 'payload', 'msg', 'raw', 'ocppMessage', 'data']);
  const text = Array.isArray(message) ? JSON.stringify(message) : message;
  const stamp = first(json, ['timestamp', 'at', 'time', 'ts', 'date', '@timestamp', 'createdAt']);
  const at =
    typeof stamp === 'number'
      ? instant(stamp < 1e11 ? stamp * 1000 : stamp)
      : typeof stamp === 'string'
        ? stampIn(stamp, zone)
        : undefined;
  if (typeof text !== 'string' || !FRAME_START.test(text.slice(0, 20)) || at === undefined) return undefined;
  const from = sideNamed(first(json, ['origin', 'from', 'direction', 'dir', 'sender']));
  const station = first(json, ['stationId', 'chargeBoxId', 'chargePointId', 'identity', 'station']);
  const protocol = json['protocol'];
  return {
    at,
    text,
    ...(from === undefined ? {} : { from }),
    ...(typeof station === 'string' ? { station } : {}),
    ...(typeof protocol === 'string' ? { protocol } : {}),
  };
};

const asJson = (line: string): Json | undefined => {
  if (!line.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
};

/** A JSON array of rows, as a database export is. */
const rowsOf = (text: string): readonly Json[] | undefined => {
  if (!/^\s*\[\s*\{/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value)
      ? value.filter((each): each is Json => typeof each === 'object' && each !== null)
      : undefined;
  } catch {
    return undefined;
  }
};

/** Every frame of a log, in the order of its times. Lines that cannot be read are counted, never fatal. */
export const readLog = (text: string, zone: string): ReadLog => {
  const rows = rowsOf(text);
  const frames: Logged[] = [];
  let others = 0;
  const take = (found: Omit<Logged, 'line'> | undefined, line: number): void => {
    if (found === undefined) others += 1;
    else frames.push({ ...found, line });
  };
  if (rows === undefined)
    for (const [index, line] of text.split('\n').entries()) {
      const cut = line.slice(0, LONGEST_LINE).trim();
      if (cut === '') continue;
      const json = asJson(cut);
      take(json === undefined ? plainLine(cut, zone) : jsonLine(json, zone), index + 1);
    }
  else for (const [index, row] of rows.entries()) take(jsonLine(row, zone), index + 1);
  // Rows of a database may come in any order, often the newest first; equal times keep theirs.
  const [oldest] = frames;
  const newest = frames.at(-1);
  if (oldest !== undefined && newest !== undefined && oldest.at > newest.at) frames.reverse();
  return { frames: frames.toSorted((a, b) => a.at - b.at), others };
};
