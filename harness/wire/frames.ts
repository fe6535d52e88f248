import type { ErrorCode, JsonObject, OcppVersion } from './peer.ts';

/** A frame of OCPP-J, read strictly. */
export type Frame =
  | { readonly kind: 'call'; readonly id: string; readonly action: string; readonly payload: JsonObject }
  | { readonly kind: 'result'; readonly id: string; readonly payload: JsonObject }
  | {
      readonly kind: 'error';
      readonly id: string;
      readonly code: string;
      readonly description: string;
      readonly ofResult: boolean;
    }
  | { readonly kind: 'send'; readonly id: string; readonly action: string; readonly payload: JsonObject };

export type ParsedFrame =
  | { readonly ok: true; readonly frame: Frame }
  /** `id` and `type` as far as they could be read. */
  | { readonly ok: false; readonly problem: string; readonly id?: string; readonly type?: number };

/** `RPC.10` */
export const LONGEST_ID = 36;
const LONGEST_ACTION = 128;
/** Characters; the same limit as a WebSocket message of ours has in bytes. */
export const LONGEST_TEXT = 1_048_576;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// Whoever listens to a link and whoever receives from it read the same text, one right after the other.
let latest: { readonly text: string; readonly value: unknown } = { text: 'null', value: null };

/** `JSON.parse` for frames; undefined when it is no JSON. The value is shared: nobody may change it. */
export const readJson = (text: string): unknown => {
  if (text !== latest.text) {
    try {
      latest = { text, value: JSON.parse(text) };
    } catch {
      return undefined;
    }
  }
  return latest.value;
};

/** Reads one text frame. Never throws, whatever the peer sent. */
export const parseFrame = (text: string, version: OcppVersion): ParsedFrame => {
  if (text.length > LONGEST_TEXT) return { ok: false, problem: `longer than ${LONGEST_TEXT} characters` };
  const value = readJson(text);
  if (value === undefined) return { ok: false, problem: 'not JSON' };
  if (!Array.isArray(value)) return { ok: false, problem: 'not a JSON array' };
  const [type, id] = value as unknown[];
  if (typeof type !== 'number') return { ok: false, problem: 'the message type is not a number' };
  if (typeof id !== 'string') return { ok: false, problem: 'the message id is not a string', type };
  const bad = (problem: string): ParsedFrame => ({ ok: false, problem, id: id.slice(0, LONGEST_ID), type });
  if (id.length > LONGEST_ID)
    return bad(`the message id has ${id.length} characters, at most ${LONGEST_ID} are allowed`);
  const length = (wanted: number): boolean => value.length === wanted;
  switch (type) {
    case 2:
    case 6: {
      if (type === 6 && version !== 'ocpp2.1') return bad('SEND exists only in 2.1');
      const [, , action, payload] = value as unknown[];
      if (!length(4))
        return bad(`a ${type === 2 ? 'CALL' : 'SEND'} has 4 elements, this has ${value.length}`);
      if (typeof action !== 'string' || action.length > LONGEST_ACTION)
        return bad('the action is not a short string');
      if (!isObject(payload)) return bad('the payload is not an object');
      return { ok: true, frame: { kind: type === 2 ? 'call' : 'send', id, action, payload } };
    }
    case 3: {
      if (!length(3)) return bad(`a CALLRESULT has 3 elements, this has ${value.length}`);
      const payload: unknown = value[2];
      return isObject(payload)
        ? { ok: true, frame: { kind: 'result', id, payload } }
        : bad('the payload is not an object');
    }
    case 4:
    case 5: {
      if (type === 5 && version !== 'ocpp2.1') return bad('CALLRESULTERROR exists only in 2.1');
      const [, , code, description, details] = value as unknown[];
      if (!length(5)) return bad(`a CALLERROR has 5 elements, this has ${value.length}`);
      if (typeof code !== 'string' || typeof description !== 'string')
        return bad('error code or description is not a string');
      if (!isObject(details)) return bad('the error details are not an object');
      return { ok: true, frame: { kind: 'error', id, code, description, ofResult: type === 5 } };
    }
    default:
      return bad(`unknown message type ${type}`);
  }
};

/** 1.6 kept historic spellings (`RPC.19`). */
const SPELLINGS_16: Partial<Record<ErrorCode, string>> = {
  FormatViolation: 'FormationViolation',
  OccurrenceConstraintViolation: 'OccurenceConstraintViolation',
  MessageTypeNotSupported: 'GenericError',
  RpcFrameworkError: 'GenericError',
};

export const spell = (code: ErrorCode, version: OcppVersion): string =>
  version === 'ocpp1.6' ? (SPELLINGS_16[code] ?? code) : code;

/** Codes that a version's peers may send; both spellings are tolerated in 1.6. */
export const ERROR_CODES: Readonly<Record<OcppVersion, ReadonlySet<string>>> = (() => {
  const shared = [
    'GenericError',
    'InternalError',
    'NotImplemented',
    'NotSupported',
    'PropertyConstraintViolation',
    'ProtocolError',
    'SecurityError',
    'TypeConstraintViolation',
    'OccurrenceConstraintViolation',
  ];
  const two = new Set([...shared, 'FormatViolation', 'MessageTypeNotSupported', 'RpcFrameworkError']);
  return {
    'ocpp1.6': new Set([...shared, 'FormationViolation', 'FormatViolation', 'OccurenceConstraintViolation']),
    'ocpp2.0.1': two,
    'ocpp2.1': two,
  };
})();
