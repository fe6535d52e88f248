import { EXIT } from '../exit-codes.ts';
import { listing } from '../listing.ts';

const line = (parts: readonly string[], widths: readonly number[]): string =>
  `${parts
    .map((part, index) => part.padEnd(widths[index] ?? 0))
    .join('  ')
    .trimEnd()}\n`;

// The roles are read for their bugs only: a list of scenarios must not wait for them.
const listBugs = async (json: boolean): Promise<void> => {
  const { CHARGER_BUGS, CSMS_BUGS } = await import('../../roles/index.ts');
  const rowsOf = (side: 'charger' | 'csms', bugs: typeof CHARGER_BUGS | typeof CSMS_BUGS) =>
    bugs.map(({ id, title, source }) => ({ side, id, title, source }));
  const rows = [...rowsOf('charger', CHARGER_BUGS), ...rowsOf('csms', CSMS_BUGS)];
  if (json) process.stdout.write(`${JSON.stringify(rows, undefined, 2)}\n`);
  else for (const { side, id, title } of rows) process.stdout.write(line([side, id, title], [7, 32]));
};

/** `offpeak list`: what there is to run. */
export const list = async (paths: readonly string[], bugs: boolean, json: boolean): Promise<number> => {
  if (bugs) {
    await listBugs(json);
    return EXIT.conformant;
  }
  const found = await listing(paths);
  if (json) process.stdout.write(`${JSON.stringify(found, undefined, 2)}\n`);
  else {
    for (const each of found) {
      const dialects = each.dialects.map((dialect) => dialect.replace('ocpp', '')).join(' ');
      process.stdout.write(line([each.id, each.subject, dialects, each.title], [8, 7, 13]));
    }
  }
  return found.length === 0 ? EXIT.nothingRan : EXIT.conformant;
};
