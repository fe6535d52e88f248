import { readFileSync, statSync } from 'node:fs';
import { DIALECT_IDS } from '../../dialects/index.ts';
import { amps, volts, type Supply } from '../../energy/index.ts';
import { SuiteError } from '../../errors.ts';
import { judge, summarise, type CheckResult, type FieldSummary } from '../../judge/index.ts';
import { printable } from '../../printable.ts';
import { fieldNight, LARGEST_LOG, type FieldNight } from '../../recording/index.ts';
import { localTime, wallClock, type Instant } from '../../time/index.ts';
import { tariffFixtures } from '../../suite/index.ts';
import { verdictOf } from '../../verdict/index.ts';
import { EXIT } from '../exit-codes.ts';
import { roots } from '../home.ts';
import { find } from '../load.ts';
import { UsageError } from '../usage-error.ts';
import { VERSION } from '../version.ts';

export interface JudgeLogArguments {
  readonly file: string;
  readonly tariff: string;
  readonly zone: string | undefined;
  readonly logZone: string;
  readonly station: string | undefined;
  readonly dialect: string | undefined;
  readonly voltage: string;
  readonly phases: string;
  readonly fuse: string;
  readonly json: boolean;
}

const number = (name: string, text: string, least: number, most: number): number => {
  const value = Number(text);
  if (!(value >= least && value <= most))
    throw new UsageError(`--${name} is a number from ${least} to ${most}`);
  return value;
};

const supplyOf = (args: JudgeLogArguments): Supply => {
  const phases = number('phases', args.phases, 1, 3);
  return {
    voltage: volts(number('voltage', args.voltage, 50, 500)),
    phases: phases >= 3 ? 3 : phases >= 2 ? 2 : 1,
    fuse: amps(number('fuse', args.fuse, 6, 200)),
  };
};

const money = (pence: number): string => `${pence.toFixed(1)} p`;
const energy = (wattHours: number): string => `${(wattHours / 1000).toFixed(2)} kWh`;
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const lines = (
  night: FieldNight,
  { sessions, wrong }: FieldSummary,
  checks: readonly CheckResult[],
  zone: string,
): readonly string[] => {
  const { tariff } = night.scenario.given;
  const when = (at: Instant): string => `${wallClock(zone, at).date} ${localTime(zone, at)}`;
  const findings = checks.flatMap((check) =>
    check.findings.map((finding) => ({ ...finding, check: check.check })),
  );
  return [
    `${night.trace.header.subjectName}, ${night.dialect}, ${when(night.scenario.given.now)} to ${when(night.scenario.end)} (${zone}); ${night.trace.events.length} frames, ${night.others} lines without one`,
    `tariff: ${tariff.name}`,
    ...(sessions.length === 0 ? ['no session in this log'] : []),
    ...sessions.flatMap((each) => [
      `session ${each.id} on EVSE ${each.evse}: ${when(each.from)} to ${each.to === undefined ? 'the end of the log' : when(each.to)}`,
      `  ${energy(each.wattHours)}, ${money(each.pence)}, ${percent(each.offPeakShare)} off-peak; the cheapest possible was ${money(each.cheapestPence)}`,
      ...each.perBand.map((band) => `    ${band.band}: ${energy(band.wattHours)}, ${money(band.cost)}`),
    ]),
    ...(findings.length + wrong.length === 0 ? ['nothing went wrong'] : ['what went wrong:']),
    ...findings.map(
      ({ outcome, summary, actual, expected, at, hint }) =>
        `  ${outcome}: ${at === undefined ? '' : `${when(at)} `}${summary}: ${actual}${expected.length === 0 ? '' : ` (right: ${expected.join(' or ')})`}${hint === undefined ? '' : `; ${hint}`}`,
    ),
    ...wrong.map(({ at, text }) => `  ${when(at)} ${text}`),
  ];
};

/** `offpeak judge LOG --tariff ...`: did this night follow the tariff, what did it cost, what went wrong. */
export const judgeLog = (args: JudgeLogArguments): Promise<number> => {
  const tariff = tariffFixtures(roots())(
    args.tariff.startsWith('tariffs/') ? args.tariff : `tariffs/${args.tariff}`,
  );
  if (typeof tariff === 'string') throw new UsageError(tariff);
  const dialect = DIALECT_IDS.find((id) => id === args.dialect);
  if (args.dialect !== undefined && dialect === undefined)
    throw new UsageError(`unknown dialect "${args.dialect}"; known: ${DIALECT_IDS.join(', ')}`);
  const path = find(args.file);
  if (statSync(path).size > LARGEST_LOG)
    throw new SuiteError('the log is larger than 64 MiB', {
      place: { file: args.file },
      hint: 'cut out the night',
    });
  const zone = args.zone ?? tariff.zone;
  const night = fieldNight(readFileSync(path, 'utf8'), {
    file: args.file,
    tariff,
    zone,
    logZone: args.logZone,
    supply: supplyOf(args),
    version: VERSION,
    ...(args.station === undefined ? {} : { station: args.station }),
    ...(dialect === undefined ? {} : { dialect }),
  });
  // Nobody is ours here: each side is judged for what it said itself.
  const bySystem = judge(night.scenario, night.trace);
  const byCharger = judge(
    { ...night.scenario, checks: [] },
    { ...night.trace, header: { ...night.trace.header, subject: 'charger' } },
  ).filter(({ check }) => check.startsWith('monitor.'));
  const checks = [...bySystem, ...byCharger].filter(({ check }) => check !== 'ending');
  const summary = summarise(night.scenario, night.trace) ?? { sessions: [], wrong: [] };
  const verdict = summary.sessions.length === 0 ? 'unproven' : verdictOf(bySystem);
  if (args.json)
    process.stdout.write(
      `${JSON.stringify({ format: 'offpeak-field/1', verdict, station: night.trace.header.subjectName, dialect: night.dialect, tariff: tariff.id, ...summary, checks }, undefined, 2)}\n`,
    );
  else
    process.stdout.write(
      `${lines(night, summary, checks, zone).map(printable).join('\n')}\n${verdict.toUpperCase()}\n`,
    );
  return Promise.resolve(
    verdict === 'failed' ? EXIT.failed : verdict === 'unproven' ? EXIT.unproven : EXIT.conformant,
  );
};
