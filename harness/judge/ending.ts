import type { Facts } from './facts.ts';
import type { CheckResult } from './finding.ts';
import { finding, resultOf } from './result.ts';

const WORTH = {
  'subject lost': 'failed',
  'subject unreachable': 'unproven',
  interrupted: 'unproven',
  broken: 'broken',
} as const;

/** How the night ended. A subject that went away did not keep its promise; an interrupted night proves nothing. */
export const judgeEnding = ({ trace }: Facts): CheckResult => {
  const { ended, reason } = trace.footer;
  const findings =
    ended === 'complete'
      ? []
      : [finding(WORTH[ended], [], `the night ended early: ${ended}`, ['a whole night'], reason ?? ended)];
  return resultOf({
    check: 'ending',
    label: 'the night was lived to its end',
    proves: [],
    looked: 1,
    findings,
  });
};
