import type { Answer, IntentOf, RequestKind, Serving, Speaker } from '../../dialects/index.ts';
import { seconds, type Alarm, type Instant } from '../../time/index.ts';
import { openLine } from '../line.ts';
import type { ChargerParts } from '../role.ts';
import type { ChargerHooks } from './hooks.ts';
import type { Memory } from './memory.ts';
import { addressed, afterAttempt, post, type Letter } from './outbox.ts';

const FIRST_BACK_OFF = 5;
const LONGEST_BACK_OFF = 300;
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
  /** Registered: the connectors are to be reported now. */
  readonly registered: () => void;
  /** The transaction token was refused, or the CSMS gave the 1.6 transaction id. */
  readonly delivered: (letter: Letter, answer: Answer<RequestKind>) => void;
}

export interface Connection {
  /** Registered and open: requests may be sent. */
  readonly online: boolean;
  start(reason: string): void;
  stop(): void;
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
  let running = false;
  let pumping = false;
  let failures = 0;
  let life = 0;
  let links = 0;
  let interval = DEFAULT_HEARTBEAT;
  let retry: Alarm | undefined;
  let heart: Alarm | undefined;
  let resend: Alarm | undefined;

  const ask = async <K extends RequestKind>(intent: IntentOf<K>): Promise<Answer<K>> =>
    speaker?.open === true && running ? speaker.ask(intent) : { kind: 'closed' };

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
        if (answer.kind !== 'closed') resend = clock.after(seconds(LETTER_RETRY), () => void pump());
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

  const boot = (reason: string): void => {
    const mine = life;
    void ask({ kind: 'boots', vendor: 'offpeak', model: 'reference', firmware: '1', reason }).then(
      (answer) => {
        if (mine !== life) return;
        if (answer.kind === 'reply' && answer.reply.status === 'Accepted') {
          parts.told(answer.reply.now);
          registered = true;
          failures = 0;
          beat(answer.reply.interval);
          parts.registered();
          void pump();
          return;
        }
        if (answer.kind === 'closed') return;
        // 16.B.. / ocpp201:B02: a Pending or Rejected answer says when to try again.
        const wait =
          answer.kind === 'reply' && answer.reply.interval > 0 ? answer.reply.interval : BOOT_RETRY;
        registered = false;
        retry = clock.after(seconds(Math.max(wait, SHORTEST_BOOT_RETRY)), () => boot(reason));
      },
    );
  };

  const lost = (): void => {
    life += 1;
    registered = false;
    speaker = undefined;
    heart?.cancel();
    resend?.cancel();
    retry?.cancel();
    if (!running) return;
    const wait = Math.min(FIRST_BACK_OFF * 2 ** failures, LONGEST_BACK_OFF);
    failures = Math.min(failures + 1, 10);
    retry = clock.after(seconds(wait + Math.floor(random() * FIRST_BACK_OFF)), () => dial('PowerUp'));
  };

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
        speaker = openLine({
          link: opened,
          number: link,
          dialect: settings.dialect,
          side: 'charger',
          clock,
          events,
          identity: settings.identity,
          serving: parts.serving(),
          closed: () => {
            if (mine === life) lost();
          },
        });
        boot(reason);
      },
      () => {
        events.link?.(link, 'refused', { identity: settings.identity });
        if (mine === life) lost();
      },
    );
  };

  return {
    get online() {
      return registered && speaker?.open === true;
    },
    start(reason) {
      running = true;
      failures = 0;
      dial(reason);
    },
    stop() {
      running = false;
      const open = speaker;
      lost();
      open?.close();
    },
    ask,
    post(letter) {
      post(memory.outbox, letter);
      void pump();
    },
    boot,
    heartbeat,
    beat,
  };
};
