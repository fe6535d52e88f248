import type { FaultEvent } from '../trace/index.ts';
import type { Facts } from './facts.ts';
import type { CheckResult } from './finding.ts';
import { finding, resultOf } from './result.ts';

/** A fault that touched nothing proves nothing: what the night then shows is an ordinary night. */
export const judgeFaults = (facts: Facts): readonly CheckResult[] =>
  facts.scenario.timeline.flatMap((step): readonly CheckResult[] => {
    if (step.actor !== 'fault') return [];
    const events = facts.trace.events.filter(
      (event): event is FaultEvent =>
        event.kind === 'fault' &&
        (event.step === undefined ? event.fault === step.verb : event.step === step.index),
    );
    const bit = events.find(({ phase }) => phase === 'bit');
    const begun = events.some(({ phase }) => phase === 'begins');
    const actual = begun ? 'it began and ended, and touched nothing' : 'it never began';
    return [
      resultOf({
        check: 'fault',
        label: `the fault bit: ${step.verb}`,
        place: step.place,
        proves: [],
        looked: 1,
        findings:
          bit !== undefined
            ? []
            : [
                finding(
                  'unproven',
                  [],
                  `the fault did not bite: ${step.verb}`,
                  ['proof that it touched something'],
                  actual,
                  events.map(({ seq }) => seq),
                ),
              ],
        measures: bit?.proof === undefined ? {} : { proof: bit.proof },
      }),
    ];
  });
