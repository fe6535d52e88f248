import { CHARGER_BUGS, CSMS_BUGS } from '../../roles/index.ts';
import { EXIT } from '../exit-codes.ts';
import { scenarios } from '../load.ts';

const line = (parts: readonly string[], widths: readonly number[]): string =>
  `${parts
    .map((part, index) => part.padEnd(widths[index] ?? 0))
    .join('  ')
    .trimEnd()}\n`;

const listBugs = (json: boolean): void => {
  const bugs = [
    ...CHARGER_BUGS.map((bug) => ({
      side: 'charger',
      id: bug.id,
      title: bug.title,
      source: bug.source,
    })),
    ...CSMS_BUGS.map((bug) => ({
      side: 'csms',
      id: bug.id,
      title: bug.title,
      source: bug.source,
    })),
  ];
  if (json) process.stdout.write(`${JSON.stringify(bugs, undefined, 2)}\n`);
  else for (const bug of bugs) process.stdout.write(line([bug.side, bug.id, bug.title], [7, 32]));
};

/** `offpeak list`: what there is to run. */
export const list = (paths: readonly string[], bugs: boolean, json: boolean): Promise<number> => {
  if (bugs) {
    listBugs(json);
    return Promise.resolve(EXIT.conformant);
  }
  const found = scenarios(paths);
  if (json) {
    const rows = found.map(({ id, title, subject, dialects, proves, file }) => ({
      id,
      title,
      subject,
      dialects,
      proves,
      file,
    }));
    process.stdout.write(`${JSON.stringify(rows, undefined, 2)}\n`);
  } else {
    for (const each of found) {
      const dialects = each.dialects.map((dialect) => dialect.replace('ocpp', '')).join(' ');
      process.stdout.write(line([each.id, each.subject, dialects, each.title], [8, 7, 13]));
    }
  }
  return Promise.resolve(found.length === 0 ? EXIT.nothingRan : EXIT.conformant);
};
