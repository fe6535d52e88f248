import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { keyId } from './keys.ts';

/** A signed statement as DSSE 1.0 writes it (https://github.com/secure-systems-lab/dsse). */
export interface Envelope {
  readonly payloadType: string;
  /** Base64 of the payload's bytes. */
  readonly payload: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** What is signed: type and payload with their lengths, so that neither can be taken for the other. */
const preAuthentication = (type: string, payload: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `, 'utf8'),
    payload,
  ]);

/** Signs with an Ed25519 private key: same key, same payload, same bytes. */
export const seal = (payload: string, key: KeyObject): Envelope => {
  const bytes = Buffer.from(payload, 'utf8');
  return {
    payloadType: PAYLOAD_TYPE,
    payload: bytes.toString('base64'),
    signatures: [
      {
        keyid: keyId(createPublicKey(key)),
        sig: sign(null, preAuthentication(PAYLOAD_TYPE, bytes), key).toString('base64'),
      },
    ],
  };
};

export type Opened =
  | { readonly ok: true; readonly payload: string }
  | { readonly ok: false; readonly reason: string };

const isEnvelope = (value: unknown): value is Envelope => {
  if (typeof value !== 'object' || value === null) return false;
  const { payloadType, payload, signatures } = value as Partial<Record<keyof Envelope, unknown>>;
  return (
    typeof payloadType === 'string' &&
    typeof payload === 'string' &&
    Array.isArray(signatures) &&
    signatures.length <= 10 &&
    signatures.every(
      (each: unknown) =>
        typeof each === 'object' &&
        each !== null &&
        'keyid' in each &&
        typeof each.keyid === 'string' &&
        'sig' in each &&
        typeof each.sig === 'string',
    )
  );
};

/** The payload, when `key` signed it. */
export const unseal = (value: unknown, key: KeyObject): Opened => {
  if (!isEnvelope(value)) return { ok: false, reason: 'the envelope is not of DSSE form' };
  if (value.payloadType !== PAYLOAD_TYPE)
    return { ok: false, reason: 'the envelope holds something other than an in-toto statement' };
  const id = keyId(key);
  const signature = value.signatures.find(({ keyid }) => keyid === id);
  if (signature === undefined)
    return { ok: false, reason: `it is not signed by this key (${id.slice(0, 16)}…)` };
  const payload = Buffer.from(value.payload, 'base64');
  const right = verify(
    null,
    preAuthentication(value.payloadType, payload),
    key,
    Buffer.from(signature.sig, 'base64'),
  );
  return right
    ? { ok: true, payload: payload.toString('utf8') }
    : { ok: false, reason: 'the signature does not fit the statement: it was changed' };
};
