import type { RunResult, ScenarioResult } from '../verdict/index.ts';
import { plain } from './escape.ts';
import { verdictsWorstFirst } from './words.ts';

const label = (text: string): string =>
  plain(text, 200)
    .replaceAll('\\', '\\\\')
    .replaceAll('"', String.raw`\"`);

const labels = (of: Readonly<Record<string, string>>): string =>
  `{${Object.entries(of)
    .map(([name, value]) => `${name}="${label(value)}"`)
    .join(',')}}`;

/** A measure's name as OpenMetrics allows it: `offPeakShare` as `off_peak_share`. */
const metricName = (name: string): string =>
  name
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll(/[^a-zA-Z0-9]+/g, '_')
    .toLowerCase();

const of = ({ scenario, dialect, subject }: ScenarioResult): Readonly<Record<string, string>> => ({
  scenario,
  dialect,
  side: subject,
});

interface Family {
  readonly name: string;
  readonly help: string;
  readonly samples: readonly string[];
}

const measures = (run: RunResult): readonly Family[] => {
  const byName = new Map<string, string[]>();
  for (const result of run.results) {
    const seen = new Set<string>();
    for (const check of result.checks) {
      for (const [name, value] of Object.entries(check.measures)) {
        if (typeof value !== 'number' || !Number.isFinite(value)) continue;
        const metric = `offpeak_${metricName(`${check.check}_${name}`)}`;
        // Two checks of one kind in one scenario are told apart by their label.
        const text = `${metric}${labels({ ...of(result), check: check.label })} ${value}`;
        if (seen.has(text)) continue;
        seen.add(text);
        byName.set(metric, [...(byName.get(metric) ?? []), text]);
      }
    }
  }
  return [...byName]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, samples]) => ({ name, help: 'a number that a check measured', samples }));
};

/** The run as OpenMetrics 1.0 text, for a dashboard that scrapes a file or a push gateway. */
export const renderOpenMetrics = (run: RunResult): string => {
  const families: readonly Family[] = [
    {
      name: 'offpeak_scenarios',
      help: 'scenarios by verdict',
      samples: verdictsWorstFirst.map(
        (verdict) => `offpeak_scenarios${labels({ verdict })} ${run.totals[verdict]}`,
      ),
    },
    {
      name: 'offpeak_verdict',
      help: '1 for the verdict that a scenario got',
      samples: run.results.map(
        (result) =>
          `offpeak_verdict${labels({ ...of(result), verdict: result.verdict, seed: result.seed })} 1`,
      ),
    },
    {
      name: 'offpeak_exit_code',
      help: 'exit code of the run',
      samples: [`offpeak_exit_code ${run.exitCode}`],
    },
    ...measures(run),
  ];
  return `${families
    .flatMap(({ name, help, samples }) => [`# TYPE ${name} gauge`, `# HELP ${name} ${help}`, ...samples])
    .join('\n')}\n# EOF\n`;
};
