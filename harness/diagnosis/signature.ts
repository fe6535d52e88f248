import type { CheckResult, Finding } from '../judge/index.ts';
import type { ScenarioResult } from '../verdict/index.ts';

/**
 * What a run showed, as tokens that do not change from night to night: `scenario|check|what`, without times, numbers and
 * names. A known bug is the tokens that it leaves.
 */
export type Signature = ReadonlySet<string>;

const MOST_TOKENS = 5000;

/** A finding's kind: its summary without what differs between two nights. */
const kindOf = ({ summary, shape, hint }: Finding): string =>
  [summary.replaceAll(/["'][^"']{0,200}["']/g, '').replaceAll(/[\d:.+-]+/g, '#'), shape, hint]
    .filter((part) => part !== undefined)
    .join(' ~ ')
    .replaceAll('|', '/')
    .slice(0, 200);

const tokensOfCheck = (scenario: string, check: CheckResult): readonly string[] =>
  check.findings
    .filter(({ outcome }) => outcome !== 'broken')
    .map((finding) => `${scenario}|${check.check}|${kindOf(finding)}`);

export const signatureOf = (results: readonly ScenarioResult[]): Signature =>
  new Set(
    results
      .flatMap(({ scenario, checks }) => checks.flatMap((check) => tokensOfCheck(scenario, check)))
      .slice(0, MOST_TOKENS),
  );

export const scenarioOf = (token: string): string => token.slice(0, token.indexOf('|'));

/** `power: wrong power ~ high at hold` of `OVN-001|power|wrong power ~ high at hold`. */
export const tokenInWords = (token: string): string => {
  const [, check = '', kind = ''] = token.split('|');
  return `${check}: ${kind.replaceAll('#', '…')}`;
};
