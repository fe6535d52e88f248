import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { KeyObject } from 'node:crypto';
import { DIALECT_IDS } from '../dialects/index.ts';
import { readReport, renderJson } from '../report/index.ts';
import { judgeTrace } from '../run/index.ts';
import { referenceCharger, referenceCsms } from '../subject/index.ts';
import { loadSuites, type Scenario } from '../suite/index.ts';
import { readTrace } from '../trace/index.ts';
import { rollUp, type RunResult, type ScenarioResult } from '../verdict/index.ts';
import { unpackBundle, type Bundle } from './bundle.ts';
import { comparable } from './certify.ts';
import { unseal } from './dsse.ts';
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

export interface Verification {
  /** Every reason not to believe it; empty: it holds. */
  readonly reasons: readonly string[];
  readonly statement?: Statement;
  readonly digest?: string;
  /** Traces that were judged again. */
  readonly judged: number;
}

export interface VerifyOptions {
  readonly archive: Uint8Array;
  readonly file: string;
  readonly key: KeyObject;
  /** ISO 8601: the moment at which it must be valid. */
  readonly now: string;
  readonly version: string;
}

const text = (bundle: Bundle, name: string): string => Buffer.from(bundle.get(name) ?? []).toString('utf8');

const parse = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};

const isStatement = (value: unknown): value is Statement =>
  typeof value === 'object' &&
  value !== null &&
  '_type' in value &&
  // The name is in-toto's.
  // oxlint-disable-next-line no-underscore-dangle
  value._type === STATEMENT &&
  'predicateType' in value &&
  value.predicateType === PREDICATE &&
  'subject' in value &&
  Array.isArray(value.subject) &&
  'predicate' in value &&
  typeof value.predicate === 'object' &&
  value.predicate !== null;

/** Files that were changed, are missing, or that nobody signed. */
const differences = (bundle: Bundle, signed: Statement['subject']): readonly string[] => {
  const present = new Map(digestsOf(bundle).map(({ name, digest }) => [name, digest.sha256]));
  const named = new Set(signed.map(({ name }) => name));
  return [
    ...signed.flatMap(({ name, digest }) => {
      const found = present.get(name);
      if (found === undefined) return [`${name} is missing`];
      return found === digest.sha256 ? [] : [`${name} was changed`];
    }),
    ...[...present.keys()].filter((name) => !named.has(name)).map((name) => `${name} was added`),
  ];
};

/** Loads the suites of the bundle, not those of this machine. */
const scenariosOf = (bundle: Bundle): readonly Scenario[] => {
  const folder = mkdtempSync(join(tmpdir(), 'offpeak-verify-'));
  try {
    for (const [name, bytes] of bundle) {
      if (!name.startsWith('suites/') && !name.startsWith('fixtures/')) continue;
      mkdirSync(join(folder, dirname(name)), { recursive: true });
      writeFileSync(join(folder, name), bytes);
    }
    return loadSuites([join(folder, 'suites')], folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const judgeAgain = (
  bundle: Bundle,
  scenarios: readonly Scenario[],
  result: ScenarioResult,
  version: string,
): ScenarioResult | string => {
  const { trace: name } = result;
  if (name === undefined) return result.ended === undefined ? result : `${result.scenario} has no trace`;
  if (!bundle.has(name)) return `${name} is missing`;
  const scenario = scenarios.find(({ id }) => id === result.scenario);
  const dialect = DIALECT_IDS.find((id) => id === result.dialect);
  if (scenario === undefined || dialect === undefined) return `${result.scenario} is not in the bundle`;
  const { header } = readTrace(text(bundle, name), name);
  if (header.scenario !== scenario.id || header.scenarioHash !== scenario.hash || header.dialect !== dialect)
    return `${name} is not a trace of ${scenario.id} in ${dialect} as it stands in the bundle`;
  const subject = result.subject === 'charger' ? referenceCharger() : referenceCsms();
  const again = judgeTrace(
    { scenario, subject, dialect, seed: result.seed, version, reproduce: result.reproduce, tracePath: name },
    text(bundle, name),
    name,
  );
  return again.result;
};

/**
 * Believes nothing but the key: signature, digests of all files, validity, and every verdict judged again from its
 * trace, which must come out byte for byte as it was signed.
 *
 * @throws SuiteError when the bundle cannot be read at all.
 */
export const verify = (options: VerifyOptions): Verification => {
  const bundle = unpackBundle(options.archive, options.file);
  if (!bundle.has(ENVELOPE)) return { reasons: [`the bundle has no ${ENVELOPE}`], judged: 0 };
  const opened = unseal(parse(text(bundle, ENVELOPE)), options.key);
  if (!opened.ok) return { reasons: [opened.reason], judged: 0 };
  const statement = parse(opened.payload);
  if (!isStatement(statement)) return { reasons: ['the statement is not of a form we know'], judged: 0 };
  const digest = sha256(opened.payload);
  const changed = differences(bundle, statement.subject);
  // What was changed is not worth judging.
  if (changed.length > 0) return { reasons: changed, statement, digest, judged: 0 };
  const { predicate } = statement;
  const reasons: string[] = [];
  if (options.now < predicate.issued) reasons.push(`it is not valid before ${predicate.issued}`);
  if (options.now > predicate.expires) reasons.push(`it expired at ${predicate.expires}`);
  if (suitesDigest(bundle) !== predicate.suites)
    reasons.push('the suites are not those that the statement names');
  if (predicate.offpeak !== options.version)
    reasons.push(
      `it was judged by offpeak ${predicate.offpeak}; this is ${options.version}, which may judge otherwise`,
    );
  const run = readReport(text(bundle, REPORT), REPORT);
  const scenarios = scenariosOf(bundle);
  const results: ScenarioResult[] = [];
  for (const result of run.results) {
    const again = judgeAgain(bundle, scenarios, result, options.version);
    if (typeof again === 'string') reasons.push(again);
    else results.push(again);
  }
  const rolled: RunResult = comparable(rollUp({ ...run, results }));
  if (results.length === run.results.length && renderJson(rolled) !== text(bundle, REPORT))
    reasons.push(...otherwise(run.results, rolled.results));
  return { reasons, statement, digest, judged: results.filter(({ trace }) => trace !== undefined).length };
};

const otherwise = (
  signed: readonly ScenarioResult[],
  again: readonly ScenarioResult[],
): readonly string[] => {
  const differing = signed.filter((result, at) => JSON.stringify(result) !== JSON.stringify(again[at]));
  return differing.length === 0
    ? ['the report does not follow from the traces']
    : differing
        .slice(0, 20)
        .map(({ scenario, dialect }) => `${scenario} in ${dialect} comes out otherwise when judged again`);
};
