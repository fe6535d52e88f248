import type { Answer, IntentOf, Reply, RequestKind, Serving, Speaker } from '../../dialects/index.ts';
import { seconds, type Alarm, type Instant } from '../../time/index.ts';
import type { Link } from '../../wire/index.ts';
import { openLine } from '../line.ts';
import type { ChargerParts } from '../role.ts';
import type { ChargerHooks, Mouth } from './hooks.ts';
import type { Memory } from './memory.ts';
import { addressed, afterAttempt, post, strand, type Letter } from './outbox.ts';

/** RetryBackOffWaitMinimum, RetryBackOffRandomRange and RetryBackOffRepeatTimes (`RPC.31`), s. */
const BACK_OFF_LEAST = 5;
const BACK_OFF_RANDOM = 5;
const BACK_OFF_DOUBLINGS = 6;
const MOST_SILENT = 2;
const BOOT_RETRY = 30;
const SHORTEST_BOOT_RETRY = 1;
const LETTER_RETRY = 20;
const DEFAULT_HEARTBEAT = 300;

export interface ConnectionParts {
  readonly charger: ChargerParts;
  readonly memory: Memory;
  readonly hooks: ChargerHooks;
  readonly serving: () => Serving;
  /** The CSMS told the time. */
  readonly told: (now: Instant) => void;
  /** Talking to the CSMS again after this many milliseconds, after a boot or because only the link came back. */
  readonly joined: (offline: number, how: 'booted' | 'reconnected') => void;
  /** The link broke. */
  readonly cut: () => void;
  /** The transaction token was refused, or the CSMS gave the 1.6 transaction id. */
  readonly delivered: (letter: Letter, answer: Answer<RequestKind>) => void;
}

export type Registration = Reply<'boots'>['status'];

export interface Connection {
  /** Registered and open: requests may be sent. */
  readonly online: boolean;
  /** What the CSMS last said of this station; nothing before its first answer. */
  readonly registration: Registration | undefined;
  start(reason: string): void;
  /** Leaves; `abruptly` without a closing handshake, as when the power goes. */
  stop(abruptly?: boolean): void;
  ask<K extends RequestKind>(intent: IntentOf<K>): Promise<Answer<K>>;
  /** Transaction messages: kept until delivered, in order. */
  post(letter: Letter): void;
  boot(reason: string): void;
  heartbeat(): void;
  /** `every` seconds, from the CSMS or from a variable. */
  beat(every: number): void;
}

