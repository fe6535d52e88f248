import type { Side } from '../../trace/index.ts';
import type { Facts } from '../facts.ts';
import type { CheckResult, Finding } from '../finding.ts';
import { finding, resultOf } from '../result.ts';

/** One thing seen against a rule that always holds. */
export interface Breach {
  readonly from: Side;
  /** Breaches of one kind become one finding with a count. */
  readonly kind: string;
  readonly actual: string;
  readonly seq: number;
  readonly requirements: readonly string[];
  readonly worth?: 'failed' | 'advised';
}

/** What broke it on our own side is a fault of the harness. Each monitor proves the requirement of its name. */
export const monitorResult = (
  facts: Facts,
  name: string,
  label: string,
  looked: number,
  breaches: readonly Breach[],
): CheckResult => {
  const kinds = new Map<string, Breach[]>();
  for (const breach of breaches) {
    const key = `${breach.from} ${breach.kind}`;
    const group = kinds.get(key);
    if (group === undefined) kinds.set(key, [breach]);
    else group.push(breach);
  }
  const findings = [...kinds.values()].slice(0, 50).flatMap((group): readonly Finding[] => {
    const [first] = group;
    if (first === undefined) return [];
    const worth = first.worth ?? 'failed';
    const own = first.from === facts.subject;
    // A played charger with traits breaks rules on purpose.
    if (!own && (facts.scenario.given.station.traits ?? []).length > 0) return [];
    const outcome = own ? worth : worth === 'advised' ? 'advised' : 'broken';
    const times = group.length === 1 ? '' : ` (${group.length} times)`;
    const evidence = group.map(({ seq }) => seq);
    return [
      finding(
        outcome,
        [...first.requirements, `rpc:${name}`],
        `${first.from}: ${first.kind}${times}`,
        [label],
        first.actual,
        evidence,
      ),
    ];
  });
  return resultOf({ check: `monitor.${name}`, label, proves: [`rpc:${name}`], looked, findings });
};
