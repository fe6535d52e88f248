import type { KeyObject } from 'node:crypto';
import { renderJson } from '../report/index.ts';
import type { Profile } from '../suite/index.ts';
import type { RunResult } from '../verdict/index.ts';
import { packBundle } from './bundle.ts';
import { seal } from './dsse.ts';
import type { Fitness } from './fitness.ts';
import { renderCertificate } from './page.ts';
import {
  digestsOf,
  ENVELOPE,
  PREDICATE,
  REPORT,
  sha256,
  STATEMENT,
  suitesDigest,
  type Statement,
} from './statement.ts';

export interface CertifyOptions {
  readonly profile: Profile;
  readonly run: RunResult;
  readonly fitness: Fitness;
  /** Suite, fixture and trace files as they were played, by their names below the root. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly key: KeyObject;
  /** ISO 8601. */
  readonly issued: string;
  readonly expires: string;
}

export interface Certificate {
  readonly archive: Uint8Array;
  /** SHA-256 of the signed statement: the number to print beside a product. */
  readonly digest: string;
  readonly html: string;
}

export const CLAIM =
  'Tariff compatibility, as shown by the scenarios in this bundle. Not a certification by or for the Open Charge Alliance.';

/** How long a night took here is of no interest to whoever checks it, and would differ from judging to judging. */
export const comparable = (run: RunResult): RunResult => ({
  ...run,
  results: run.results.map((result) => ({ ...result, took: 0 })),
});

/** Signs what a run has shown. The caller makes sure that `fitness` has no reasons against it. */
export const certify = (options: CertifyOptions): Certificate => {
  const { profile, run, fitness } = options;
  const bundle = new Map(options.files);
  bundle.set(REPORT, Buffer.from(renderJson(comparable(run))));
  const [subject] = run.subjects;
  const statement: Statement = {
    _type: STATEMENT,
    subject: digestsOf(bundle),
    predicateType: PREDICATE,
    predicate: {
      claim: CLAIM,
      profile: { id: profile.id, title: profile.title, says: profile.says },
      product: {
        name: subject?.name ?? '',
        side: subject?.side ?? '',
        dialects: run.dialects,
        reference: subject?.reference ?? false,
      },
      timeMode: subject?.timeMode ?? '',
      proved: [...new Set(run.results.flatMap(({ proved }) => proved))].sort(),
      advised: [
        ...new Set(
          run.results.flatMap(({ scenario, checks }) =>
            checks.flatMap(({ findings }) => findings.map(({ summary }) => `${scenario}: ${summary}`)),
          ),
        ),
      ].sort(),
      notTested: fitness.notTested,
      capabilities: fitness.capabilities,
      totals: run.totals,
      seed: run.seed,
      offpeak: run.offpeak,
      suites: suitesDigest(bundle),
      issued: options.issued,
      expires: options.expires,
    },
  };
  const payload = JSON.stringify(statement);
  bundle.set(ENVELOPE, Buffer.from(`${JSON.stringify(seal(payload, options.key), undefined, 2)}\n`));
  const digest = sha256(payload);
  return { archive: packBundle(bundle), digest, html: renderCertificate(statement, digest) };
};
