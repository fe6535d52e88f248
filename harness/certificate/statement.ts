import { createHash } from 'node:crypto';
import type { RunResult } from '../verdict/index.ts';
import type { Bundle } from './bundle.ts';

/** What a certificate states, as an in-toto Statement v1 with a predicate of our own. */
export interface Statement {
  readonly _type: typeof STATEMENT;
  readonly subject: readonly { readonly name: string; readonly digest: { readonly sha256: string } }[];
  readonly predicateType: typeof PREDICATE;
  readonly predicate: Predicate;
}

export interface Predicate {
  /** Never more than this; see DESIGN: no OCA certification. */
  readonly claim: string;
  readonly profile: { readonly id: string; readonly title: string; readonly says: string };
  readonly product: {
    readonly name: string;
    readonly side: string;
    readonly dialects: readonly string[];
    readonly reference: boolean;
  };
  readonly timeMode: string;
  /** Requirement ids that a passed check with evidence proves. */
  readonly proved: readonly string[];
  readonly advised: readonly string[];
  /** What nobody looked at, each with its reason. */
  readonly notTested: readonly string[];
  readonly capabilities: readonly Capability[];
  readonly totals: RunResult['totals'];
  readonly seed: string;
  readonly offpeak: string;
  /** SHA-256 over the digests of all suite and fixture files. */
  readonly suites: string;
  readonly issued: string;
  readonly expires: string;
}

export interface Capability {
  readonly code: string;
  readonly declared: boolean;
  /** The first scenario that needed it and passed. */
  readonly shownBy?: string;
}

export const STATEMENT = 'https://in-toto.io/Statement/v1';
export const PREDICATE = 'urn:offpeak:tariff-compatibility:1';

export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

/** Every file of the bundle but the envelope, with its digest. */
export const digestsOf = (bundle: Bundle): Statement['subject'] =>
  [...bundle]
    .filter(([name]) => name !== ENVELOPE)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, bytes]) => ({ name, digest: { sha256: sha256(bytes) } }));

export const ENVELOPE = 'certificate.dsse.json';
export const REPORT = 'report.json';

export const suitesDigest = (bundle: Bundle): string =>
  sha256(
    digestsOf(bundle)
      .filter(({ name }) => name.startsWith('suites/') || name.startsWith('fixtures/'))
      .map(({ name, digest }) => `${digest.sha256}  ${name}\n`)
      .join(''),
  );
