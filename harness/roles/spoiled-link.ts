import type { JsonObject, Link } from '../wire/index.ts';

/** A frame as a liar sees it, with the action that an answer belongs to. */
export interface Said {
  readonly kind: 'call' | 'result';
  readonly id: string;
  readonly action: string;
  readonly payload: JsonObject;
}

/** Where a role can go wrong below its intents. `notes` is its memory for one connection. */
export interface FrameHooks {
  /** What goes out in place of a frame: others, any text, or nothing. */
  readonly says?: (said: Said, notes: Map<string, number>) => readonly (Said | string)[];
  /** How a call is answered in place of the role: not at all, by an error, or by a payload. */
  readonly hears?: (
    action: string,
    payload: JsonObject,
    notes: Map<string, number>,
  ) => 'silence' | { readonly error: string } | { readonly result: JsonObject } | undefined;
}

const CALL = 2;
const RESULT = 3;
const MOST_OPEN = 1000;

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;

const parse = (text: string): readonly unknown[] => {
  try {
    const frame: unknown = JSON.parse(text);
    return Array.isArray(frame) ? frame : [];
  } catch {
    return [];
  }
};

const written = ({ kind, id, action, payload }: Said): string =>
  JSON.stringify(kind === 'call' ? [CALL, id, action, payload] : [RESULT, id, payload]);

/** The link as a liar uses it: what the role says and hears passes through the hooks. Good roles use the link itself. */
export const spoiledLink = (link: Link, { says, hears }: FrameHooks): Link => {
  const notes = new Map<string, number>();
  const open = new Map<string, string>();
  const outgoing = (text: string): readonly string[] => {
    const frame = parse(text);
    const [type, id] = frame;
    const payload = type === CALL ? frame[3] : frame[2];
    const action = type === CALL ? frame[2] : open.get(String(id));
    if (says === undefined || !isObject(payload) || typeof id !== 'string' || typeof action !== 'string')
      return [text];
    const kind = type === CALL ? 'call' : 'result';
    if (kind === 'result') open.delete(id);
    return says({ kind, id, action, payload }, notes).map((each) =>
      typeof each === 'string' ? each : written(each),
    );
  };
  return {
    get subprotocol() {
      return link.subprotocol;
    },
    get identity() {
      return link.identity;
    },
    get open() {
      return link.open;
    },
    close: (code, reason) => link.close(code, reason),
    abort: () => link.abort(),
    onClose: (handler) => link.onClose(handler),
    send(text) {
      for (const each of outgoing(text)) link.send(each);
    },
    onMessage(handler) {
      link.onMessage((message) => {
        const [type, id, action, payload] = parse(message.text);
        if (type !== CALL || typeof id !== 'string' || typeof action !== 'string' || !isObject(payload)) {
          handler(message);
          return;
        }
        if (open.size < MOST_OPEN) open.set(id, action);
        const answer = hears?.(action, payload, notes);
        if (answer === undefined) handler(message);
        else if (answer !== 'silence')
          link.send(
            JSON.stringify('error' in answer ? [4, id, answer.error, '', {}] : [RESULT, id, answer.result]),
          );
      });
    },
  };
};
