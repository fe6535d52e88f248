import { readFileSync } from 'node:fs';
import { isMap } from 'yaml';
import type { Context } from './context.ts';
import { readYaml } from './fields.ts';
import { readScenario } from './load-scenario.ts';
import { readDate, nextDay } from './moments.ts';
import { refuseProblems } from './refusal.ts';
import type { Scenario } from './scenario.ts';
import { readPlanParts, PLAN_KEYS } from './plan-style.ts';

/** A night of the year as a suite file: nothing in it is known but the tariff, so the plan is judged by the oracle alone. */
const night = (id: string, date: string, tariff: string, plan: Readonly<Record<string, string>>): string => `
id: ${id}
title: "${date}, ${tariff}, ${Object.values(plan).join(' ')}"
subject: csms
dialects: [ocpp1.6, ocpp2.0.1, ocpp2.1]
needs: { all: [MV.Sampled] }
proves: []
given:
  zone: Europe/London
  now: ${date} 20:55
  tariff: ${tariff}
  vehicle: { battery: 150 kWh, charged: 10 %, takes: 7.36 kW }
  supply: { voltage: 230 V, phases: 1, fuse: 32 A }
  plan: ${JSON.stringify(plan)}
timeline:
  - day: ${date}
  - at: 21:00
    driver: plugs in
  - at: 21:00
    within: 60 s
    charger: starts transaction
  - day: ${nextDay(date)}
  - at: 09:00
    driver: unplugs
  - at: 09:00
    within: 60 s
    charger: ends transaction
then:
  - plan: { from: 21:02, to: 09:00, inside: 7.3 kW }
  - cost: { off-peak share: at least 99 % }
  - bill: { energy within: 1 %, cost within: 20 p, sessions: 1 }
`;

const MOST = 900;

/**
 * The nights of a year file (`suites/supplier/year/year.yaml`), one scenario each.
 * @throws SuiteError with every problem and its place.
 */
export const yearOf = (file: string, shown: string, context: Context): readonly Scenario[] => {
  const root = readYaml(shown, readFileSync(file, 'utf8'));
  const keys = root.keys(['tariffs', 'plans', 'nights'], ['tariffs', 'plans', 'nights']);
  const list = (key: 'tariffs' | 'plans' | 'nights') => (keys.need(key).absent ? [] : keys.need(key).items());
  const tariffs = list('tariffs').map((field) => {
    const found = context.tariff(field.text());
    if (typeof found === 'string') field.problem(found);
    return field.text();
  });
  const plans = list('plans').map((field) => {
    readPlanParts(field.keys(PLAN_KEYS));
    return (isMap(field.node) ? field.node.toJSON() : {}) as Readonly<Record<string, string>>;
  });
  const dates = list('nights').map(readDate);
  if (tariffs.length * plans.length * dates.length > MOST) root.problem(`more than ${MOST} nights`);
  refuseProblems(root.source.problems);
  const scenarios: Scenario[] = [];
  for (const tariff of tariffs)
    for (const plan of plans)
      for (const date of dates) {
        const id = `YEAR-${String(scenarios.length + 1).padStart(3, '0')}`;
        const name = `suites/supplier/year/${id}-of-the-year.yaml`;
        const { scenario, problems } = readScenario(name, night(id, date, tariff, plan), context);
        refuseProblems(problems);
        if (scenario !== undefined) scenarios.push(scenario);
      }
  return scenarios;
};
