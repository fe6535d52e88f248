import { dialectOf, ownClockDialect, type Dialect, type DialectId, type Intent } from '../dialects/index.ts';
import type { Course, Instant } from '../time/index.ts';
import { FIRST_STRAY_LINK, type FrameEvent, type Side, type Trace } from '../trace/index.ts';
import { parseFrame, type Frame } from '../wire/index.ts';

type Payload = Extract<Frame, { readonly kind: 'call' }>['payload'];

export interface Answer {
  readonly seq: number;
  readonly at: Instant;
  readonly kind: 'result' | 'error';
  readonly payload?: Payload;
  readonly code?: string;
  /** The answer in words of no version; undefined when it could not be read. */
  readonly reply?: unknown;
}

/** One request and what became of it. */
export interface Exchange {
  readonly seq: number;
  readonly at: Instant;
  readonly from: Side;
  readonly link: number;
  readonly messageId: string;
  readonly action: string;
  readonly payload: Payload;
  readonly intent?: Intent;
  readonly answer?: Answer;
}

export interface Malformed {
  readonly seq: number;
  readonly at: Instant;
  readonly from: Side;
  readonly problem: string;
}

/** An answer to nothing that was asked on its link. */
export interface Stray {
  readonly seq: number;
  readonly at: Instant;
  readonly from: Side;
  readonly messageId: string;
}

export interface Conversation {
  readonly exchanges: readonly Exchange[];
  readonly malformed: readonly Malformed[];
  readonly strays: readonly Stray[];
}

/** A hostile payload may break a reader of ours; then it says nothing, and the schema monitor speaks. */
const guarded = <T>(read: () => T | undefined): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

const answerOf = (event: FrameEvent, frame: Frame, call: Exchange, dialect: Dialect): Answer => {
  const { seq, at } = event;
  if (frame.kind === 'error') return { seq, at, kind: 'error', code: frame.code };
  if (frame.kind !== 'result') return { seq, at, kind: 'error' };
  const { intent } = call;
  const reply =
    intent === undefined ? undefined : guarded<unknown>(() => dialect.decodeReply(intent, frame.payload));
  return { seq, at, kind: 'result', payload: frame.payload, ...(reply === undefined ? {} : { reply }) };
};

/** Frames paired into exchanges by link, direction and message id. Never throws. */
export const conversationOf = (trace: Trace, id: DialectId, course?: Course): Conversation => {
  let now = trace.header.at;
  // A station that kept its own clock is read in the time of the scenario.
  const dialect =
    course !== undefined && trace.header.timeMode === 'rebased'
      ? ownClockDialect(
          dialectOf(id),
          () => course,
          () => now,
        )
      : dialectOf(id);
  const exchanges: Exchange[] = [];
  const open = new Map<string, number>();
  const malformed: Malformed[] = [];
  const strays: Stray[] = [];
  for (const event of trace.events) {
    if (event.kind !== 'frame' || event.link >= FIRST_STRAY_LINK) continue;
    const { seq, at, from, link } = event;
    now = at;
    if (event.binary === true || event.cut !== undefined) {
      malformed.push({ seq, at, from, problem: event.binary === true ? 'a binary frame' : 'too long' });
      continue;
    }
    const parsed = parseFrame(event.text, id);
    if (!parsed.ok) {
      malformed.push({ seq, at, from, problem: parsed.problem });
      continue;
    }
    const { frame } = parsed;
    if (frame.kind === 'call' || frame.kind === 'send') {
      const { action, payload } = frame;
      const intent = guarded(() => dialect.decodeRequest({ action, payload }));
      const heard = intent === undefined ? {} : { intent };
      if (frame.kind === 'call') open.set(`${link} ${from} ${frame.id}`, exchanges.length);
      exchanges.push({ seq, at, from, link, messageId: frame.id, action, payload, ...heard });
      continue;
    }
    const known = (by: Side): boolean =>
      exchanges.some((each) => each.link === link && each.from === by && each.messageId === frame.id);
    // `RPC.25`: 2.1 says of a result that it could not be used; the result itself is judged by its schema.
    if (frame.kind === 'error' && frame.ofResult && known(from)) continue;
    // `RPC.21`: 2.x answers so to what it could not read.
    if (frame.kind === 'error' && frame.id === '-1' && dialect.id !== 'ocpp1.6') continue;
    const asker = from === 'charger' ? 'csms' : 'charger';
    const key = `${link} ${asker} ${frame.id}`;
    const index = open.get(key);
    const call = index === undefined ? undefined : exchanges[index];
    if (index === undefined || call === undefined) strays.push({ seq, at, from, messageId: frame.id });
    else {
      open.delete(key);
      exchanges[index] = { ...call, answer: answerOf(event, frame, call, dialect) };
    }
  }
  return { exchanges, malformed, strays };
};

/** `status` of an answer that has one. */
export const statusOf = (answer: Answer | undefined): string | undefined => {
  if (answer?.kind === 'error') return answer.code ?? 'error';
  const { reply } = answer ?? {};
  if (typeof reply !== 'object' || reply === null) return undefined;
  if ('status' in reply && typeof reply.status === 'string') return reply.status;
  if ('results' in reply && Array.isArray(reply.results)) {
    const statuses = (reply.results as readonly { readonly status?: string }[]).map((each) => each.status);
    const bad = statuses.find((status) => status !== 'Accepted');
    if (statuses.length > 0) return bad ?? 'Accepted';
  }
  return undefined;
};