/** Dials, boots, keeps the heart beating and the outbox moving. */
export const createConnection = (parts: ConnectionParts): Connection => {
  const { charger, memory, hooks } = parts;
  const { clock, settings, events, random } = charger;
  let speaker: Speaker | undefined;
  let registered = false;
  /** Accepted since the last start: a link that comes back is not a boot (`RPC.30`). */
  let welcome = false;
  let wire: Link | undefined;
  /** Calls in a row without an answer, nor anything else heard. */
  let silent = 0;
  let registration: Registration | undefined;
  let running = false;
  let pumping = false;
  let failures = 0;
  let life = 0;
  let links = 0;
  let interval = DEFAULT_HEARTBEAT;
  let retry: Alarm | undefined;
  let heart: Alarm | undefined;
  let resend: Alarm | undefined;

  const ask = async <K extends RequestKind>(intent: IntentOf<K>): Promise<Answer<K>> => {
    const asked = wire;
    if (speaker?.open !== true || !running || asked === undefined) return { kind: 'closed' };
    const answer = await speaker.ask<K>(intent);
    if (answer.kind === 'timeout' && asked === wire) {
      silent += 1;
      // Nothing at all is heard: the link is open in name only, as a ping without a pong would show (`16.OFF.17`).
      if (silent >= MOST_SILENT && hooks.trustsDeadLinks !== true) asked.abort();
    }
    return answer;
  };

  const mouth: Mouth = { send: (intent) => void ask(intent), now: () => clock.now() };

  const beat = (every: number): void => {
    if (every > 0) interval = every;
    heart?.cancel();
    heart = clock.after(seconds(interval), () => {
      heartbeat();
      beat(interval);
    });
  };

  const heartbeat = (): void => {
    if (!registered) return;
    void ask({ kind: 'heartbeats' }).then((answer) => {
      if (answer.kind === 'reply') parts.told(answer.reply.now);
    });
  };

  const pump = async (): Promise<void> => {
    if (pumping) return;
    pumping = true;
    const mine = life;
    while (registered && running && mine === life) {
      const letter = memory.outbox[0];
      if (letter === undefined) break;
      if (hooks.loses?.(letter.intent.kind) === true) {
        memory.outbox.shift();
        continue;
      }
      const answer: Answer<RequestKind> = await ask<RequestKind>(addressed(letter));
      const fate = afterAttempt(letter, answer);
      if (fate === 'again') {
        if (answer.kind !== 'closed')
          resend = clock.after(seconds(LETTER_RETRY * letter.attempts), () => void pump());
        break;
      }
      const at = memory.outbox.indexOf(letter);
      if (at >= 0) memory.outbox.splice(at, 1);
      if (fate === 'given up') events.note?.(`${letter.intent.kind} given up: the CSMS does not take it`);
      parts.delivered(letter, answer);
    }
    pumping = false;
    // A loop that an earlier life left behind must not swallow the letters of this one.
    if (mine !== life && registered) void pump();
  };

  const join = (how: 'booted' | 'reconnected'): void => {
    const offline = memory.offlineSince === undefined ? 0 : clock.now() - memory.offlineSince;
    memory.offlineSince = undefined;
    registered = true;
    failures = 0;
    beat(interval);
    // The clock may have drifted, and nobody boots to be told the time.
    if (how === 'reconnected') heartbeat();
    parts.joined(offline, how);
    if (hooks.outbox !== undefined)
      memory.outbox.splice(0, memory.outbox.length, ...hooks.outbox(memory.outbox, clock.now()));
    void pump();
  };

  const boot = (reason: string): void => {
    const mine = life;
    void ask({
      kind: 'boots',
      vendor: 'offpeak',
      model: 'reference',
      firmware: memory.firmware,
      reason,
    }).then((answer) => {
      if (mine !== life) return;
      if (answer.kind === 'reply') registration = answer.reply.status;
      if (answer.kind === 'reply' && answer.reply.status === 'Accepted') {
        parts.told(answer.reply.now);
        welcome = true;
        interval = answer.reply.interval > 0 ? answer.reply.interval : interval;
        join('booted');
        return;
      }
      if (answer.kind === 'closed') return;
      // 16.B.. / ocpp201:B02: a Pending or Rejected answer says when to try again.
      const wait = answer.kind === 'reply' && answer.reply.interval > 0 ? answer.reply.interval : BOOT_RETRY;
      registered = false;
      retry?.cancel();
      const chosen = hooks.bootRetry === undefined ? wait : hooks.bootRetry(wait);
      if (chosen === undefined) return;
      retry = clock.after(seconds(Math.max(chosen, SHORTEST_BOOT_RETRY)), () => boot(reason));
      if (answer.kind === 'reply') hooks.unregistered?.(answer.reply.status, mouth);
    });
  };

  const backOff = (): number | undefined => {
    const right =
      BACK_OFF_LEAST * 2 ** Math.min(failures, BACK_OFF_DOUBLINGS) +
      Math.floor(random() * (BACK_OFF_RANDOM + 1));
    failures += 1;
    return hooks.backOff === undefined ? right : hooks.backOff(right);
  };

  const lost = (): void => {
    life += 1;
    registered = false;
    registration = undefined;
    speaker = undefined;
    wire = undefined;
    heart?.cancel();
    resend?.cancel();
    retry?.cancel();
    if (memory.offlineSince === undefined) {
      memory.offlineSince = clock.now();
      for (const letter of memory.outbox) strand(letter);
      if (running) parts.cut();
    }
    if (!running) return;
    const wait = backOff();
    if (wait !== undefined) retry = clock.after(seconds(wait), () => dial('PowerUp'));
  };

  const refused = (link: number, reason: string): void =>
    events.link?.(link, 'refused', { identity: settings.identity, reason: reason.slice(0, 200) });

  const dial = (reason: string): void => {
    life += 1;
    const mine = life;
    const link = links;
    links += 1;
    void charger.dial().then(
      (opened) => {
        if (mine !== life || !running) {
          opened.abort();
          return;
        }
        // `RPC.04`: without a version in common there is nothing to say.
        if (opened.subprotocol !== settings.dialect && hooks.anySubprotocol !== true) {
          refused(link, `the CSMS chose the sub-protocol "${opened.subprotocol.slice(0, 20)}"`);
          opened.close(1002, 'no common sub-protocol');
          return lost();
        }
        wire = opened;
        silent = 0;
        speaker = openLine({
          link: opened,
          number: link,
          dialect: settings.dialect,
          side: 'charger',
          clock,
          events: {
            ...events,
            frame(number, direction, ...rest) {
              if (direction === 'received') silent = 0;
              events.frame?.(number, direction, ...rest);
            },
          },
          identity: settings.identity,
          serving: parts.serving(),
          hooks,
          closed: () => {
            if (mine === life) lost();
          },
        });
        hooks.beforeBoot?.(mouth);
        if (welcome && hooks.bootsAtReconnect !== true) join('reconnected');
        else boot(reason);
      },
      (error: unknown) => {
        refused(link, error instanceof Error ? error.message : 'refused');
        if (mine === life) lost();
      },
    );
  };

  return {
    get online() {
      return registered && speaker?.open === true;
    },
    get registration() {
      return registration;
    },
    start(reason) {
      running = true;
      failures = 0;
      memory.offlineSince ??= clock.now();
      dial(reason);
    },
    stop(abruptly = false) {
      running = false;
      welcome = false;
      const open = wire;
      lost();
      if (abruptly) open?.abort();
      else open?.close();
    },
    ask,
    post(letter) {
      if (registered || hooks.queues?.(letter, memory.outbox) !== false) post(memory.outbox, letter);
      void pump();
    },
    boot,
    heartbeat,
    beat,
  };
};
