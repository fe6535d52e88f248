import type { Alarm, Millis } from '../time/index.ts';
import { parseFrame, spell, type Frame, type ParsedFrame } from './frames.ts';
import type { LinkMessage } from './link.ts';
import type { CallOutcome, CallReply, ErrorCode, JsonObject, Peer, PeerOptions } from './peer.ts';
import { codeFor, knowsAction, knowsSend, validate } from './schemas.ts';

interface Waiting {
  readonly id: string;
  readonly action: string;
  readonly payload: JsonObject;
  readonly timeout: Millis;
  readonly resolve: (outcome: CallOutcome) => void;
}

/** Calls that may wait behind the open one. */
const MOST_QUEUED = 1000;
/** Malformed frames in a row after which a connection is given up: two sides that refuse each other's refusals never end. */
const MOST_MALFORMED = 100;
const LONGEST_DESCRIPTION = 255;

/** One end of an OCPP-J conversation: call table, time-outs, validation, answers. */
export const createPeer = (options: PeerOptions): Peer => new OcppPeer(options);

class OcppPeer implements Peer {
  readonly link: PeerOptions['link'];
  readonly #options: PeerOptions;
  readonly #queue: Waiting[] = [];
  readonly #answering = new Set<string>();
  #open: (Waiting & { alarm: Alarm }) | undefined;
  #closed = false;
  #malformedInARow = 0;

  constructor(options: PeerOptions) {
    this.#options = options;
    this.link = options.link;
    options.link.onMessage((message) => this.#receive(message));
    options.link.onClose(({ code, reason }) => this.#ended(code, reason));
  }

  call(action: string, payload: JsonObject, timeout = this.#options.timeout): Promise<CallOutcome> {
    if (this.#closed || this.#queue.length >= MOST_QUEUED) return Promise.resolve({ kind: 'closed' });
    return new Promise((resolve) => {
      this.#queue.push({ id: this.#options.nextId(), action, payload, timeout, resolve });
      this.#next();
    });
  }

  send(action: string, payload: JsonObject): void {
    if (this.#options.version === 'ocpp2.1') this.#write([6, this.#options.nextId(), action, payload]);
  }

  close(code?: number, reason?: string): void {
    this.link.close(code, reason);
  }

  // One outstanding CALL per direction (`RPC.13`, `RPC.14`).
  #next(): void {
    if (this.#open !== undefined || this.#closed) return;
    const call = this.#queue.shift();
    if (call === undefined) return;
    const alarm = this.#options.clock.patience(call.timeout, () =>
      this.#settle(call.id, { kind: 'timeout' }),
    );
    this.#open = { ...call, alarm };
    this.#write([2, call.id, call.action, call.payload]);
  }

  #settle(id: string, outcome: CallOutcome): boolean {
    const open = this.#open;
    // A late answer, or one to a call that nobody made, is ignored (`RPC.43`).
    if (open === undefined || open.id !== id) return false;
    this.#open = undefined;
    open.alarm.cancel();
    open.resolve(outcome);
    this.#next();
    return true;
  }

  #write(frame: readonly unknown[]): void {
    // A link that is closing drops what it is given: the tap must not claim that it was sent.
    if (this.#closed || !this.link.open) return;
    const text = JSON.stringify(frame);
    this.#options.tap?.('sent', text, false, Buffer.byteLength(text));
    this.link.send(text);
  }

  #receive({ text, binary, bytes }: LinkMessage): void {
    this.#options.tap?.('received', text, binary, bytes);
    if (binary || this.#closed) return;
    const parsed = parseFrame(text, this.#options.version);
    if (!parsed.ok) return this.#malformed(parsed);
    this.#malformedInARow = 0;
    this.#handle(parsed.frame);
  }

  #malformed({ id, type, problem }: Extract<ParsedFrame, { ok: false }>): void {
    const { version } = this.#options;
    this.#malformedInARow += 1;
    if (this.#malformedInARow > MOST_MALFORMED) return this.link.close(1002, 'too many malformed frames');
    // Only a CALL has an answer: a broken SEND has none either (`RPC.26`).
    if (type === 3 || type === 4 || type === 5 || (type === 6 && version === 'ocpp2.1')) return;
    if (type !== 2 && type !== undefined) {
      if (version !== 'ocpp1.6' && id !== undefined) this.#refuse(id, 'MessageTypeNotSupported', problem);
      return;
    }
    if (id !== undefined) return this.#refuse(id, 'FormatViolation', problem);
    // `RPC.21`: without an id, 2.x answers to "-1"; 1.6 has no such answer.
    if (version !== 'ocpp1.6') this.#refuse('-1', 'RpcFrameworkError', problem);
  }

  #handle(frame: Frame): void {
    switch (frame.kind) {
      case 'call':
        return this.#answer(frame);
      case 'send':
        return this.#sent(frame);
      case 'result': {
        const open = this.#open;
        if (open === undefined || open.id !== frame.id) return;
        const { version } = this.#options;
        const problems = validate(version, open.action, 'response', frame.payload, true);
        const [first] = problems;
        if (first !== undefined && version === 'ocpp2.1') {
          this.#write([5, frame.id, codeFor(first), describe(problems).slice(0, LONGEST_DESCRIPTION), {}]);
        }
        this.#settle(frame.id, {
          kind: 'result',
          payload: frame.payload,
          problems: problems.map((each) => `${each.path} ${each.message}`),
        });
        return;
      }
      case 'error':
        if (!frame.ofResult)
          this.#settle(frame.id, { kind: 'error', code: frame.code, description: frame.description });
        return;
    }
  }

