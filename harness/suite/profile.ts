import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIALECT_IDS, type DialectId } from '../dialects/index.ts';
import type { Side } from '../trace/index.ts';
import { readYaml, type Problem } from './fields.ts';
import { refuseProblems } from './refusal.ts';

/** A level of tariff compatibility: what a subject must have shown to bear its name. */
export interface Profile {
  readonly id: string;
  readonly title: string;
  /** One sentence for the one who buys. */
  readonly says: string;
  readonly sides: readonly Side[];
  readonly dialects: readonly DialectId[];
  /** Scenario ids and areas; each that applies to the side must run, in every dialect that the subject speaks. */
  readonly scenarios: readonly string[];
  /** Capabilities without which the level cannot be had. */
  readonly requires: readonly string[];
  readonly file: string;
}

const REQUIRED = ['id', 'title', 'says', 'sides', 'scenarios', 'requires'] as const;

/** Reads `suites/profiles/*.yaml`: the profile counts only when there is no problem. */
export const readProfile = (
  file: string,
  text: string,
): { readonly profile: Profile; readonly problems: readonly Problem[] } => {
  const root = readYaml(file, text);
  const keys = root.keys([...REQUIRED, 'dialects'], REQUIRED);
  const texts = (key: (typeof REQUIRED)[number]): readonly string[] => {
    const field = keys.need(key);
    return field.absent ? [] : field.items().map((item) => item.text());
  };
  const idField = keys.need('id');
  const id = idField.absent ? '' : idField.text();
  if (!idField.absent && !file.endsWith(`/${id}.yaml`))
    idField.problem(`"${id}" does not match the file's name`);
  const scenarios = keys.need('scenarios');
  for (const item of scenarios.absent ? [] : scenarios.items())
    if (!/^[A-Z]{2,6}(-\d{3})?$/.test(item.text()))
      item.problem('is no scenario id and no area, like OVN-001 or OVN');
  if (!scenarios.absent && scenarios.items().length === 0)
    scenarios.problem('needs at least one scenario or area');
  const sides = keys.need('sides');
  const dialects = keys.get('dialects');
  return {
    profile: {
      id,
      title: keys.need('title').absent ? '' : keys.need('title').text(),
      says: keys.need('says').absent ? '' : keys.need('says').text(),
      sides: sides.absent ? [] : sides.items().map((item) => item.oneOf(['charger', 'csms'], 'charger')),
      dialects: dialects?.items().map((item) => item.oneOf(DIALECT_IDS, 'ocpp1.6')) ?? DIALECT_IDS,
      scenarios: texts('scenarios'),
      requires: texts('requires'),
      file,
    },
    problems: root.source.problems,
  };
};

/** All profiles below `root`/suites/profiles. @throws SuiteError with every problem. */
export const loadProfiles = (root: string): readonly Profile[] => {
  const folder = join(root, 'suites/profiles');
  if (!existsSync(folder)) return [];
  const read = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => readProfile(`suites/profiles/${name}`, readFileSync(join(folder, name), 'utf8')));
  refuseProblems(read.flatMap(({ problems }) => problems));
  return read.map(({ profile }) => profile);
};
