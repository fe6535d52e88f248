import { localTime } from '../../time/index.ts';
import { markup } from '../escape.ts';
import type { MessageInput } from './night-input.ts';

export interface Shown {
  readonly rows: readonly MessageInput[];
  readonly of: number;
}

const chatter = /^(?:MeterValues|Heartbeat|TransactionEvent Updated)/i;

/**
 * At most `most` messages: first those that findings point at and their neighbours, then those that do something,
 * then meter values and heartbeats.
 */
export const shownOf = (
  messages: readonly MessageInput[],
  evidence: ReadonlySet<number>,
  most: number,
): Shown => {
  if (messages.length <= most) return { rows: messages, of: messages.length };
  const rank = (message: MessageInput, at: number): number => {
    if (evidence.has(message.seq)) return 0;
    const near = [at - 1, at + 1].some((each) => evidence.has(messages[each]?.seq ?? -1));
    return near ? 1 : chatter.test(message.label) || message.kind !== 'call' ? 3 : 2;
  };
  const kept = new Set(
    messages
      .map((message, at) => ({ at, rank: rank(message, at) }))
      .sort((a, b) => a.rank - b.rank || a.at - b.at)
      .slice(0, most)
      .map(({ at }) => at),
  );
  return { rows: messages.filter((_, at) => kept.has(at)), of: messages.length };
};

const row = (
  message: MessageInput,
  zone: string,
  anchor: string,
  evidence: ReadonlySet<number>,
  payload: number,
): string => {
  const label = `${markup(message.label, 120)} <i>${markup(message.kind, 20)}</i>`;
  const body =
    message.detail === ''
      ? label
      : `<details><summary>${label}</summary><code>${markup(message.detail, payload)}</code></details>`;
  const sent = message.from === 'charger';
  return `<tr id="${anchor}-s${message.seq}"${evidence.has(message.seq) ? ' class="proof"' : ''}><td>${localTime(zone, message.at)}</td><td class="lane">${sent ? body : ''}</td><td>${sent ? '→' : '←'}</td><td class="lane">${sent ? '' : body}</td><td>#${message.seq}</td></tr>`;
};

export interface SequenceOptions {
  readonly zone: string;
  readonly anchor: string;
  readonly evidence: ReadonlySet<number>;
  /** Longest payload in characters. */
  readonly payload: number;
  readonly trace: string | undefined;
}

/** Who said what, in two lanes; messages that findings point at are marked. */
export const sequence = (
  messages: readonly MessageInput[],
  shown: Shown,
  options: SequenceOptions,
): string => {
  if (shown.of === 0) return '<p class="quiet">No messages on the wire.</p>';
  const position = new Map(messages.map((message, at) => [message.seq, at]));
  let next = 0;
  const left = (count: number): string =>
    count > 0 ? `<tr class="left-out"><td></td><td colspan="4">${count} more not shown</td></tr>` : '';
  const rows = shown.rows.map((message) => {
    const at = position.get(message.seq) ?? next;
    const gap = left(at - next);
    next = at + 1;
    return gap + row(message, options.zone, options.anchor, options.evidence, options.payload);
  });
  const all = options.trace === undefined ? '' : `; all of them are in ${markup(options.trace, 200)}`;
  const count = shown.rows.length < shown.of ? `${shown.rows.length} of ${shown.of}${all}` : String(shown.of);
  return `<details class="part" data-part="messages"><summary>Messages (${count})</summary>
<table class="sequence"><thead><tr><th>Local time</th><th>Charger</th><th></th><th>CSMS</th><th>Trace</th></tr></thead>
<tbody>${rows.join('\n')}${left(shown.of - next)}</tbody></table></details>`;
};
