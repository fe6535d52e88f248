import { createHash } from 'node:crypto';
import { DIALECT_IDS, type DialectId } from '../dialects/index.ts';
import { plus, seconds, type Instant } from '../time/index.ts';
import { readChecks } from './checks/index.ts';
import type { Context } from './context.ts';
import { readYaml, type Field, type Problem } from './fields.ts';
import { readGiven } from './given.ts';
import { readProves } from './proves.ts';
import type { Needs, Scenario } from './scenario.ts';
import { readTimeline } from './timeline.ts';
import { worldProblems } from './world-permits.ts';
import { stationPermits, worldOf } from './world.ts';

const FILE_NAME = /(?:^|\/)([A-Z]{2,6}-\d{3})-[a-z0-9]+(?:-[a-z0-9]+)*\.yaml$/;

/** `OVN-001` of `OVN-001-transaction-profile.yaml`; undefined for a file that is no suite. */
export const idOfFile = (file: string): string | undefined => FILE_NAME.exec(file.replaceAll('\\', '/'))?.[1];

const readCodes = (field: Field | undefined, context: Context): readonly string[] =>
  (field?.items() ?? []).map((item) => {
    const code = item.text();
    if (code !== '' && !context.capabilities.has(code))
      item.problem(`"${code}" is not in suites/capabilities.yaml`);
    return code;
  });

const readNeeds = (field: Field | undefined, context: Context): Needs => {
  const keys = field?.keys(['all', 'any', 'none']);
  return {
    all: readCodes(keys?.get('all'), context),
    any: readCodes(keys?.get('any'), context),
    none: readCodes(keys?.get('none'), context),
  };
};

/** The dialects in which requirements of a standard can be shown. */
const SPOKEN_IN: Readonly<Record<string, readonly DialectId[]>> = {
  ocpp16: ['ocpp1.6'],
  ocpp201: ['ocpp2.0.1', 'ocpp2.1'],
  ocpp21: ['ocpp2.1'],
};

const REQUIRED = ['id', 'title', 'subject', 'dialects', 'proves', 'given', 'timeline', 'then'] as const;

/** A scenario and every problem of its file; the scenario counts only when there is none. */
export const readScenario = (
  file: string,
  text: string,
  context: Context,
): { readonly scenario: Scenario | undefined; readonly problems: readonly Problem[] } => {
  const root = readYaml(file, text);
  const { problems } = root.source;
  if (root.absent) return { scenario: undefined, problems };
  const keys = root.keys([...REQUIRED, 'why', 'needs'], REQUIRED);
  const id = keys.need('id').text();
  if (id !== '' && id !== idOfFile(file)) keys.need('id').problem(`"${id}" does not match the file's name`);
  const dialectsField = keys.need('dialects');
  const dialects = dialectsField.absent
    ? []
    : dialectsField.items().map((item) => item.oneOf(DIALECT_IDS, 'ocpp2.0.1'));
  if (dialects.length === 0) dialectsField.problem('needs at least one dialect');
  if (new Set(dialects).size !== dialects.length) dialectsField.problem('names a dialect twice');
  const givenField = keys.need('given');
  const why = keys.read('why', (field) => field.text());
  const head = {
    id,
    title: keys.need('title').text(),
    ...(why === undefined ? {} : { why }),
    file,
    hash: createHash('sha256').update(text).digest('hex'),
    subject: keys.need('subject').oneOf(['charger', 'csms', 'either'], 'either'),
    dialects,
    needs: readNeeds(keys.get('needs'), context),
    proves: readProves(keys.get('proves'), context),
    place: root.place,
  };
  if (givenField.absent) return { scenario: undefined, problems };
  const given = readGiven(givenField, context);
  const { steps, firstDay, end, plugged } = readTimeline(keys.need('timeline'), given, context);
  const world = worldOf(given, steps, plugged);
  const checks = readChecks(keys.need('then'), given, world, firstDay, context);
  // A CSMS that is judged must find out by itself what the station takes.
  if (head.subject !== 'csms') stationPermits(givenField, given);
  const proved = new Set([...steps, ...checks].flatMap(({ proves }) => proves));
  // A proof that could not be read is no reason to say that there is none.
  const claims = problems.length > 0 ? [] : (keys.get('proves')?.items() ?? []);
  for (const claim of claims) {
    if (!proved.has(claim.text()))
      claim.problem(`"${claim.text()}" is claimed, but no step or check proves it`);
    const spoken = SPOKEN_IN[claim.text().split(':')[0] ?? ''];
    if (spoken !== undefined && !dialects.some((dialect) => spoken.includes(dialect)))
      claim.problem(`"${claim.text()}" is of ${spoken.join(' and ')}, which this scenario does not speak`);
  }
  if (problems.length > 0) return { scenario: undefined, problems };
  for (const judge of root.source.later) judge();
  problems.push(...worldProblems(world, checks));
  problems.sort((a, b) => (a.place.line ?? 0) - (b.place.line ?? 0));
  const rowEnds: readonly Instant[] = checks.flatMap((check) => {
    if (check.check === 'power') return check.curve.map((row) => row.to);
    return (check.check === 'entry' || check.check === 'attempts') && check.to !== undefined
      ? [check.to]
      : [];
  });
  const over = rowEnds.reduce((latest, at) => (at > latest ? at : latest), end);
  const scenario = { ...head, given, timeline: steps, checks, end: plus(over, seconds(30)) };
  return problems.length > 0 ? { scenario: undefined, problems } : { scenario, problems };
};
