import type { Profile, Scenario } from '../suite/index.ts';
import type { RunResult, ScenarioResult } from '../verdict/index.ts';
import type { Capability } from './statement.ts';

export interface Fitness {
  /** Why no certificate can be given; empty when one can. */
  readonly reasons: readonly string[];
  readonly capabilities: readonly Capability[];
  readonly notTested: readonly string[];
}

const inProfile = (profile: Profile, id: string): boolean =>
  profile.scenarios.some((each) => id === each || id.startsWith(`${each}-`));

/** The scenarios of a level, whatever side they judge. */
export const scenariosOf = (profile: Profile, scenarios: readonly Scenario[]): readonly Scenario[] =>
  scenarios.filter(({ id }) => inProfile(profile, id));

const HOLDS: readonly ScenarioResult['verdict'][] = ['passed', 'advised'];

/**
 * Whether a run earns the profile: everything ran, nothing failed or lacks evidence, what is required was declared, and
 * each capability that is required was shown by a scenario that needed it. What was ruled out is listed, not hidden.
 */
export const fitnessOf = (
  profile: Profile,
  scenarios: readonly Scenario[],
  run: RunResult,
  declares: Readonly<Record<string, boolean>>,
): Fitness => {
  const own = scenariosOf(profile, scenarios);
  const byId = new Map(own.map((scenario) => [scenario.id, scenario]));
  const bad = run.results.filter(({ verdict }) => !HOLDS.includes(verdict) && verdict !== 'not applicable');
  const good = run.results.filter(({ verdict }) => HOLDS.includes(verdict));
  const ran = new Set(run.results.map(({ scenario }) => scenario));
  const side = run.subjects[0]?.side ?? 'charger';
  const absent = own.filter(({ id, subject }) => (subject === 'either' || subject === side) && !ran.has(id));
  const shownBy = (code: string): string | undefined =>
    good.find(({ scenario }) => byId.get(scenario)?.needs.all.includes(code) === true)?.scenario;
  const codes = [...new Set([...profile.requires, ...own.flatMap(({ needs }) => needs.all)])].sort();
  const capabilities = codes.map((code): Capability => {
    const shown = shownBy(code);
    return {
      code,
      declared: declares[code] === true,
      ...(shown === undefined ? {} : { shownBy: shown }),
    };
  });
  const required = capabilities.filter(({ code }) => profile.requires.includes(code));
  const reasons = [
    ...(profile.sides.includes(side) ? [] : [`${profile.id} is not for a ${side}`]),
    ...(run.interrupted ? ['the run was interrupted'] : []),
    ...(run.subjects.length === 1 ? [] : ['a certificate is of one subject']),
    ...(good.length === 0 ? ['no scenario of the profile passed'] : []),
    ...bad.map(({ scenario, dialect, verdict }) => `${scenario} in ${dialect} is ${verdict}`),
    ...absent.map(({ id }) => `${id} was not in the run`),
    ...required.filter(({ declared }) => !declared).map(({ code }) => `${code} is required and not declared`),
    ...required
      .filter(({ declared, shownBy: by }) => declared && by === undefined)
      .map(({ code }) => `${code} is declared, and no scenario showed it`),
  ];
  const ruledOut = run.results
    .filter(({ verdict }) => verdict === 'not applicable')
    .map(({ scenario, dialect, reason }) => `${scenario} in ${dialect}: ${reason ?? 'not applicable'}`);
  const outside = scenarios.filter(({ id }) => !inProfile(profile, id)).length;
  const dialects = profile.dialects.filter((dialect) => !run.dialects.includes(dialect));
  const mode = run.subjects[0]?.timeMode;
  const notTested = [
    ...ruledOut,
    ...dialects.map((dialect) => `${dialect}: not spoken by the subject`),
    ...(outside === 0 ? [] : [`${outside} scenarios of offpeak are not part of this profile`]),
    ...(mode === 'steered' || mode === 'rebased'
      ? [`the nights were not lived from end to end: ${mode} time samples them around their edges`]
      : []),
    'the vehicle, the wiring and electrical safety',
  ];
  return { reasons, capabilities, notTested };
};
