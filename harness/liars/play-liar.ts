import { DIALECT_IDS, type DialectId } from '../dialects/index.ts';
import { signatureOf } from '../diagnosis/index.ts';
import { runOne } from '../run/index.ts';
import type { Scenario } from '../suite/index.ts';
import type { ScenarioResult } from '../verdict/index.ts';
import { subjectOf, type Caught, type Liar, type LiarResult } from './liar.ts';

/** One liar through every scenario that judges its side, in every dialect in which the bug exists. */
export const playLiar = async (
  liar: Liar,
  scenarios: readonly Scenario[],
  seed: string,
): Promise<LiarResult> => {
  const caught: Caught[] = [];
  let nights = 0;
  const dialects = DIALECT_IDS.filter((id) => liar.defect.dialects.includes(id));
  for (const scenario of scenarios) {
    if (scenario.subject !== 'either' && scenario.subject !== liar.side) continue;
    // Handshakes are real and take their time: they are for those who lie in them.
    if (scenario.given.security !== undefined && liar.defect.atTheDoor !== true) continue;
    for (const dialect of dialects) {
      if (!scenario.dialects.includes(dialect)) continue;
      nights += 1;
      const { result } = await runOne({
        scenario,
        subject: subjectOf(liar),
        dialect,
        seed,
        version: 'liars',
        reproduce: '',
      });
      const found = caughtIn(result, dialect);
      if (found !== undefined) caught.push(found);
    }
  }
  return { side: liar.side, id: liar.defect.id, nights, caught };
};

const caughtIn = (result: ScenarioResult, dialect: DialectId): Caught | undefined => {
  const { verdict } = result;
  if (verdict !== 'failed' && verdict !== 'unproven' && verdict !== 'advised' && verdict !== 'broken')
    return undefined;
  return {
    scenario: result.scenario,
    dialect,
    verdict,
    checks: [
      ...new Set(result.checks.filter(({ outcome }) => outcome === verdict).map(({ check }) => check)),
    ].sort(),
    tokens: [...signatureOf([result])].sort(),
  };
};
