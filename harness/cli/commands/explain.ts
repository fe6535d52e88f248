import { localTime, wallClock, type Instant } from '../../time/index.ts';
import type { Check, Scenario, Step } from '../../suite/index.ts';
import { EXIT } from '../exit-codes.ts';
import { scenarios } from '../load.ts';
import { UsageError } from '../usage-error.ts';

const when = (scenario: Scenario, at: Instant): string => {
  const { zone } = scenario.given;
  const { date, offset } = wallClock(zone, at);
  const hours = offset / 3600;
  return `${date} ${localTime(zone, at)} (UTC${hours < 0 ? '' : '+'}${hours})`;
};

const stepLine = (scenario: Scenario, step: Step): string => {
  const { when: moment } = step;
  const start =
    moment.kind === 'at'
      ? when(scenario, moment.at)
      : moment.kind === 'after previous'
        ? 'then'
        : `${when(scenario, moment.from)} to ${when(scenario, moment.to)}`;
  const limit = step.within === undefined ? '' : `, within ${step.within / 1000} s`;
  const reply = step.reply === undefined ? '' : `; answered: ${step.reply}`;
  return `  ${start}: ${step.actor} ${step.verb}${limit}${reply}`;
};

const checkLine = (scenario: Scenario, check: Check): readonly string[] => {
  if (check.check !== 'power') return [`  ${check.check} (line ${check.place.line ?? 0}, ${check.as})`];
  return [
    `  power, ${check.settle / 1000} s after each edge, evidence at least every ${check.sampled / 60_000} min:`,
    ...check.curve.map(
      (row) =>
        `    ${when(scenario, row.from)} to ${when(scenario, row.to)}: ${row.mode === 'at most' ? 'at most ' : ''}${(row.power / 1000).toFixed(2)} kW ± ${(row.tolerance / 1000).toFixed(2)}`,
    ),
  ];
};

/** `offpeak explain`: the scenario in words, with every time resolved. */
export const explain = (id: string): Promise<number> => {
  const scenario = scenarios([]).find((each) => each.id === id);
  if (scenario === undefined) throw new UsageError(`no scenario ${id}; see "offpeak list"`);
  const { given } = scenario;
  const lines = [
    `${scenario.id}  ${scenario.title}`,
    ...(scenario.why === undefined ? [] : [scenario.why.trim()]),
    `Judged: ${scenario.subject}, in ${scenario.dialects.join(', ')}. The subject's own steps are awaited, all others are played.`,
    `Begins ${when(scenario, given.now)} in ${given.zone}; tariff: ${given.tariff.name}; ends ${when(scenario, scenario.end)}.`,
    `Vehicle: ${given.vehicle.battery / 1000} kWh, ${Math.round(given.vehicle.charged * 100)} % charged, takes ${given.vehicle.takes / 1000} kW. Supply: ${given.supply.voltage} V, ${given.supply.phases} phase(s), ${given.supply.fuse} A.`,
    'What happens:',
    ...scenario.timeline.map((step) => stepLine(scenario, step)),
    'What is checked, besides the protocol at all times:',
    ...scenario.checks.flatMap((check) => checkLine(scenario, check)),
    `Proves: ${scenario.proves.join(', ')}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return Promise.resolve(EXIT.conformant);
};