  // Nothing tells the sender of a SEND that it is wrong; it is only kept from the handler.
  #sent({ action, payload }: Extract<Frame, { kind: 'send' }>): void {
    const { version, onSend } = this.#options;
    if (!knowsSend(version, action) || validate(version, action, 'request', payload).length > 0) return;
    try {
      onSend?.(action, payload);
    } catch {
      // As with a CALL, a handler that fails must not end the connection.
    }
  }

  #answer({ id, action, payload }: Extract<Frame, { kind: 'call' }>): void {
    const { version, onCall } = this.#options;
    if (!knowsAction(version, action))
      return this.#refuse(id, 'NotImplemented', `no action ${action.slice(0, 60)} in ${version}`);
    if (this.#answering.has(id) && version !== 'ocpp1.6')
      return this.#refuse(id, 'RpcFrameworkError', 'this id is still being handled');
    // A central system that does not understand a charger's time still answers it: the reader takes it for UTC.
    const problems = validate(version, action, 'request', payload, true).filter(
      ({ keyword }) => keyword !== 'format' || this.#options.side !== 'csms',
    );
    const [first] = problems;
    if (first !== undefined) return this.#refuse(id, codeFor(first), describe(problems));
    this.#answering.add(id);
    try {
      const reply = onCall(action, payload);
      if (reply instanceof Promise) {
        reply.then(
          (late) => this.#reply(id, late),
          () => this.#reply(id, INTERNAL),
        );
      } else this.#reply(id, reply);
    } catch {
      this.#reply(id, INTERNAL);
    }
  }

  #reply(id: string, reply: CallReply): void {
    this.#answering.delete(id);
    if (reply.kind === 'result') this.#write([3, id, reply.payload]);
    else if (reply.kind === 'error') this.#refuse(id, reply.code, reply.description);
  }

  #refuse(id: string, code: ErrorCode, description: string): void {
    this.#write([4, id, spell(code, this.#options.version), description.slice(0, LONGEST_DESCRIPTION), {}]);
  }

  #ended(code: number, reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    const open = this.#open;
    this.#open = undefined;
    open?.alarm.cancel();
    open?.resolve({ kind: 'closed' });
    for (const call of this.#queue.splice(0)) call.resolve({ kind: 'closed' });
    this.#options.onClose?.(code, reason);
  }
}

const INTERNAL: CallReply = { kind: 'error', code: 'InternalError', description: 'the handler failed' };

const describe = (problems: readonly { readonly path: string; readonly message: string }[]): string =>
  problems.map((problem) => `${problem.path} ${problem.message}`.trim()).join('; ');
